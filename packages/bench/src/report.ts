/** What is printed: a table for people, and data. */
import Table from "cli-table3";
import type { Figures } from "./rounds.js";
import type { Row, Suite } from "./suite.js";

export interface Measured {
  readonly row: Row;
  readonly figures: Readonly<Record<string, Figures>>;
}

/** By how much the subject is better than a rival, by the minima. */
function ratio({ figures }: Measured, rival: string): number | undefined {
  const own = figures["subject"];
  const other = figures[rival];
  if (own === undefined || other === undefined) return undefined;
  if ("none" in own || "none" in other) return undefined;
  return other.min / own.min;
}

const number = (value: number): string =>
  value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString("en");

function cell(measured: Measured, rival: string): string {
  const figures = measured.figures[rival];
  if (figures === undefined) return "";
  if ("none" in figures) return figures.none;
  const { min, median } = figures;
  const text =
    measured.row.unit === "bytes"
      ? number(min)
      : `${number(min)} (${number(median)})`;
  if (rival === "subject") return text;
  const times = ratio(measured, rival);
  const target = measured.row.targets?.[rival];
  return [
    text,
    times === undefined
      ? ""
      : `${times < 100 ? times.toPrecision(2) : Math.round(times)} ×`,
    target === undefined || times === undefined
      ? ""
      : times >= target
        ? `≥ ${target}`
        : `not ${target}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

const BARE = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

export function table(suite: Suite, all: readonly Measured[]): string {
  if (suite.rows.length === 0) return `${suite.subject}: no row is written yet`;
  const columns = ["subject", ...suite.rivals, "original"].filter((name) =>
    all.some(({ figures }) => name in figures),
  );
  const nameOf = (column: string): string =>
    column === "subject"
      ? suite.subject
      : column === "original"
        ? `real ${suite.original?.name}`
        : column;
  const printed = new Table({
    head: ["one operation", "unit", ...columns.map(nameOf)],
    chars: BARE,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const one of all)
    printed.push([
      one.row.title,
      one.row.unit,
      ...columns.map((column) => cell(one, column)),
    ]);
  return `${printed
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}

Minimum (median) of alternating rounds. × says how many times the minimum of
${suite.subject} the other's is; what follows is the target, or that it is missed.`;
}

/** The same as data. */
export const data = (suite: Suite, all: readonly Measured[]): unknown => ({
  subject: suite.subject,
  original: suite.original?.name ?? null,
  rows: all.map((one) => ({
    id: one.row.id,
    title: one.row.title,
    unit: one.row.unit,
    figures: one.figures,
    ratios: Object.fromEntries(
      Object.keys(one.figures)
        .filter((name) => name !== "subject")
        .map((name) => [name, ratio(one, name) ?? null]),
    ),
    targets: one.row.targets ?? {},
  })),
});
