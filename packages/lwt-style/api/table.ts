/** Compares what Lwt makes public with what is exported here. */
import {
  complaints as complaintsOf,
  type Differences,
  judge as judgeBy,
  type Port,
  type Row as RowOf,
  type Summary,
  summaryOf,
} from "oracle/api";
import { isThere, moduleOf, nameHere, type Original } from "./names.js";

export type Row = RowOf<Original>;
export type Exported = Readonly<Record<string, unknown>>;

const isIn = (path: string, outer: string): boolean =>
  path === outer ||
  path.startsWith(`${outer}.`) ||
  path.startsWith(`${outer}()`);

const portOf = (exported: Exported): Port<Original> => ({
  original: "Lwt",
  nameHere,
  isThere: (name) => isThere(exported, name),
  isIn,
});

/** Judges every value. */
export const judge = (
  originals: readonly Original[],
  exported: Exported,
  differences: Differences,
): readonly Row[] => judgeBy(originals, differences, portOf(exported));

/** What is wrong: values that nothing explains, and entries that are false. */
export const complaints = (
  rows: readonly Row[],
  exported: Exported,
  differences: Differences,
): readonly string[] => complaintsOf(rows, differences, portOf(exported));

/** Counts by module, in the order of the rows. */
export function summaries(rows: readonly Row[]): readonly Summary[] {
  const modules = [...new Set(rows.map((row) => moduleOf(row.original.path)))];
  return modules.map((module) =>
    summaryOf(
      module,
      rows.filter(({ original }) => isIn(original.path, module)),
    ),
  );
}
