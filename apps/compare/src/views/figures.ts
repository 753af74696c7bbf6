import { borderless } from "bench";
import Table from "cli-table3";
import colors from "../colors.js";
import { escape, line } from "./markdown.js";

/** A table of figures: the first columns are words, the others numbers. */
export interface Figures {
  readonly title: string;
  /** How many of the columns are words. */
  readonly words: number;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Lays tables of figures out for a terminal, with notes below. */
export function textFigures(
  tables: readonly Figures[],
  notes: readonly string[],
): string {
  return [...tables.map(textTable), notes.map(colors.dim).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function textTable({ title, words, head, rows }: Figures): string {
  const table = new Table({
    head: head.map((name) => colors.dim(name)),
    colAligns: head.map((_, column) => (column < words ? "left" : "right")),
    chars: { ...borderless, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  // A failure stands in the place of all figures.
  for (const row of rows)
    table.push(
      row.length < head.length
        ? [
            ...row.slice(0, -1),
            {
              content: row.at(-1) ?? "",
              colSpan: head.length - row.length + 1,
              hAlign: "left",
            },
          ]
        : [...row],
    );
  const lines = table
    .toString()
    .split("\n")
    .map((text) => text.trimEnd());
  return [colors.bold(title), ...lines].join("\n");
}

/** Writes tables of figures for a README. */
export function markdownFigures(
  tables: readonly Figures[],
  notes: readonly string[],
): string {
  return [
    ...tables.map(({ title, words, head, rows }) =>
      [
        `**${escape(title)}**`,
        "",
        line(head.map(escape)),
        line(head.map((_, column) => (column < words ? "---" : "---:"))),
        ...rows.map((row) =>
          line(head.map((_, column) => escape(row[column] ?? ""))),
        ),
      ].join("\n"),
    ),
    notes.map((note) => `- ${escape(note)}`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A number that a reader can take in: three digits, or whole. */
export function short(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value))
    return Math.round(value).toLocaleString("en");
  if (size < 0.01) return "0";
  return value.toFixed(size >= 10 ? 1 : 2);
}

const BYTES = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes in the unit that suits them. */
export const bytesText = (value: number | undefined): string =>
  scaled(value, BYTES, [1000, 1000, 1000, 1000, 1000]);

/** Milliseconds in the unit that suits them. */
export const timeText = (value: number | undefined): string =>
  scaled(value, ["ms", "s", "min", "h", "days"], [1000, 60, 60, 24]);

function scaled(
  value: number | undefined,
  units: readonly string[],
  steps: readonly number[],
): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  let scale = value;
  let unit = 0;
  for (const step of steps) {
    if (Math.abs(scale) < step) break;
    scale /= step;
    unit += 1;
  }
  return `${short(scale)} ${units[unit] ?? ""}`;
}
