/** Compares what Lwt makes public with what is exported here. */
import type { Absent, Renamed } from "./differences.js";
import { isThere, moduleOf, nameHere, type Original } from "./names.js";

export type Exported = Readonly<Record<string, unknown>>;

export interface Differences {
  readonly renamed: readonly Renamed[];
  readonly absent: readonly Absent[];
}

/** What has become of a value of Lwt's. */
type Verdict =
  | { readonly kind: "present"; readonly name: string }
  | { readonly kind: "renamed"; readonly name: string; readonly reason: string }
  | { readonly kind: "absent"; readonly reason: string }
  | { readonly kind: "unexplained"; readonly name: string };

export interface Row {
  readonly original: Original;
  readonly verdict: Verdict;
}

const isIn = (path: string, module: string): boolean =>
  path === module ||
  path.startsWith(`${module}.`) ||
  path.startsWith(`${module}()`);

/** Judges every value. */
export function judge(
  originals: readonly Original[],
  exported: Exported,
  differences: Differences,
): readonly Row[] {
  return originals.map((original) => ({
    original,
    verdict: verdictOf(original, exported, differences),
  }));
}

function verdictOf(
  original: Original,
  exported: Exported,
  { renamed, absent }: Differences,
): Verdict {
  const { path } = original;
  const name = nameHere(original);
  if (isThere(exported, name)) return { kind: "present", name };
  for (const { reason, names } of renamed) {
    const other = names[path];
    if (other !== undefined) return { kind: "renamed", name: other, reason };
  }
  const gone = absent.find(({ paths }) => paths.some((one) => isIn(path, one)));
  if (gone !== undefined) return { kind: "absent", reason: gone.reason };
  return { kind: "unexplained", name };
}

/** What is wrong: values that nothing explains, and entries that are false. */
export function complaints(
  rows: readonly Row[],
  exported: Exported,
  differences: Differences,
): readonly string[] {
  return [
    ...rows.flatMap(({ original, verdict }) =>
      verdict.kind === "unexplained"
        ? [
            `${original.path}: ${verdict.name} is neither exported nor explained`,
          ]
        : [],
    ),
    ...differences.renamed.flatMap(({ names }) =>
      Object.entries(names).flatMap(([path, name]) => [
        ...staleEntry(rows, path),
        ...(isThere(exported, name)
          ? []
          : [`${path} is said to be ${name}, which is not exported`]),
      ]),
    ),
    ...differences.absent.flatMap(({ paths }) =>
      paths.flatMap((path) => staleEntry(rows, path)),
    ),
  ];
}

const rowsOf = (rows: readonly Row[], path: string): readonly Row[] =>
  rows.filter(({ original }) => isIn(original.path, path));

const emptyEntry = (rows: readonly Row[], path: string): readonly string[] =>
  rowsOf(rows, path).length > 0 ? [] : [`${path} is nothing of Lwt's`];

const staleEntry = (rows: readonly Row[], path: string): readonly string[] => [
  ...emptyEntry(rows, path),
  ...rowsOf(rows, path).flatMap(({ original, verdict }) =>
    verdict.kind === "present"
      ? [`${original.path} is explained, but ${verdict.name} is exported`]
      : [],
  ),
];

/** How many values of a module have which verdict. */
export interface Summary {
  readonly module: string;
  readonly values: number;
  readonly present: number;
  readonly renamed: number;
  readonly absent: number;
}

/** Counts by module, in the order of the rows. */
export function summaries(rows: readonly Row[]): readonly Summary[] {
  const modules = [...new Set(rows.map((row) => moduleOf(row.original.path)))];
  return modules.map((module) => summaryOf(module, rowsOf(rows, module)));
}

/** Counts all rows, under a name. */
export function summaryOf(module: string, rows: readonly Row[]): Summary {
  const count = (kind: Verdict["kind"]): number =>
    rows.filter(({ verdict }) => verdict.kind === kind).length;
  return {
    module,
    values: rows.length,
    present: count("present"),
    renamed: count("renamed"),
    absent: count("absent"),
  };
}
