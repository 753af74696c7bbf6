import { diffArrays } from "diff";
import { sectionsOf } from "./structure.js";
import type { Source } from "./source.js";

/** A row of the comparison: a place in each column's lines, from 0, or none. */
export type Row = readonly (number | undefined)[];

/** What stands under one step in every column. */
export interface Block {
  /** The step, with its number; none for what stands before the first. */
  readonly step?: string;
  readonly rows: readonly Row[];
}

/** Programs beside each other. */
export interface Comparison {
  readonly columns: readonly Source[];
  readonly blocks: readonly Block[];
  /** Lines that are not blank, in all columns. */
  readonly lines: number;
  /** Those of them that say the same as those beside them in every column. */
  readonly aligned: number;
}

/**
 * Lines programs up that have the same steps. A step starts in the same row in
 * each column; below it, lines that say the same stand in one row, and what is
 * between them stands side by side as it comes.
 */
export function align(columns: readonly Source[]): Comparison {
  const sections = columns.map(sectionsOf);
  const blocks = (sections[0] ?? []).map(({ step }, index): Block => {
    let rows: readonly Row[] = [];
    for (const [column, source] of columns.entries()) {
      const { from, to } = sections[column]?.[index] ?? { from: 0, to: 0 };
      const places = Array.from({ length: to - from }, (_, n) => from + n);
      rows =
        step === undefined
          ? addColumn(rows, places, columns.slice(0, column), source)
          : [
              [...(rows[0] ?? []), places[0]],
              ...addColumn(
                rows.slice(1),
                places.slice(1),
                columns.slice(0, column),
                source,
              ),
            ];
    }
    return { ...(step !== undefined && { step }), rows };
  });
  return { columns, blocks, ...count(columns, blocks) };
}

/** Puts one more column beside rows of those before it. */
function addColumn(
  rows: readonly Row[],
  places: readonly number[],
  before: readonly Source[],
  source: Source,
): readonly Row[] {
  const left = rows.map((row) => ({
    row,
    said: row.flatMap((place, column) => saidAt(before[column], place)),
  }));
  const right = places.map((place) => ({
    place,
    said: saidAt(source, place),
  }));
  const none = before.map(() => undefined);
  const result: Row[] = [];
  let [l, r] = [0, 0];
  /** Takes what only the left has and what only the right has, in pairs. */
  const pairUp = (lefts: number, rights: number): void => {
    for (let n = 0; n < Math.max(lefts, rights); n += 1)
      result.push([
        ...(n < lefts ? (left[l + n]?.row ?? none) : none),
        n < rights ? right[r + n]?.place : undefined,
      ]);
    l += lefts;
    r += rights;
  };
  let removed = 0;
  let added = 0;
  const changes = diffArrays<{ readonly said: readonly string[] }>(
    left,
    right,
    { comparator: (a, b) => a.said.some((one) => b.said.includes(one)) },
  );
  for (const change of changes) {
    if (change.removed) removed += change.count;
    else if (change.added) added += change.count;
    else {
      pairUp(removed, added);
      [removed, added] = [0, 0];
      for (let n = 0; n < change.count; n += 1) pairUp(1, 1);
    }
  }
  pairUp(removed, added);
  return result;
}

/**
 * What a line says: the event that it logs, which is the same in every
 * language, or its text without its indentation; nothing where it is blank.
 */
function saidAt(source: Source | undefined, place: number | undefined) {
  const text = place === undefined ? "" : (source?.lines[place]?.trim() ?? "");
  const event = /\blog(?:_value)?\W+"([^"]*)"\W+"([^"]*)"/.exec(text);
  if (event !== null) return [`log ${event[1]}: ${event[2]}`];
  return text === "" ? [] : [text];
}

function count(columns: readonly Source[], blocks: readonly Block[]) {
  let [lines, aligned] = [0, 0];
  for (const { step, rows } of blocks)
    for (const [index, row] of rows.entries()) {
      const said = row.flatMap((place, column) =>
        saidAt(columns[column], place),
      );
      lines += said.length;
      const isStep = step !== undefined && index === 0;
      if (
        isStep ||
        (said.length === columns.length && new Set(said).size === 1)
      )
        aligned += said.length;
    }
  return { lines, aligned };
}

/** How many lines are aligned, in words: a figure, and no judgement. */
export function shareText({ columns, lines, aligned }: Comparison): string {
  const share = lines === 0 ? 0 : Math.round((aligned / lines) * 100);
  return columns.length === 1
    ? `${lines} lines that are not blank`
    : `${aligned} of ${lines} lines that are not blank (${share} %) stand beside a line that says the same`;
}
