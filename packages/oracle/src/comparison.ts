/**
 * Compares a recording with what the runtime says now, line by line.
 */
import { formatFile, parseFile } from "./evidence.js";
import type { EvidenceFile } from "./evidence.js";
import { withCompilerOf } from "./traces.js";

export interface Verdict {
  /** Where the two differ; `undefined` where they agree. */
  readonly complaint: string | undefined;
  /** What was not compared, and why; `undefined` where all of it was. */
  readonly note: string | undefined;
}

/**
 * Compares the texts of two evidence files.
 *
 * Behaviour: a complaint has the name of the file, the number of the first
 * line that differs, and both versions of it. How much memory a value takes is
 * the compiler's choice: where another compiler recorded the file, bytes and
 * words are left out, and so is the compiler's own line; a note says so.
 *
 * Errors: a `ShapeError` where a text is no evidence file.
 */
export function compare(file: string, recorded: string, now: string): Verdict {
  const [before, after] = [parseFile(recorded), parseFile(now)];
  const other = before.compiler !== after.compiler;
  const fair = other ? formatFile(withLayoutOf(before, after)) : now;
  return {
    complaint: describe(file, recorded, fair),
    note: other
      ? `${file} was recorded with ${before.compiler}, here is ${after.compiler}: bytes and words are not compared`
      : undefined,
  };
}

/**
 * Compares the texts of two trace files, as `compare` does; the compiler's line
 * may differ.
 */
export function compareTraces(
  file: string,
  recorded: string,
  now: string,
): Verdict {
  const fair = withCompilerOf(recorded, now);
  return { complaint: describe(file, recorded, fair), note: undefined };
}

function withLayoutOf(before: EvidenceFile, after: EvidenceFile): EvidenceFile {
  const evidence = after.evidence.map((one) => {
    if (one.unit !== "bytes" && one.unit !== "words") return one;
    const { label, unit } = one;
    return (
      before.evidence.find((it) => it.label === label && it.unit === unit) ??
      one
    );
  });
  return { ...after, compiler: before.compiler, evidence };
}

function describe(
  file: string,
  recorded: string,
  now: string,
): string | undefined {
  if (recorded === now) return undefined;
  const [left, right] = [recorded.split("\n"), now.split("\n")];
  const differs = left.findIndex((line, at) => line !== right[at]);
  const at = differs === -1 ? left.length : differs;
  const label = left
    .slice(0, at + 1)
    .findLast((line) => line.includes('"label": '))
    ?.trim();
  return [
    `${file}:${at + 1} differs${label === undefined ? "" : ` at ${label.slice('"label": '.length).replace(/,$/, "")}`}`,
    `  recorded  ${left[at]?.trim() ?? "(the end)"}`,
    `  now       ${right[at]?.trim() ?? "(the end)"}`,
  ].join("\n");
}
