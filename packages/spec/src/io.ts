import type { Inputs, InputValues } from "./scenario.js";

/**
 * `virtual`: time jumps when nothing else can happen; the tests.
 * `wall`: time passes; the live table and the benchmarks.
 */
export type ClockMode = "virtual" | "wall";

/** What a program gets from whoever runs it. */
export interface ScenarioIo<I extends Inputs = Inputs> {
  /** Which clock to run on, for a runtime that is told when it is built. */
  readonly clock: ClockMode;
  /** The scenario's inputs: paths of files, numbers. */
  readonly inputs: InputValues<I>;
  /** Notes that something happened now. */
  readonly log: (lane: string, event: string, value?: unknown) => void;
  /** Starts to measure a stretch of the program. */
  readonly measure: () => Measurement;
}

/** A stretch of a program that is being measured. */
export interface Measurement {
  /** Ends the stretch, in which `operations` operations were done. */
  readonly stop: (operations: number) => Cost;
}

/** What one operation cost, on the wall clock and on the JavaScript heap. */
export interface Cost {
  readonly operations: number;
  readonly nanoseconds: number;
  /** Bytes allocated; `undefined` where a collection ran in between. */
  readonly bytes: number | undefined;
}

/**
 * The cost that half of the rounds stayed below: rounds that a collection or
 * a noisy neighbour disturbed do not count.
 */
export function medianCost(rounds: readonly Cost[]): Cost {
  return {
    operations: rounds.reduce((sum, cost) => sum + cost.operations, 0),
    nanoseconds: median(rounds.map((cost) => cost.nanoseconds)) ?? 0,
    bytes: median(rounds.flatMap((cost) => cost.bytes ?? [])),
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
