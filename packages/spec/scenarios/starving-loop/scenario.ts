import { defineScenario } from "../../src/scenario.js";

export interface Rounds {
  /**
   * How many of main's 300 rounds were done when the neighbour ran: of those
   * that await a ready value, that lock a free lock, that yield.
   */
  readonly roundsBefore: readonly number[];
}

export const starvingLoop = defineScenario<Rounds>()({
  id: "starving-loop",
  title: "A loop that waits only for what is there",
  level: "hazard",
  events: [
    "main awaits ready values",
    "main yields",
    "neighbour runs",
    "main locks a free lock",
    "main yields",
    "neighbour runs",
    "main yields in each round",
    "neighbour runs",
    "main has the rounds",
  ],
  rules: [
    {
      must: "let nobody run while ready values are awaited",
      see: ({ result }) => result.roundsBefore[0],
      equals: 300,
    },
    {
      must: "let nobody run in the first 128 rounds of a free lock",
      see: ({ result }) => (result.roundsBefore[1] ?? 0) >= 128,
      equals: true,
    },
    {
      must: "let the neighbour run in the first of the rounds that yield",
      see: ({ result }) => result.roundsBefore[2],
      equals: 0,
    },
  ],
});
