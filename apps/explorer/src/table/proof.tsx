import { useEffect, useState } from "preact/hooks";
import { loadProofs, styles } from "virtual:site";
import { nameOf } from "spec";
import type { Cell, ScenarioId } from "spec";
import { CodeLines } from "../code/line.js";
import { unpack } from "../code/pack.js";
import type { Program } from "../code/pack.js";
import type { SiteStyle } from "../site.js";
import { Figures } from "./figures.js";

interface Props {
  readonly id: string;
  readonly style: SiteStyle;
  readonly cell: Cell | undefined;
  readonly scenario: ScenarioId;
}

/** What refutes a claim: the answers of the real runtime, and who asked. */
export function ProofRow({ id, style: { original }, cell, scenario }: Props) {
  const [programs, setPrograms] = useState<readonly Program[]>([]);
  useEffect(() => {
    void loadProofs[scenario]().then(({ default: proofs }) =>
      setPrograms(
        proofs
          .filter((proof) => proof.original === original?.name)
          .map(({ program }) => unpack(program)),
      ),
    );
  }, [scenario, original]);
  if (original === undefined || cell === undefined) return undefined;
  return (
    <tr class="proof" id={id}>
      <td colSpan={styles.length + 1} data-original={original.name}>
        <div class="answer">
          <p>
            The page says of {original.language}: “{cell.claim}”. But{" "}
            {cell.because}. {nameOf(original)} itself was asked, by the programs
            below, and answered:
          </p>
          <Figures
            title={`Recorded from ${nameOf(original)} by pnpm record`}
            mark="recorded"
            figures={cell.evidence.filter(
              ({ source }) => source === "recorded",
            )}
          />
        </div>
        <div class="programs">
          {programs.map((program) => (
            <figure key={program.path} class="program">
              <figcaption>{program.path}</figcaption>
              <CodeLines program={program} />
            </figure>
          ))}
        </div>
        <a href={`#/${scenario}`}>Run its scenario</a>
      </td>
    </tr>
  );
}
