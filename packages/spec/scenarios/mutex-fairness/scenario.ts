import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Served {
  /** Who had the lock after main's release, in order. */
  readonly served: readonly string[];
  /** Whether the lock was taken right after main had released it. */
  readonly lockedAtRelease: boolean;
}

const contenders = [1, 2, 3, 4];

export const mutexFairness = defineScenario<Served>()({
  id: "mutex-fairness",
  title: "Four in line for a lock, and one who asks again",
  level: "lesson",
  events: [
    "main has the lock",
    ...contenders.map((n) => `contender${n} asks`),
    "main releases",
    "main finds it locked",
    "main asks",
    ...contenders.map((n) => `contender${n} has the lock`),
    ...contenders.map((n) => `contender${n} releases`),
    "main has the lock",
  ],
  rules: [
    {
      must: "serve in the order of asking, and main last",
      see: ({ result }) => result.served,
      equals: ["contender1", "contender2", "contender3", "contender4", "main"],
    },
    {
      must: "hand the lock over: it is locked right after the release",
      see: ({ result }) => result.lockedAtRelease,
      equals: true,
    },
    {
      must: "let one at a time have the lock, for 10 ms each",
      see: ({ trace }) =>
        contenders.map((n) => timeOf(trace, `contender${n}`, "has the lock")),
      equals: [10, 20, 30, 40],
    },
  ],
});
