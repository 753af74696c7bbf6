import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface JoinFailed {
  /** What arrived of the one that failed. */
  readonly error: string;
  /** What the others gave. */
  readonly values: readonly number[];
}

const lanes = ["quick", "faulty", "slow"];

export const joinFails = defineScenario<JoinFailed>()({
  id: "join-fails",
  title: "A join waits for all, failed or not",
  level: "lesson",
  events: [
    ...lanes.map((lane) => `${lane} starts`),
    "faulty fails",
    "quick finishes",
    "slow finishes",
    "main has the error",
    "main has the values",
  ],
  rules: [
    {
      must: "let the others run to their end after the failure",
      see: ({ trace }) =>
        inOrder(trace, "faulty fails", "quick finishes", "slow finishes"),
      equals: true,
    },
    {
      must: "hand over the error when the last one has ended, not before",
      see: ({ trace }) => [
        timeOf(trace, "faulty", "fails"),
        timeOf(trace, "main", "has the error"),
      ],
      equals: [10, 30],
    },
    {
      must: "hand over the error as it was",
      see: ({ result }) => result.error,
      equals: "faulty",
    },
    {
      must: "keep the values of the others",
      see: ({ result }) => result.values,
      equals: [20, 30],
    },
  ],
});
