import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Overlap {
  readonly fired: number;
  readonly elapsedMs: number;
}

const timers = [1, 2, 3, 4, 5];

export const timerOverlap = defineScenario<Overlap>()({
  id: "timer-overlap",
  title: "Five delays that overlap",
  level: "page",
  events: [
    ...timers.map((n) => `timer${n} starts`),
    ...timers.map((n) => `timer${n} fires`),
    "main has all five",
  ],
  rules: [
    {
      must: "take 10 ms in all, not 50",
      see: (run) => run.result,
      equals: { fired: 5, elapsedMs: 10 },
    },
    {
      must: "fire each timer at 10 ms",
      see: (run) => timers.map((n) => timeOf(run.trace, `timer${n}`, "fires")),
      equals: [10, 10, 10, 10, 10],
    },
  ],
});
