import { useEffect, useRef } from "preact/hooks";
import { align } from "side";
import type { Block } from "side";
import type { View } from "../route.js";
import type { Present } from "../scenario/page.js";
import { columnTitle } from "../scenario/column-names.js";
import { DiffView } from "./diff.js";
import { CodeLine } from "./line.js";
import type { Program } from "./pack.js";

interface Props {
  readonly programs: readonly Program[];
  readonly present: readonly Present[];
  readonly view: View;
}

/** The programs, and where each of them is at the present moment. */
export function CodePane({ programs, present, view }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const fresh = present.find(({ isFresh, place }) => isFresh && place)?.place;
  const current = fresh ?? present.find(({ place }) => place)?.place;
  useEffect(() => {
    const { current: box } = pane;
    const line =
      box?.querySelector(".line.fresh") ?? box?.querySelector(".line.now");
    if (box === null || line === null || line === undefined) return;
    const [outer, inner] = [
      box.getBoundingClientRect(),
      line.getBoundingClientRect(),
    ];
    const room = outer.height / 5;
    if (inner.top < outer.top + room || inner.bottom > outer.bottom - room)
      box.scrollBy({ top: inner.top - outer.top - outer.height / 3 });
  }, [present.map(({ place }) => place?.line).join()]);
  const [left, right] = programs;
  return (
    <div
      class={`pane ${view}`}
      ref={pane}
      tabIndex={0}
      role="region"
      aria-label="Programs"
    >
      {view === "side" || left === undefined || right === undefined ? (
        <SideBySide
          programs={programs}
          present={present}
          step={current?.step}
        />
      ) : (
        <DiffView left={left} right={right} present={present} view={view} />
      )}
    </div>
  );
}

interface SideProps {
  readonly programs: readonly Program[];
  readonly present: readonly Present[];
  readonly step: number | undefined;
}

function SideBySide({ programs, present, step }: SideProps) {
  const { blocks } = align(programs);
  return (
    <>
      {blocks.map((block, index) => (
        <section
          key={index}
          class={index === step ? "step now" : "step"}
          data-step={index}
        >
          {block.step !== undefined && <h2>{block.step}</h2>}
          <div class="columns">
            {programs.map((program, column) => (
              <Part
                key={program.name}
                program={program}
                block={block}
                column={column}
                step={index}
                present={present[column]}
              />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

interface PartProps {
  readonly program: Program;
  readonly block: Block;
  readonly column: number;
  readonly step: number;
  readonly present: Present | undefined;
}

/** What one program has under a step. */
function Part({ program, block, column, step, present }: PartProps) {
  const { place, isFresh = false } = present ?? {};
  return (
    <figure
      class={place?.step === step ? "part now" : "part"}
      data-column={program.name}
      style={{ "--rows": String(block.rows.length + 1) }}
    >
      <figcaption>
        <b>{columnTitle(program.name)}</b>
        {block.step === undefined && ` ${program.path}`}
      </figcaption>
      <pre>
        <code>
          {block.rows.map((row, index) => {
            const line = row[column];
            return line === undefined ? (
              <i key={index} />
            ) : (
              <CodeLine
                key={index}
                tokens={program.tokens[line] ?? []}
                number={line + 1}
                mark={markOf(line === place?.line, isFresh)}
              />
            );
          })}
        </code>
      </pre>
    </figure>
  );
}

/** The class of the line that logged the last event. */
export function markOf(isNow: boolean, isFresh: boolean): string {
  return isNow ? (isFresh ? "now fresh" : "now") : "";
}
