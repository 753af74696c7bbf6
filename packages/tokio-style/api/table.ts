/** Compares what Tokio makes public with what is exported here. */
import {
  type Port,
  type Row as RowOf,
  type Summary,
  summaryOf,
} from "oracle/api";
import type { Role } from "./exports.js";
import {
  isIn,
  isMember,
  moduleOf,
  nameHere,
  nameInside,
  type Original,
  roleOf,
} from "./names.js";

export type Row = RowOf<Original>;

/** Tells whether a name is exported, as something. */
interface Exported {
  has(name: string, role?: Role): boolean;
}

/** `homonyms` are what has a name here that means something else. */
export const portOf = (
  exported: Exported,
  homonyms: readonly string[],
): Port<Original> => ({
  original: "Tokio",
  nameHere,
  nameInside,
  isIn,
  isThere: (name, original) =>
    original === undefined
      ? exported.has(name)
      : !homonyms.includes(original.path) &&
        exported.has(name, roleOf(original)),
});

/** The rows of each module, in the order of the rows. */
export function byModule(
  rows: readonly Row[],
): readonly (readonly [module: string, rows: readonly Row[]])[] {
  const modules = [...new Set(rows.map(({ original }) => moduleOf(original)))];
  return modules
    .toSorted()
    .map((module) => [
      module,
      rows.filter(({ original }) => moduleOf(original) === module),
    ]);
}

/** What of Tokio is the system's own: other processes, and signals. */
const OF_THE_SYSTEM = ["tokio::process", "tokio::signal"];

/** All that is not the system's own. */
export const elsewhere = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ original }) => !OF_THE_SYSTEM.includes(moduleOf(original)));

/** How many items there are, and how many members. */
export interface Counts {
  readonly items: Summary;
  /** The members of items that are here. */
  readonly members: Summary;
  /** How many members stand in types that are not here. */
  readonly inAbsent: number;
}

/** Counts rows. */
export function countsOf(rows: readonly Row[]): Counts {
  const items = rows.filter(({ original }) => !isMember(original));
  const gone = new Set(
    items
      .filter(({ verdict }) => verdict.kind === "absent")
      .map(({ original }) => original.path),
  );
  const typeOf = ({ original: { path } }: Row): string =>
    path.slice(0, path.lastIndexOf("::"));
  const all = rows.filter(({ original }) => isMember(original));
  const members = all.filter((it) => !gone.has(typeOf(it)));
  return {
    items: summaryOf("items", items),
    members: summaryOf("members", members),
    inAbsent: all.length - members.length,
  };
}
