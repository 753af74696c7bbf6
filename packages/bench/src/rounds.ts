/**
 * Rounds that alternate: first each competitor's, then each one's again, so
 * that what else the machine does hits all of them alike.
 */
import { performance } from "node:perf_hooks";
import { collectGarbage, heapUsed } from "./heap.js";
import { type Summary, summary } from "./statistics.js";
import type { Run, Unit } from "./suite.js";

/** Measures `n` operations; gives the sum, in the row's unit. */
export type Measure = (n: number) => Promise<number>;

/** The figures of one operation, or the word that says why there are none. */
export type Figures = Summary | { readonly none: string };

/** Thrown by a `Measure` that cannot do what is asked of it. */
export class NoFigure extends Error {}

/** How long to go on, in milliseconds. */
export interface Effort {
  readonly round: number;
  readonly warmUp: number;
  readonly row: number;
  readonly leastRounds: number;
  /** How much is to be kept when bytes are counted. */
  readonly kept: number;
}

export const FULL: Effort = {
  round: 10,
  warmUp: 300,
  row: 3000,
  leastRounds: 5,
  kept: 100_000,
};
export const QUICK: Effort = {
  round: 2,
  warmUp: 50,
  row: 300,
  leastRounds: 3,
  kept: 20_000,
};

/** What is kept stands in an array, which takes this much of its own. */
const SLOT = 8;

/** Makes the measure of a run in this process. */
export function measureOf(unit: Unit, run: Run): Measure {
  if (unit === "bytes")
    return async (n) => {
      collectGarbage();
      const before = heapUsed();
      const made = run(n);
      const kept = made instanceof Promise ? await made : made;
      collectGarbage();
      const after = heapUsed();
      return Array.isArray(kept) ? after - before - n * SLOT : NaN;
    };
  if (unit === "cpu ns")
    return async (n) => {
      const before = process.cpuUsage();
      await run(n);
      const { user, system } = process.cpuUsage(before);
      return (user + system) * 1000;
    };
  return async (n) => {
    const start = performance.now();
    const result = run(n);
    if (result instanceof Promise) await result;
    return (performance.now() - start) * 1e6;
  };
}

interface Competitor {
  readonly name: string;
  readonly measure: Measure;
  n: number;
  readonly figures: number[];
  none: string | undefined;
}

/** Runs all competitors of a row against each other. */
export async function compete(
  measures: ReadonlyMap<string, Measure>,
  unit: Unit,
  batch: number,
  effort: Effort,
): Promise<ReadonlyMap<string, Figures>> {
  const competitors = [...measures].map(([name, measure]): Competitor => ({
    name,
    measure,
    n: batch,
    figures: [],
    none: undefined,
  }));
  for (const one of competitors)
    await attempt(one, () =>
      unit === "bytes" ? keepMany(one, effort) : warmUp(one, batch, effort),
    );
  // Bytes do not vary with time.
  const end = unit === "bytes" ? 0 : performance.now() + effort.row;
  let left = effort.leastRounds;
  do {
    for (const one of competitors)
      await attempt(one, async () => {
        one.figures.push((await one.measure(one.n)) / one.n);
      });
    left -= 1;
  } while (left > 0 || performance.now() < end);
  return new Map(competitors.map((one) => [one.name, figuresOf(one)]));
}

async function attempt(
  one: Competitor,
  what: () => Promise<void>,
): Promise<void> {
  if (one.none !== undefined) return;
  try {
    await what();
  } catch (error) {
    if (!(error instanceof NoFigure)) throw error;
    one.none = error.message;
  }
}

async function keepMany(one: Competitor, effort: Effort): Promise<void> {
  one.n = effort.kept;
  await one.measure(one.n);
}

/**
 * Runs a competitor until the engine has settled; finds how often a round is,
 * by the fastest so far: one that the machine broke off says little.
 */
async function warmUp(
  one: Competitor,
  batch: number,
  effort: Effort,
): Promise<void> {
  const start = performance.now();
  let fastest = Infinity;
  do {
    const taken = (await one.measure(one.n)) / 1e6;
    fastest = Math.min(fastest, Math.max(taken, 0.01) / one.n);
    one.n = Math.ceil(effort.round / fastest / batch) * batch;
  } while (performance.now() - start < effort.warmUp);
}

const figuresOf = ({ figures, none }: Competitor): Figures =>
  none === undefined ? summary(figures) : { none };
