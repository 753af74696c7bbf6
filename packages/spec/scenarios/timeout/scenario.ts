import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface TimedOut {
  /** What the quick work gave to main. */
  readonly quick: string;
  /** Whether it was a timeout that main had in place of a value, twice. */
  readonly timeouts: readonly boolean[];
  /** What the keeper gave to main in the end. */
  readonly keeper: string;
}

export const timeout = defineScenario<TimedOut>()({
  id: "timeout",
  title: "What a timeout stops, and what it does not",
  level: "lesson",
  events: [
    "quick starts",
    "quick ends",
    "quick is finalised",
    "main has the value",
    "slow starts",
    "slow is finalised",
    "main has the timeout",
    "keeper starts",
    "main has the timeout",
    "keeper ends",
    "keeper is finalised",
    "main has the keeper",
  ],
  rules: [
    {
      must: "hand over the value as soon as it is there",
      see: ({ result, trace }) => [
        result.quick,
        timeOf(trace, "main", "has the value"),
      ],
      equals: ["quick", 10],
    },
    {
      must: "tell main that the time is up, 20 ms after the start",
      see: ({ result, trace }) => [
        result.timeouts,
        timeOf(trace, "main", "has the timeout"),
      ],
      equals: [[true, true], 30],
    },
    {
      must: "finalise the slow work before main has the timeout",
      see: ({ trace }) =>
        inOrder(
          trace,
          "slow starts",
          "slow is finalised",
          "main has the timeout",
        ),
      equals: true,
    },
    {
      must: "let the keeper go on, and never the slow work",
      see: ({ trace }) =>
        trace.filter(({ event }) => event === "ends").map(({ lane }) => lane),
      equals: ["quick", "keeper"],
    },
    {
      must: "give the keeper's value to whoever waits long enough",
      see: ({ result, trace }) => [
        result.keeper,
        timeOf(trace, "main", "has the keeper"),
      ],
      equals: ["keeper", 60],
    },
  ],
});
