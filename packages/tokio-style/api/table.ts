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

/** Counts all that is not the system's own. */
export const elsewhere = (rows: readonly Row[]): Summary =>
  summaryOf(
    "all but process and signal",
    rows.filter(({ original }) => !OF_THE_SYSTEM.includes(moduleOf(original))),
  );
