/** What is printed, as tables of text, for each way of printing. */
import type { Costs, RowCosts, SuiteCosts } from "./costs.js";
import { columnsOf, nameOf } from "./costs.js";
import { OPERATIONS, overseen } from "./overview.js";
import type { Figures } from "./rounds.js";
import type { Size } from "./size.js";
import { spread } from "./statistics.js";

export interface TableOf {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How to read it. */
  readonly note: string;
}

/** All tables that have a row, in the order of the report. */
export const tablesOf = ({ suites }: Costs): readonly TableOf[] =>
  [
    overviewTable(suites),
    ...suites.map(suiteTable),
    cascadeTable(suites),
    leaksTable(suites),
    sizeTable(suites),
  ].filter(({ rows }) => rows.length > 0);

/** The suites of which nothing was measured, a line each. */
export const emptyOf = ({ suites }: Costs): readonly string[] =>
  suites
    .filter(
      ({ rows, cascade, leaks, size }) =>
        rows.length + leaks.length === 0 && cascade === null && size === null,
    )
    .map(({ subject }) => `${subject}: no row is written yet`);

const number = (value: number): string =>
  Math.abs(value) < 100
    ? String(Number(value.toPrecision(3)))
    : Math.round(value).toLocaleString("en");

const times = (ratio: number): string =>
  `${ratio < 100 ? ratio.toPrecision(2) : Math.round(ratio).toLocaleString("en")} ×`;

function figure(figures: Figures, unit = 1): string {
  if ("none" in figures) return figures.none;
  const around = Math.round(spread(figures) * 100);
  return `${number(figures.min / unit)} (${number(figures.median / unit)} ±${around}%)`;
}

function overviewTable(suites: readonly SuiteCosts[]): TableOf {
  const all = overseen(suites);
  const subjects = suites
    .map(({ subject }) => subject)
    .filter((name) => all.some(({ subject }) => subject === name));
  const rows = Object.entries(OPERATIONS).flatMap(([operation, title]) => {
    const here = all.filter((one) => one.operation === operation);
    if (here.length === 0) return [];
    const cells = subjects.map((name) => {
      const one = here.find(({ subject }) => subject === name);
      if (one === undefined) return "";
      const { min, native } = one;
      return native === null ? number(min) : `${number(min)}, ${times(native)}`;
    });
    return [[title, here[0]!.unit, ...cells]];
  });
  return {
    title: "One operation in each style",
    head: ["one operation", "unit", ...subjects],
    rows: subjects.length > 1 ? rows : [],
    note: "Minimum; × says how many times what it costs with native promises that is.",
  };
}

function suiteTable(suite: SuiteCosts): TableOf {
  const columns = columnsOf(suite);
  return {
    title: `${suite.subject} beside its rivals`,
    head: [
      "one operation",
      "unit",
      ...columns.map((column) => nameOf(suite, column)),
    ],
    rows: suite.rows.map((row) => [
      row.title,
      row.unit,
      ...columns.map((column) => cell(row, column)),
    ]),
    note: [
      "Minimum (median ± half of what the middle half of the rounds spans).",
      `× says how many times the minimum of ${suite.subject} the other's is; what follows is the target, or that it is missed.`,
      ...labelsOf(suite),
    ].join("\n"),
  };
}

function cell(row: RowCosts, column: string): string {
  const figures = row.figures[column];
  if (figures === undefined) return "";
  const ratio = row.ratios[column] ?? null;
  if (ratio === null) return figure(figures);
  const target = row.targets[column];
  return [
    figure(figures),
    times(ratio),
    ...(target === undefined
      ? []
      : [ratio >= target ? `≥ ${number(target)}` : `not ${number(target)}`]),
  ].join(", ");
}

/** What is said of the contenders, a line for each label. */
function labelsOf(suite: SuiteCosts): readonly string[] {
  const said = new Map<string, string[]>();
  for (const { contender, label, rows } of suite.labels) {
    const measured = suite.rows.filter(
      ({ id, figures }) => contender in figures && (rows?.includes(id) ?? true),
    );
    if (measured.length === 0) continue;
    const where =
      rows === null ? "" : ` (${measured.map(({ id }) => id).join(", ")})`;
    const names = said.get(label) ?? [];
    said.set(label, [...names, `${nameOf(suite, contender)}${where}`]);
  }
  return [...said].map(([label, names]) => `${label}: ${names.join("; ")}.`);
}

function cascadeTable(suites: readonly SuiteCosts[]): TableOf {
  return {
    title: "Tasks cancelled at their root",
    head: ["suite", "contender", "tasks", "go on", "quiet after, in µs"],
    rows: suites.flatMap((suite) =>
      Object.entries(suite.cascade?.contenders ?? {}).map(
        ([name, { leaked, figures }]) => [
          suite.subject,
          nameOf(suite, name),
          number(suite.cascade!.shape.width * suite.cascade!.shape.depth),
          number(leaked),
          figure(figures, 1000),
        ],
      ),
    ),
    note: "The time from the cancel to the end of the last task; who goes on has not ended a second later.",
  };
}

function leaksTable(suites: readonly SuiteCosts[]): TableOf {
  return {
    title: "The heap, while something is done again and again",
    head: ["what", "suite", "contender", "rounds", "bytes a round", "heap"],
    rows: suites.flatMap((suite) =>
      suite.leaks.flatMap(({ title, contenders }) =>
        Object.entries(contenders).map(
          ([name, { samples, bytesARound, found }]) => [
            title,
            suite.subject,
            nameOf(suite, name),
            number(samples.at(-1)![0]),
            found === "flat" ? "0" : number(bytesARound),
            found,
          ],
        ),
      ),
    ),
    note: "What is below 4 bytes a round is the heap's own coming and going, and counts as 0.",
  };
}

function sizeTable(suites: readonly SuiteCosts[]): TableOf {
  const both = ({ gzip, minified }: Size): string =>
    `${number(gzip)} (${number(minified)})`;
  return {
    title: "The core in a bundle",
    head: ["style", "its own code", "budget", "with the library below it"],
    rows: suites.flatMap(({ subject, size }) => {
      if (size === null) return [];
      const { own, whole, without, budget } = size;
      return [
        [
          subject,
          both(own),
          budget === null
            ? ""
            : `${own.gzip <= budget ? "≤" : "not"} ${number(budget)}`,
          without.length === 0 ? "" : `${both(whole)}, ${without.join(", ")}`,
        ],
      ];
    }),
    note: [
      "Bytes: tree-shaken, minified and compressed with gzip (minified alone).",
      ...suites.flatMap(({ subject, size }) =>
        size?.missed == null
          ? []
          : [`${subject} misses its budget: ${size.missed.why}.`],
      ),
    ].join("\n"),
  };
}
