/**
 * Measures one row, in a process of its own: what one row has made the engine
 * believe does not hold for the next.
 *
 * `node --expose-gc row-process.js <suite> <row> <full|quick> [<original>]`
 */
import { measureOriginal } from "./original.js";
import { compete, FULL, type Measure, measureOf, QUICK } from "./rounds.js";
import type { Suite } from "./suite.js";

const [file, id, effort, original] = process.argv.slice(2);
const { suite } = (await import(file!)) as { suite: Suite };
const row = suite.rows.find((one) => one.id === id)!;

const measures = new Map<string, Measure>();
for (const name of ["subject", ...suite.rivals]) {
  const run = row.runs[name];
  if (run !== undefined) measures.set(name, measureOf(row.unit, run));
}
if (original !== undefined && row.original)
  measures.set("original", measureOriginal(original, row.id));

const figures = await compete(
  measures,
  row.unit,
  row.batch ?? 1,
  effort === "quick" ? QUICK : FULL,
);
process.stdout.write(JSON.stringify(Object.fromEntries(figures)), () =>
  process.exit(0),
);
