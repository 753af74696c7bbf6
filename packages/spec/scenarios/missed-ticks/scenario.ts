import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Ticks {
  readonly ticksAtMs: readonly number[];
}

export const missedTicks = defineScenario<Ticks>()({
  id: "missed-ticks",
  title: "A ticker whose work once takes too long",
  level: "hazard",
  events: [
    ...[1, 2, 3, 4, 5, 6].map(() => "ticker ticks"),
    "ticker works",
    "ticker has worked",
    "main has the times",
  ],
  rules: [
    {
      must: "tick six times, at 0 and at 10 ms first",
      see: ({ result: { ticksAtMs } }) => [
        ticksAtMs.length,
        ...ticksAtMs.slice(0, 2),
      ],
      equals: [6, 0, 10],
    },
    {
      must: "tick no more before the work of 25 ms is done",
      see: ({ result, trace }) => [
        timeOf(trace, "ticker", "has worked"),
        result.ticksAtMs.filter((at) => at > 10 && at < 35),
      ],
      equals: [35, []],
    },
    {
      must: "never tick before the tick is due",
      see: ({ result }) => result.ticksAtMs.filter((at, n) => at < n * 10),
      equals: [],
    },
  ],
});
