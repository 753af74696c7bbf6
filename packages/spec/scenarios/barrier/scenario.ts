import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Met {
  /** How many leaders there were among the three, and then among the two. */
  readonly leaders: readonly number[];
}

const parties = ["early", "middle", "late"];
const again = ["early", "late"];

export const barrier = defineScenario<Met>()({
  id: "barrier",
  title: "Nobody passes before all have come",
  level: "lesson",
  events: [
    ...["sets out", "comes", "passes"].flatMap((event) =>
      [...parties, ...again].map((lane) => `${lane} ${event}`),
    ),
    "main has all three",
    "hasty comes",
    "hasty gives up",
    "main has both",
  ],
  rules: [
    {
      must: "let all three pass when the last has come",
      see: ({ trace }) => parties.map((lane) => timeOf(trace, lane, "passes")),
      equals: [30, 30, 30],
    },
    {
      must: "have one leader each time",
      see: ({ result, trace }) => [
        result.leaders,
        trace.filter(({ event, value }) => event === "passes" && value).length,
      ],
      equals: [[1, 1], 2],
    },
    {
      must: "let hasty go when it gives up",
      see: ({ trace }) => timeOf(trace, "hasty", "gives up"),
      equals: 35,
    },
    {
      must: "count who gave up: two more pass when the second has come",
      see: ({ trace }) =>
        trace.filter(({ event }) => event === "passes").map(({ at }) => at),
      equals: [30, 30, 30, 65, 65],
    },
  ],
});
