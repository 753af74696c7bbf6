/** Writes API.md and the table in the README. */
import {
  anchorOf,
  code,
  grouped,
  headOfCounts,
  row,
  sectionOf,
  type Summary,
  summaryOf,
} from "oracle/api";
import { type Library, moduleOf } from "./names.js";
import { type Row, summaries } from "./table.js";

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
        line(`[${s.name}](${link}#${anchorOf(s.name)})`, s),
      ),
    ];
  };
  return [
    headOfCounts("Lwt", "values", "here", "by another name", "not here"),
    ...LIBRARIES.flatMap(part),
    total("all", summaryOf("all", rows)),
  ].join("\n");
}

/** Each value of Lwt's, by module, with what it is here. */
export function apiDocument(rows: readonly Row[], runtime: string): string {
  const parts = LIBRARIES.map(([library, title]) => {
    const own = ofLibrary(rows, library);
    const sections = grouped(own, moduleOfRow).map(([module, values]) => {
      const section = sectionOf(values, {
        original: "Lwt",
        second: "type",
        name: ({ path }) => inside(module, path),
        said: ({ kind, type }) => (type === "" ? kind : code(type)),
      });
      return `### ${module}\n\n${section}`;
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

const moduleOfRow = ({ original }: Row): string => moduleOf(original.path);

const inside = (module: string, path: string): string =>
  path.startsWith(`${module}.`) ? path.slice(module.length + 1) : path;
