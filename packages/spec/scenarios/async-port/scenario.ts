import { defineScenario } from "../../src/scenario.js";

export interface Joined {
  readonly results: readonly [string, string];
  readonly elapsedMs: number;
}

export const asyncPort = defineScenario<Joined>()({
  id: "async-port",
  title: "Joining two sleeps",
  level: "page",
  events: [
    "read1 sleeps",
    "read2 sleeps",
    "read1 wakes",
    "read2 wakes",
    "main has both",
  ],
  rules: [
    {
      must: "take 10 ms, not 20, and keep the results in their places",
      see: (run) => run.result,
      equals: { results: ["result1", "result2"], elapsedMs: 10 },
    },
  ],
});
