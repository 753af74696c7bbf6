/**
 * Measures one part, in a process of its own: what one has made the engine
 * believe does not hold for the next.
 *
 * `node --expose-gc part-process.js <suite> <full|quick> <part> [<argument>…]`
 */
import { cancelAll } from "./cascade.js";
import { heapCourse } from "./leaks.js";
import { measureOriginal } from "./original.js";
import { compete, FULL, type Measure, measureOf, QUICK } from "./rounds.js";
import type { Suite } from "./suite.js";

const [file, given, part, ...rest] = process.argv.slice(2);
const { suite } = (await import(file!)) as { suite: Suite };
const effort = given === "quick" ? QUICK : FULL;

/** How much of a leak's rounds a quick look takes. */
const QUICK_PART = 1 / 40;

/** Each gets what stands behind its name on the command line. */
const parts: Record<string, (...args: string[]) => Promise<unknown>> = {
  async row(id, original) {
    const row = suite.rows.find((one) => one.id === id)!;
    const measures = new Map<string, Measure>();
    for (const name of ["subject", ...suite.rivals]) {
      const run = row.runs[name];
      if (run !== undefined) measures.set(name, measureOf(row.unit, run));
    }
    if (original !== undefined && row.original)
      measures.set("original", measureOriginal(original, row.id));
    return Object.fromEntries(
      await compete(measures, row.unit, row.batch ?? 1, effort),
    );
  },
  cascade: () => cancelAll(suite.cascades!, effort),
  leak(id, contender = "subject") {
    const leak = suite.leaks!.find((one) => one.id === id)!;
    const rounds = leak.rounds * (given === "quick" ? QUICK_PART : 1);
    return heapCourse(leak.runs[contender]!, rounds);
  },
};

process.stdout.write(JSON.stringify(await parts[part!]!(...rest)), () =>
  process.exit(0),
);
