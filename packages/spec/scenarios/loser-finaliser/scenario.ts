import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Finalised {
  readonly winner: string;
  /** Whose clean-ups had ended when main had the winner. */
  readonly cleanWhenWon: readonly string[];
  /** Whose clean-ups had ended when main was done, in order. */
  readonly clean: readonly string[];
}

const losers = ["left", "right"];

export const loserFinaliser = defineScenario<Finalised>()({
  id: "loser-finaliser",
  title: "Two losers clean up",
  level: "lesson",
  events: [
    ...losers.map((lane) => `${lane} starts`),
    "fast starts",
    "fast finishes",
    ...losers.map((lane) => `${lane} is finalised`),
    "main has the winner",
    ...losers.map((lane) => `${lane} is clean`),
    "main is done",
  ],
  rules: [
    {
      must: "hand over the winner at 10 ms",
      see: ({ result, trace }) => [
        result.winner,
        timeOf(trace, "main", "has the winner"),
      ],
      equals: ["fast", 10],
    },
    {
      must: "finalise the losers as they were given, before main has the winner",
      see: ({ trace }) =>
        inOrder(
          trace,
          "fast finishes",
          "left is finalised",
          "right is finalised",
          "main has the winner",
        ),
      equals: true,
    },
    {
      must: "never wait for a clean-up that takes time",
      see: ({ result }) => result.cleanWhenWon,
      equals: [],
    },
    {
      must: "let the clean-ups run to their end",
      see: ({ result }) => result.clean,
      equals: losers,
    },
  ],
});
