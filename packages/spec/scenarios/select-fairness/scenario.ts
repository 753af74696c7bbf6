import { defineScenario } from "../../src/scenario.js";

export interface Shares {
  /** How often the first, the second and the third have won. */
  readonly wins: readonly [number, number, number];
}

export const selectFairness = defineScenario<Shares>()({
  id: "select-fairness",
  title: "Three are ready at once",
  level: "lesson",
  events: [
    "main races three",
    "main has counted",
    "first has its share",
    "second has its share",
    "third has its share",
  ],
  rules: [
    {
      must: "have a winner in each of the 300 rounds",
      see: ({ result: { wins } }) => wins[0] + wins[1] + wins[2],
      equals: 300,
    },
    {
      must: "let each of the three win at least 50 rounds",
      see: ({ result }) => result.wins.map((won) => won >= 50),
      equals: [true, true, true],
    },
  ],
});
