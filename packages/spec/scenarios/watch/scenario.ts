import { defineScenario } from "../../src/scenario.js";
import { timeOf, type Trace } from "../../src/trace.js";

export interface Watched {
  /** What each saw, in order. */
  readonly quick: readonly number[];
  readonly slow: readonly number[];
  /** What who came late saw. */
  readonly late: number;
}

const values = [1, 2, 3, 4, 5, 6];

/** What a lane saw, and when. */
function seen(trace: Trace, lane: string): unknown {
  return trace
    .filter((event) => event.lane === lane && event.event === "sees")
    .map(({ at, value }) => [value, at]);
}

export const watch = defineScenario<Watched>()({
  id: "watch",
  title: "A value that changes faster than one looks",
  level: "lesson",
  events: [
    "sender starts",
    ...values.map(() => "sender sets"),
    ...values.map(() => "quick sees"),
    ...[1, 3, 5, 6].map(() => "slow sees"),
    "main has both",
    "late sees",
  ],
  rules: [
    {
      must: "show quick each value when it is set",
      see: ({ trace }) => seen(trace, "quick"),
      equals: values.map((value) => [value, 10 * value]),
    },
    {
      must: "show slow the latest value each time it looks, and skip the rest",
      see: ({ trace }) => seen(trace, "slow"),
      equals: [
        [1, 10],
        [3, 32],
        [5, 54],
        [6, 76],
      ],
    },
    {
      must: "show both the last value",
      see: ({ result }) => [result.quick.at(-1), result.slow.at(-1)],
      equals: [6, 6],
    },
    {
      must: "show the last value to who comes late, without a wait",
      see: ({ result, trace }) => [
        result.late,
        timeOf(trace, "late", "sees") === timeOf(trace, "main", "has both"),
      ],
      equals: [6, true],
    },
  ],
});
