import { diffArrays } from "diff";
import type { Program } from "./pack.js";

/** A row of two programs: a place in the lines of each, from 0, or none. */
export interface DiffRow {
  readonly left?: number;
  readonly right?: number;
}

/** Lines that are the same stand in one row; others beside or below each other. */
export function diffRows(
  left: Pick<Program, "lines">,
  right: Pick<Program, "lines">,
): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let [l, r] = [0, 0];
  let removed = 0;
  const flush = (added: number): void => {
    for (let n = 0; n < Math.max(removed, added); n += 1)
      rows.push({
        ...(n < removed && { left: l + n }),
        ...(n < added && { right: r + n }),
      });
    l += removed;
    r += added;
    removed = 0;
  };
  for (const change of diffArrays([...left.lines], [...right.lines]))
    if (change.removed) removed = change.count;
    else if (change.added) flush(change.count);
    else {
      flush(0);
      for (let n = 0; n < change.count; n += 1)
        rows.push({ left: l++, right: r++ });
    }
  flush(0);
  return rows;
}

/** Whether a row's lines are the same. */
export function isCommon(
  { left, right }: DiffRow,
  one: Pick<Program, "lines">,
  other: Pick<Program, "lines">,
): boolean {
  return (
    left !== undefined &&
    right !== undefined &&
    one.lines[left] === other.lines[right]
  );
}

/** The rows of a unified view: what is removed before what is added. */
export function unified(
  rows: readonly DiffRow[],
  one: Pick<Program, "lines">,
  other: Pick<Program, "lines">,
): readonly DiffRow[] {
  const result: DiffRow[] = [];
  let changed: DiffRow[] = [];
  const flush = (): void => {
    for (const { left } of changed)
      if (left !== undefined) result.push({ left });
    for (const { right } of changed)
      if (right !== undefined) result.push({ right });
    changed = [];
  };
  for (const row of rows)
    if (isCommon(row, one, other)) {
      flush();
      result.push(row);
    } else changed.push(row);
  flush();
  return result;
}
