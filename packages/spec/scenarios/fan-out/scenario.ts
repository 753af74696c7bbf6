import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface FannedOut {
  /** The squares of 1 to 6, in ascending order. */
  readonly results: readonly number[];
  readonly elapsedMs: number;
}

const jobs = [1, 2, 3, 4, 5, 6];
const workers = [1, 2, 3];

export const fanOut = defineScenario<FannedOut>()({
  id: "fan-out",
  title: "Six jobs, three workers, two channels",
  level: "lesson",
  events: [
    "main opens the channels",
    ...workers.map((n) => `worker${n} starts`),
    ...jobs.map(() => "main sends"),
    "main closes the jobs",
    ...jobs.map(() => "job is taken"),
    ...jobs.map(() => "job is done"),
    "main has all",
  ],
  rules: [
    {
      must: "do each job once",
      see: ({ result }) => result.results,
      equals: [1, 4, 9, 16, 25, 36],
    },
    {
      must: "take 20 ms: three jobs at a time",
      see: ({ result, trace }) => [
        result.elapsedMs,
        timeOf(trace, "main", "has all"),
      ],
      equals: [20, 20],
    },
    {
      must: "never have more than three jobs in hand",
      see: ({ trace }) => {
        let inHand = 0;
        let most = 0;
        for (const { lane, event } of trace) {
          if (lane !== "job") continue;
          inHand += event === "is taken" ? 1 : -1;
          most = Math.max(most, inHand);
        }
        return most;
      },
      equals: 3,
    },
  ],
});
