import { diffArrays } from "diff";
import { formatEvent } from "./trace.js";
import type { Trace } from "./trace.js";

/** A row of two traces side by side: an event of one, the other, or both. */
export interface AlignedRow {
  readonly left?: string;
  readonly right?: string;
}

/**
 * Lines two traces up: events that are the same stand in one row, and what
 * only one of them has stands beside what only the other has.
 */
export function alignTraces(left: Trace, right: Trace): readonly AlignedRow[] {
  const rows: AlignedRow[] = [];
  let only: readonly string[] = [];
  const changes = diffArrays(left.map(formatEvent), right.map(formatEvent));
  for (const { value, added, removed } of changes) {
    if (removed) {
      only = value;
      continue;
    }
    const others = added ? value : [];
    for (let n = 0; n < Math.max(only.length, others.length); n += 1)
      rows.push(row(only[n], others[n]));
    only = [];
    if (!added) for (const line of value) rows.push(row(line, line));
  }
  for (const line of only) rows.push(row(line, undefined));
  return rows;
}

function row(left: string | undefined, right: string | undefined): AlignedRow {
  return {
    ...(left !== undefined && { left }),
    ...(right !== undefined && { right }),
  };
}

/** Whether both traces have the row's event. */
export function isSame({ left, right }: AlignedRow): boolean {
  return left === right;
}

/**
 * Compares a trace with what it is to be.
 *
 * Behaviour: `undefined` where they are the same; else both in two columns,
 * each differing row marked with `≠`, and the first of them named.
 */
export function differenceOf(
  expected: Trace,
  found: Trace,
  names: readonly [expected: string, found: string],
): string | undefined {
  const rows = alignTraces(expected, found);
  const first = rows.findIndex((aligned) => !isSame(aligned));
  if (first === -1) return undefined;
  const width = Math.max(
    names[0].length,
    ...rows.map(({ left = "" }) => left.length),
  );
  const lines = rows.map((aligned) => {
    const { left = "", right = "" } = aligned;
    return `${isSame(aligned) ? " " : "≠"} ${left.padEnd(width)} │ ${right}`;
  });
  return [
    `the traces differ from line ${first + 1} on:`,
    `  ${names[0].padEnd(width)} │ ${names[1]}`,
    ...lines,
  ]
    .map((line) => line.trimEnd())
    .join("\n");
}
