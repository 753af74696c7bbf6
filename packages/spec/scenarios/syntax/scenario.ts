import type { Cost } from "../../src/io.js";
import { defineScenario } from "../../src/scenario.js";

export interface Styles {
  readonly direct: number;
  readonly combined: number;
  /** A step in direct style, on values that are ready. */
  readonly directStep: Cost;
  /** The same step with the combinator. */
  readonly combinedStep: Cost;
}

export const syntax = defineScenario<Styles>()({
  id: "syntax",
  title: "Direct style and combinators",
  level: "row",
  events: [
    "direct has",
    "direct has",
    "direct has",
    "combined has",
    "combined has",
    "combined has",
    "main compares",
  ],
  rules: [
    {
      must: "give the same value both ways",
      see: ({ result }) => [result.direct, result.combined],
      equals: [6, 6],
    },
    {
      must: "do the steps in the order in which they are written",
      see: ({ trace }) =>
        trace
          .filter(({ event }) => event === "has")
          .map(({ lane, value }) => [lane, value]),
      equals: [
        ["direct", 1],
        ["direct", 3],
        ["direct", 6],
        ["combined", 1],
        ["combined", 3],
        ["combined", 6],
      ],
    },
    {
      must: "measure at least 1,000 steps each way",
      see: ({ result }) =>
        result.directStep.operations >= 1000 &&
        result.combinedStep.operations >= 1000,
      equals: true,
    },
  ],
});
