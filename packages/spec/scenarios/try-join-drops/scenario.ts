import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface GaveUp {
  /** What main was told. */
  readonly error: string;
  /** Who reached the line after its wait. */
  readonly wentOn: readonly string[];
}

export const tryJoinDrops = defineScenario<GaveUp>()({
  id: "try-join-drops",
  title: "The first error stops the others",
  level: "lesson",
  events: [
    "left starts",
    "faulty starts",
    "right starts",
    "faulty fails",
    "left is finalised",
    "right is finalised",
    "main has the error",
    "main is done",
  ],
  rules: [
    {
      must: "tell main the first error, and no cancellation",
      see: ({ result }) => result.error,
      equals: "faulty",
    },
    {
      must: "tell main at the time of the failure",
      see: ({ trace }) => [
        timeOf(trace, "faulty", "fails"),
        timeOf(trace, "main", "has the error"),
      ],
      equals: [10, 10],
    },
    {
      must: "finalise the others first, in the order in which they were given",
      see: ({ trace }) =>
        inOrder(
          trace,
          "faulty fails",
          "left is finalised",
          "right is finalised",
          "main has the error",
        ),
      equals: true,
    },
    {
      must: "never let one of them go on",
      see: ({ result }) => result.wentOn,
      equals: [],
    },
  ],
});
