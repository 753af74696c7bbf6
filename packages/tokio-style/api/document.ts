/** Writes API.md and the table in the README. */
import { anchorOf, code, headOfCounts, row, sectionOf } from "oracle/api";
import { isMember, type Original } from "./names.js";
import { byModule, countsOf, elsewhere, type Row } from "./table.js";

const line = (name: string, rows: readonly Row[]): string => {
  const { items, members, inAbsent } = countsOf(rows);
  const counts = [items, members].flatMap((it) => [
    it.values,
    it.present,
    it.renamed,
    it.absent,
  ]);
  return row(name, ...counts, inAbsent);
};

/** How many items of each module are here, and how many of their members. */
export function summaryTable(rows: readonly Row[], link: string): string {
  const fates = ["here", "by another name", "not here"];
  const items = ["items", ...fates];
  const members = ["their members", ...fates];
  return [
    headOfCounts("Tokio", ...items, ...members, "members of items not here"),
    ...byModule(rows).map(([module, own]) =>
      line(`[${module}](${link}#${anchorOf(module)})`, own),
    ),
    line("all", rows),
    line("**all but process and signal**", elsewhere(rows)),
  ].join("\n");
}

/** Each item of Tokio's, by module, with what it is here. */
export function apiDocument(rows: readonly Row[], runtime: string): string {
  const sections = byModule(rows).map(([module, own]) => {
    const section = sectionOf(own, {
      original: "Tokio",
      second: "what it is",
      name: ({ path }) => inside(module, path),
      said,
    });
    return `## ${module}\n\n${section}`;
  });
  return `# The API of ${runtime}, and of tokio-style

<!-- prettier-ignore-start -->

Each public item of ${runtime} with the features \`full\` and \`test-util\`, as its
compiler knows it on Linux, and what it is here; and of tokio-util what cancels. A
name is looked up in what TypeScript's compiler knows of this package.

- Where nothing else is said an item has its own name in camelCase, in the module
  of the same name: \`tokio::time::sleep_until\` is \`time.sleepUntil\`. What stands in
  \`fs\`, \`io\`, \`net\`, \`process\` and \`signal\` is in the entry point of that name
  (\`tokio-style/net\`), the rest in \`tokio-style\`. What stands in a module \`error\`,
  \`futures\` or \`tcp\` is in the one around it, and \`new\` is the constructor.
- An item is a module, a type, a trait, a function or a macro. Its members are
  methods, public fields, variants, constants, and these traits of a type: \`AsyncRead\`,
  \`AsyncBufRead\`, \`AsyncWrite\`, \`AsyncSeek\` (its \`poll\` method is here), \`Future\`
  (it is an Effect), \`Drop\` (it has \`drop\` or can be declared with \`using\`),
  \`Clone\`, \`Deref\` (it has \`value\`) and \`Error\` (it is one). Other traits of std
  are not counted: \`Debug\`, \`Default\`, \`Eq\`, \`From\`, \`Send\`, \`AsRawFd\` and the like.
- A type of std is Node's here: \`from_std\` and \`into_std\` take and give a
  \`net.Socket\`, \`net.Server\`, \`dgram.Socket\` or \`FileHandle\`.
- Not seen on Linux, and so not counted: what Tokio has for Windows only. Not
  counted either: what Tokio calls unstable.
- ~~Struck~~ items are deprecated in Tokio.

This file is written by \`pnpm --filter tokio-style api\`.

${summaryTable(rows, "")}

## Not here, by reason

${reasonsOf(rows)}

${sections.join("\n\n")}

<!-- prettier-ignore-end -->
`;
}

/** How many items and members are not here for which reason. */
function reasonsOf(rows: readonly Row[]): string {
  const counts = new Map<string, { items: number; members: number }>();
  for (const { original, verdict } of rows) {
    if (verdict.kind !== "absent") continue;
    const count = counts.get(verdict.reason) ?? { items: 0, members: 0 };
    count[isMember(original) ? "members" : "items"]++;
    counts.set(verdict.reason, count);
  }
  const ordered = [...counts].toSorted(
    ([, a], [, b]) => b.items - a.items || b.members - a.members,
  );
  return [
    headOfCounts("reason", "items", "members"),
    ...ordered.map(([reason, { items, members }]) =>
      row(reason, items, members),
    ),
  ].join("\n");
}

const WORDS: Readonly<Partial<Record<Original["kind"], string>>> = {
  mod: "module",
  const: "constant",
  impl: "a trait of it",
};

/** What an item is: of a function its signature. */
function said({ kind, said: signature }: Original): string {
  if (kind === "impl" || kind === "use" || signature === "")
    return WORDS[kind] ?? kind;
  return code(kind === "fn" ? signature : `${kind} ${signature}`);
}

const inside = (module: string, path: string): string =>
  path.startsWith(`${module}::`) ? path.slice(module.length + 2) : path;
