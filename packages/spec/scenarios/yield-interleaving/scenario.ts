import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface TakenTurns {
  /** Who took a turn, in order. */
  readonly turns: readonly string[];
}

const polite = ["a", "b", "c"];
const rounds = [1, 2, 3];

export const yieldInterleaving = defineScenario<TakenTurns>()({
  id: "yield-interleaving",
  title: "Three tasks that take turns, and one that does not",
  level: "lesson",
  events: [
    ...["a", "b", "c", "greedy"].flatMap((lane) => [
      ...rounds.map(() => `${lane} takes a turn`),
      `${lane} ends`,
    ]),
    "main has started all",
    "main has heard all",
  ],
  rules: [
    {
      must: "let a, b and c take turns, round by round",
      see: ({ result }) => result.turns.filter((who) => who !== "greedy"),
      equals: [...polite, ...polite, ...polite],
    },
    {
      must: "let nobody in between the turns of the one that does not pause",
      see: ({ result }) => {
        const first = result.turns.indexOf("greedy");
        return result.turns.slice(first, first + rounds.length);
      },
      equals: rounds.map(() => "greedy"),
    },
    {
      must: "give the greedy one its place in the first round",
      see: ({ result }) => result.turns.indexOf("greedy"),
      equals: 3,
    },
    {
      must: "take no time: to pause is not to sleep",
      see: ({ trace }) => timeOf(trace, "main", "has heard all"),
      equals: 0,
    },
  ],
});
