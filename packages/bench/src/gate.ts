/** Refuses a row whose contenders are not what is said of them. */
import type { Class, Suite } from "./suite.js";

/**
 * Runs the probes of the rows; gives a line for each that contradicts its label.
 *
 * @param rows the rows that are to be measured; all of the suite's if left out.
 */
export async function contradictions(
  suite: Suite,
  rows: readonly string[] = suite.rows.map(({ id }) => id),
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const one of suite.classes ?? []) {
    const strange = stranger(suite, one);
    if (strange !== undefined) lines.push(`${suite.subject}: ${strange}`);
    const said = rowsOf(suite, one).filter((id) => rows.includes(id));
    if (strange !== undefined || said.length === 0) continue;
    const found = await one.probe();
    if (found === one.label) continue;
    lines.push(
      `${suite.subject}: ${said.join(", ")}: ${nameOf(suite, one.contender)} is labelled "${one.label}", and a probe found "${found}"`,
    );
  }
  return lines;
}

/** The rows that something is said of, and that the contender has. */
const rowsOf = (suite: Suite, { contender, rows }: Class) =>
  suite.rows
    .filter(({ id, runs }) => contender in runs && (rows?.includes(id) ?? true))
    .map(({ id }) => id);

const nameOf = (suite: Suite, contender: string): string =>
  contender === "subject" ? suite.subject : contender;

/** What is said of nobody, or of a row that is not there, is a mistake. */
function stranger(suite: Suite, one: Class): string | undefined {
  const { contender, label, rows = [] } = one;
  if (contender !== "subject" && !suite.rivals.includes(contender))
    return `"${label}" is said of ${contender}, who is not there`;
  const row = rows.find((id) =>
    suite.rows.every((other) => other.id !== id || !(contender in other.runs)),
  );
  return row === undefined
    ? undefined
    : `"${label}" is said of ${nameOf(suite, contender)} in ${row}, which is not there`;
}
