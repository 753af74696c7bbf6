import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Unlocked {
  /** Who had both locks, in order. */
  readonly served: readonly string[];
  /** Who gave up on the way. */
  readonly gaveUp: readonly string[];
}

export const deadlock = defineScenario<Unlocked>()({
  id: "deadlock",
  title: "Two who wait for each other, and a way out",
  level: "hazard",
  events: [
    "left has a",
    "right has b",
    "left asks for b",
    "right asks for a",
    "left gives up",
    "right has both",
    "right is done",
    "left has both",
    "left is done",
    "main is done",
  ],
  rules: [
    {
      must: "let nobody have both until left gives up",
      see: ({ trace }) =>
        inOrder(
          trace,
          "left asks for b",
          "left gives up",
          "right has both",
          "left has both",
        ),
      equals: true,
    },
    {
      must: "let left alone give up, 20 ms after it asked",
      see: ({ result, trace }) => [
        result.gaveUp,
        timeOf(trace, "left", "gives up"),
      ],
      equals: [["left"], 30],
    },
    {
      must: "give right both as soon as left has given up",
      see: ({ trace }) => timeOf(trace, "right", "has both"),
      equals: 30,
    },
    {
      must: "serve both in the end, one after the other",
      see: ({ result, trace }) => [
        result.served,
        timeOf(trace, "left", "has both"),
        timeOf(trace, "main", "is done"),
      ],
      equals: [["right", "left"], 40, 50],
    },
  ],
});
