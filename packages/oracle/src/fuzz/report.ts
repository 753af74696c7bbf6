/**
 * What a hunt tells: as text for a reader, as JSON for a program.
 */
import { differenceOf } from "spec";
import type { Difference, Tally } from "./hunt.js";
import type { Original } from "./original.js";

/** What a hunt has found, as data. */
export function countsOf<Program>(
  original: Original<Program>,
  tally: Tally<Program>,
  more: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return {
    original: original.runtime,
    programs: tally.programs,
    ...more,
    excluded: Object.fromEntries(tally.excluded),
    operations: Object.fromEntries(
      original.operations.map((one) => [one, tally.operations.get(one) ?? 0]),
    ),
    pairs: {
      reachable: original.pairs.length,
      seen: tally.pairs.size,
      missing: missingPairs(original, tally),
    },
  };
}

/** How much of an original's operations and of their pairs was seen. */
export const formatCoverage = <Program>(
  original: Original<Program>,
  tally: Tally<Program>,
): string =>
  `${tally.operations.size} of ${original.operations.length} operations, ${tally.pairs.size} of the ${original.pairs.length} pairs that can meet`;

const missingPairs = <Program>(
  original: Original<Program>,
  tally: Tally<Program>,
): readonly string[] => original.pairs.filter((pair) => !tally.pairs.has(pair));

/** How many missing pairs are named. */
const NAMED = 10;

/** The coverage, for a reader. */
export function formatTally<Program>(
  original: Original<Program>,
  tally: Tally<Program>,
): string {
  const width = Math.max(...original.operations.map(({ length }) => length));
  const rows = original.operations.map((operation) => {
    const count = String(tally.operations.get(operation) ?? 0);
    return `${operation.padEnd(width)} ${count.padStart(7)}`;
  });
  const missing = missingPairs(original, tally);
  const excluded = [...tally.excluded]
    .map(([reason, count]) => `${count} ${reason}`)
    .join(", ");
  return [
    `programs of ${original.runtime} with each operation:`,
    ...columns(rows, 3),
    `covered: ${formatCoverage(original, tally)}`,
    ...(missing.length > 0
      ? [
          `never met: ${missing.slice(0, NAMED).join(", ")}${missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ""}`,
        ]
      : []),
    `programs: ${tally.programs}, of which are not compared: ${excluded || "none"}`,
    "",
  ].join("\n");
}

/** Rows in so many columns, to be read downwards. */
function columns(rows: readonly string[], count: number): readonly string[] {
  const height = Math.ceil(rows.length / count);
  return Array.from({ length: height }, (_, line) =>
    Array.from({ length: count }, (__, n) => rows[n * height + line] ?? "")
      .join("    ")
      .trimEnd(),
  );
}

/** A difference, with sources that show it, for a reader. */
export function formatDifference<Program>(
  original: Original<Program>,
  style: string,
  difference: Difference<Program>,
): string {
  const { program, real, port } = difference;
  const sources = original
    .sources(program)
    .map(({ language, text }) => `--- ${language}\n${text}`);
  const traces = differenceOf(
    original.eventsOf(real),
    original.eventsOf(port),
    [original.runtime, style],
  );
  return [
    `${style} differs from ${original.runtime} on this program:`,
    `  pnpm fuzz ${original.name} --program '${original.format(program)}'`,
    "",
    ...sources,
    `--- ${traces}`,
    "",
  ].join("\n");
}
