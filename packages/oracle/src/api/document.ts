/** Writes the table of an API as Markdown. */
import type { Original, Row } from "./table.js";

/** A cell: no bar in it may end it. */
export const code = (text: string): string =>
  `\`${text.replaceAll("|", String.raw`\|`)}\``;

export const row = (...cells: readonly (string | number)[]): string =>
  `| ${cells.join(" | ")} |`;

/** The first row of a table and the line below it; numbers to the right. */
const head = (...cells: readonly string[]): string =>
  [row(...cells), row("---", ...cells.slice(1).map(() => "---"))].join("\n");

export const headOfCounts = (...cells: readonly string[]): string =>
  [row(...cells), row("---", ...cells.slice(1).map(() => "--:"))].join("\n");

/** The link to a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(" ", "-")
    .replaceAll(/[^a-z0-9_-]/g, "");

/** What has become of something, in a cell. */
function fate({ verdict }: Row): string {
  const { kind } = verdict;
  if (kind === "present") return code(verdict.name);
  if (kind === "renamed") return `${code(verdict.name)}: ${verdict.reason}`;
  if (kind === "absent") return `not here: ${verdict.reason}`;
  return "not here, unexplained";
}

/** What a style's section of a module shows. */
export interface Section<O extends Original> {
  /** `Lwt` */
  readonly original: string;
  /** The head of the second column: `type` */
  readonly second: string;
  /** A row's name in its module. */
  readonly name: (original: O) => string;
  /** What the second column has. */
  readonly said: (original: O) => string;
}

/** The groups of things with one key, in the order in which they begin. */
export function grouped<A>(
  all: readonly A[],
  keyOf: (one: A) => string,
): readonly (readonly [string, readonly A[]])[] {
  const groups = new Map<string, A[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups];
}

/** What is here, a row each; then what is not, by the reason. */
export function sectionOf<O extends Original>(
  rows: readonly Row<O>[],
  section: Section<O>,
): string {
  const here = rows.filter(({ verdict }) => verdict.kind !== "absent");
  const gone = rows.filter(({ verdict }) => verdict.kind === "absent");
  const parts = grouped(gone, fate).map(([reason, absent]) => {
    const names = absent.map(({ original }) => nameOf(original, section));
    return `${capitalised(reason)}.\n\n${names.join(", ")}`;
  });
  return [...(here.length > 0 ? [tableOf(here, section)] : []), ...parts].join(
    "\n\n",
  );
}

function tableOf<O extends Original>(
  rows: readonly Row<O>[],
  section: Section<O>,
): string {
  return [
    head(section.original, section.second, "here"),
    ...rows.map((one) =>
      row(nameOf(one.original, section), section.said(one.original), fate(one)),
    ),
  ].join("\n");
}

function nameOf<O extends Original>(original: O, { name }: Section<O>): string {
  const shown = code(name(original));
  return original.deprecated ? `~~${shown}~~` : shown;
}

const capitalised = (text: string): string =>
  text.slice(0, 1).toUpperCase() + text.slice(1);

const START = "<!-- api:start -->";
const END = "<!-- api:end -->";

/** Puts the table into a README, between its marks. */
export function withTable(readme: string, table: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start)
    throw new Error(`the README has no ${START} and ${END} around its table`);
  return `${readme.slice(0, start + START.length)}\n\n${table}\n\n${readme.slice(end)}`;
}
