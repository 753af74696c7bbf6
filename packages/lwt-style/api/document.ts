/** Writes API.md and the table in the README. */
import { type Library, moduleOf } from "./names.js";
import { type Row, summaries, summaryOf, type Summary } from "./table.js";

/** A cell: no bar in it may end it. */
const code = (text: string): string =>
  `\`${text.replaceAll("|", String.raw`\|`)}\``;

const row = (...cells: readonly (string | number)[]): string =>
  `| ${cells.join(" | ")} |`;

const anchorOf = (module: string): string =>
  module.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "");

/** The libraries in their order, and what they are for. */
const LIBRARIES: readonly (readonly [Library, string])[] = [
  ["lwt", "library `lwt`, platform-neutral"],
  ["lwt.unix", "library `lwt.unix`"],
];

/** The values of a library. */
export const ofLibrary = (
  rows: readonly Row[],
  library: Library,
): readonly Row[] =>
  rows.filter(({ original }) => original.library === library);

/** How many values of each library are here, and then of each of its modules. */
export function summaryTable(rows: readonly Row[], link: string): string {
  const line = (name: string, s: Summary): string =>
    row(name, s.values, s.present, s.renamed, s.absent);
  const total = (name: string, s: Summary): string =>
    row(
      ...[name, s.values, s.present, s.renamed, s.absent].map(
        (n) => `**${n}**`,
      ),
    );
  const part = ([library, title]: (typeof LIBRARIES)[number]) => {
    const own = ofLibrary(rows, library);
    return [
      total(title, summaryOf(library, own)),
      ...summaries(own).map((s) =>
        line(`[${s.module}](${link}#${anchorOf(s.module)})`, s),
      ),
    ];
  };
  return [
    row("Lwt", "values", "here", "by another name", "not here"),
    row("---", ...Array.from({ length: 4 }, () => "--:")),
    ...LIBRARIES.flatMap(part),
    total("all", summaryOf("all", rows)),
  ].join("\n");
}

/** Each value of Lwt's, by module, with what it is here. */
export function apiDocument(rows: readonly Row[], runtime: string): string {
  const parts = LIBRARIES.map(([library, title]) => {
    const own = ofLibrary(rows, library);
    const sections = grouped(own, moduleOfRow).map(([module, values]) => {
      return `### ${module}\n\n${sectionOf(module, values)}`;
    });
    return [`## The ${title}`, ...sections].join("\n\n");
  });
  return `# The API of ${runtime}, and of lwt-style

<!-- prettier-ignore-start -->

Each public value of ${runtime}, as its compiler knows it, and what it is here.
Where nothing else is said a value has its own name in camelCase, in the module of
the same name: \`Lwt_list.iter_s\` is \`LwtList.iterS\`. Arguments are in OCaml's
order; labelled ones are in an object at the end. ~~Struck~~ values are deprecated
in Lwt. OCaml's library \`lwt\` runs on any system, \`lwt.unix\` is for Unix.

This file is written by \`pnpm --filter lwt-style api\`.

${summaryTable(rows, "")}

${parts.join("\n\n")}

<!-- prettier-ignore-end -->
`;
}

/** The groups of rows with one key, in the order in which they begin. */
function grouped(
  rows: readonly Row[],
  keyOf: (one: Row) => string,
): readonly (readonly [string, readonly Row[]])[] {
  const groups = new Map<string, Row[]>();
  for (const one of rows) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups];
}

const moduleOfRow = ({ original }: Row): string => moduleOf(original.path);

/** What is here, a row each; then what is not, by the reason. */
function sectionOf(module: string, rows: readonly Row[]): string {
  const here = rows.filter(({ verdict }) => verdict.kind !== "absent");
  const gone = rows.filter(({ verdict }) => verdict.kind === "absent");
  const parts = grouped(gone, fate).map(([reason, absent]) => {
    const names = absent.map((one) => nameOf(module, one)).join(", ");
    return `${capitalised(reason)}.\n\n${names}`;
  });
  return [...(here.length > 0 ? [tableOf(module, here)] : []), ...parts].join(
    "\n\n",
  );
}

const tableOf = (module: string, rows: readonly Row[]): string =>
  [
    row("Lwt", "type", "here"),
    row("---", "---", "---"),
    ...rows.map((one) => {
      const { kind, type } = one.original;
      return row(
        nameOf(module, one),
        type === "" ? kind : code(type),
        fate(one),
      );
    }),
  ].join("\n");

function nameOf(
  module: string,
  { original: { path, deprecated } }: Row,
): string {
  const name = code(inside(module, path));
  return deprecated ? `~~${name}~~` : name;
}

const capitalised = (text: string): string =>
  text.slice(0, 1).toUpperCase() + text.slice(1);

const inside = (module: string, path: string): string =>
  path.startsWith(`${module}.`) ? path.slice(module.length + 1) : path;

function fate({ verdict }: Row): string {
  const { kind } = verdict;
  if (kind === "present") return code(verdict.name);
  if (kind === "renamed") return `${code(verdict.name)}: ${verdict.reason}`;
  if (kind === "absent") return `not here: ${verdict.reason}`;
  return "not here, unexplained";
}

const START = "<!-- api:start -->";
const END = "<!-- api:end -->";

/** Puts the table into the README, between its marks. */
export function withTable(readme: string, table: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start)
    throw new Error(`the README has no ${START} and ${END} around its table`);
  return `${readme.slice(0, start + START.length)}\n\n${table}\n\n${readme.slice(end)}`;
}
