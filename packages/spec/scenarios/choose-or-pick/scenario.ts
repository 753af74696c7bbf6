import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Raced {
  /** Who won the first race, and who the second. */
  readonly winners: readonly string[];
  /** Who reached the end, in order. */
  readonly finished: readonly string[];
}

export const chooseOrPick = defineScenario<Raced>()({
  id: "choose-or-pick",
  title: "A loser that goes on, and one that is stopped",
  level: "lesson",
  events: [
    "fast starts",
    "kept starts",
    "fast finishes",
    "main has the first winner",
    "kept finishes",
    "main has waited",
    "fast starts",
    "stopped starts",
    "fast finishes",
    "stopped is stopped",
    "main has the second winner",
    "main is done",
  ],
  rules: [
    {
      must: "hand over the fast one both times",
      see: ({ result }) => result.winners,
      equals: ["fast", "fast"],
    },
    {
      must: "hand over the first winner without waiting for the kept one",
      see: ({ trace }) => [
        timeOf(trace, "main", "has the first winner"),
        timeOf(trace, "kept", "finishes"),
      ],
      equals: [10, 20],
    },
    {
      must: "let the kept one finish, and never the stopped one",
      see: ({ result }) => result.finished,
      equals: ["fast", "kept", "fast"],
    },
    {
      must: "stop it when the fast one has won, at 40 ms",
      see: ({ trace }) => [
        timeOf(trace, "stopped", "is stopped"),
        timeOf(trace, "main", "has the second winner"),
      ],
      equals: [40, 40],
    },
  ],
});
