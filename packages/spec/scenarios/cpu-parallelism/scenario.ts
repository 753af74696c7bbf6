import { defineScenario } from "../../src/scenario.js";

/** Two jobs, run in one of the two ways. */
interface Jobs {
  readonly primes: readonly [number, number];
  /** Distinct threads that ran a job. */
  readonly threads: number;
  readonly milliseconds: number;
}

export interface Parallelism {
  readonly ownThread: Jobs;
  readonly workers: Jobs;
}

export const cpuParallelism = defineScenario<Parallelism>()({
  id: "cpu-parallelism",
  title: "Two CPU-bound jobs, on one thread and on two",
  level: "row",
  inputs: {
    limit: {
      kind: "integer",
      describe:
        "each job counts the primes below it; a job refuses one below 0",
      default: 100_000,
      min: -1,
      max: 100_000_000,
    },
  },
  events: ["main runs both here", "main runs both on workers", "main compares"],
  rules: [
    {
      must: "run both jobs on one thread unless told otherwise",
      see: (run) => run.result.ownThread.threads,
      equals: 1,
    },
    {
      must: "run the jobs on two distinct threads when it has workers",
      see: (run) => run.result.workers.threads,
      equals: 2,
    },
    {
      must: "find the 9,592 primes below 100,000 in each job",
      see: (run) => [
        ...run.result.ownThread.primes,
        ...run.result.workers.primes,
      ],
      equals: [9592, 9592, 9592, 9592],
    },
  ],
});
