/** Writes API.md and the table in the README. */
import {
  anchorOf,
  code,
  headOfCounts,
  row,
  sectionOf,
  type Summary,
  summaryOf,
} from "oracle/api";
import { moduleOf } from "./names.js";
import { type Row, summaries } from "./table.js";

/** How many values of each module are here. */
export function summaryTable(rows: readonly Row[], link: string): string {
  const all = summaries(rows);
  const line = (name: string, s: Summary): string =>
    row(name, s.values, s.present, s.renamed, s.absent);
  return [
    headOfCounts("Lwt", "values", "here", "by another name", "not here"),
    ...all.map((s) => line(`[${s.name}](${link}#${anchorOf(s.name)})`, s)),
    line("all", summaryOf("all", rows)),
  ].join("\n");
}

/** Each value of Lwt's, by module, with what it is here. */
export function apiDocument(rows: readonly Row[], runtime: string): string {
  const modules = [...new Set(rows.map((one) => moduleOf(one.original.path)))];
  const sections = modules.map((module) => {
    const own = rows.filter((one) => moduleOf(one.original.path) === module);
    const section = sectionOf(own, {
      original: "Lwt",
      second: "type",
      name: ({ path }) => inside(module, path),
      said: ({ kind, type }) => (type === "" ? kind : code(type)),
    });
    return `## ${module}\n\n${section}`;
  });
  return `# The API of ${runtime}, and of lwt-style

<!-- prettier-ignore-start -->

Each public value of ${runtime}, as its compiler knows it, and what it is here.
Where nothing else is said a value has its own name in camelCase, in the module of
the same name: \`Lwt_list.iter_s\` is \`LwtList.iterS\`. Arguments are in OCaml's
order; labelled ones are in an object at the end. ~~Struck~~ values are deprecated
in Lwt.

This file is written by \`pnpm --filter lwt-style api\`.

${summaryTable(rows, "")}

${sections.join("\n\n")}

<!-- prettier-ignore-end -->
`;
}

const inside = (module: string, path: string): string =>
  path.startsWith(`${module}.`) ? path.slice(module.length + 1) : path;
