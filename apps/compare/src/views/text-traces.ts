import { stripVTControlCharacters } from "node:util";
import { isSame } from "spec";
import type { AlignedRow, Trace } from "spec";
import colors from "../colors.js";

/** A style's trace beside that of its original. */
export interface ComparedTrace {
  readonly style: string;
  /** The original and its version, where its trace was recorded. */
  readonly original?: string;
  readonly trace: Trace;
  /** The original's events on the left, the style's on the right. */
  readonly rows: readonly AlignedRow[];
}

const gap = "  ";

/**
 * Lays traces out in columns: the real one and its port side by side, and as
 * many such pairs beside each other as the terminal is wide. A pair that is too
 * wide becomes one column, in which what differs is marked.
 */
export function textTraces(
  compared: readonly ComparedTrace[],
  width: number,
): string {
  const blocks = compared.map((one) => {
    const pair = inTwoColumns(one);
    return visibleWidth(pair) <= width ? pair : inOneColumn(one);
  });
  const shelves: string[][][] = [];
  let used = Infinity;
  for (const lines of blocks) {
    const needed = visibleWidth(lines) + gap.length * 2;
    if (used + needed - gap.length * 2 > width) {
      shelves.push([]);
      used = 0;
    }
    used += needed;
    shelves.at(-1)?.push(lines);
  }
  return shelves.map((shelf) => sideBySide(shelf)).join("\n\n");
}

/** The real one on the left, the port on the right. */
function inTwoColumns({ style, original, rows }: ComparedTrace): string[] {
  const head = { left: original ?? "", right: style };
  const leftWidth =
    original === undefined
      ? 0
      : widest([head, ...rows].map(({ left = "" }) => left));
  const rightWidth = widest([head, ...rows].map(({ right = "" }) => right));
  return [head, ...rows].map((aligned, index) => {
    const { left = "", right = "" } = aligned;
    const paint =
      index === 0 ? colors.bold : isSame(aligned) ? String : colors.red;
    const columns = [
      ...(original === undefined ? [] : [left.padEnd(leftWidth)]),
      right.padEnd(rightWidth),
    ];
    const mark = index === 0 || isSame(aligned) ? " " : "≠";
    return `${colors.red(mark)} ${columns.map((text) => paint(text)).join(gap)}`;
  });
}

/** Each event once; one that only the real one has is marked -, the port's +. */
function inOneColumn({ style, original, rows }: ComparedTrace): string[] {
  const names = original === undefined ? style : `${original} and ${style}`;
  return [
    `  ${colors.bold(names)}`,
    ...rows.flatMap((aligned) => {
      const { left, right } = aligned;
      if (isSame(aligned)) return [`  ${left}`];
      return [
        ...(left === undefined ? [] : [colors.red(`- ${left}`)]),
        ...(right === undefined ? [] : [colors.green(`+ ${right}`)]),
      ];
    }),
  ];
}

function sideBySide(blocks: readonly (readonly string[])[]): string {
  const height = Math.max(...blocks.map((lines) => lines.length));
  const widths = blocks.map(visibleWidth);
  return Array.from({ length: height }, (_, line) =>
    blocks
      .map((lines, index) => {
        const text = lines[line] ?? "";
        return text + " ".repeat((widths[index] ?? 0) - visible(text));
      })
      .join(gap + gap)
      .trimEnd(),
  ).join("\n");
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

function visibleWidth(lines: readonly string[]): number {
  return Math.max(...lines.map(visible));
}

function visible(text: string): number {
  return stripVTControlCharacters(text).length;
}
