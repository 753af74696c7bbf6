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

/** What has one fate has it in a sentence; else each value a row. */
export function sectionOf<O extends Original>(
  rows: readonly Row<O>[],
  { original: of, second, name, said }: Section<O>,
): string {
  const texts = new Set(rows.map(fate));
  const [only] = texts;
  const uniform = rows.every(({ verdict }) => verdict.kind !== "present");
  if (texts.size === 1 && uniform) {
    const names = rows.map(({ original }) => code(name(original)));
    return `${capitalised(only!)}.\n\n${names.join(", ")}`;
  }
  return [
    head(of, second, "here"),
    ...rows.map((one) => {
      const shown = code(name(one.original));
      return row(
        one.original.deprecated ? `~~${shown}~~` : shown,
        said(one.original),
        fate(one),
      );
    }),
  ].join("\n");
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
