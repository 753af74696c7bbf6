import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Looped {
  /** The rounds of main until the long job gave its result. */
  readonly rounds: number;
  /** What it gave. */
  readonly result: string;
  /** Which jobs finished. */
  readonly finished: readonly string[];
}

const three = [1, 2, 3];

export const selectInALoop = defineScenario<Looped>()({
  id: "select-in-a-loop",
  title: "Work that survives the rounds of a select",
  level: "hazard",
  events: [
    "long starts",
    ...three.map(() => "main ticks"),
    "long finishes",
    "main has the result",
    ...three.map(() => "fresh starts"),
    ...three.map(() => "fresh is thrown away"),
    "main gives up",
  ],
  rules: [
    {
      must: "go on with the long job over three lost rounds",
      see: ({ result }) => [result.rounds, result.result],
      equals: [4, "done"],
    },
    {
      must: "finish the long job after 35 ms: no round starts it anew",
      see: ({ trace }) => [
        timeOf(trace, "long", "finishes"),
        timeOf(trace, "main", "has the result"),
      ],
      equals: [35, 35],
    },
    {
      must: "start the job of each round anew, 10 ms after the last",
      see: ({ trace }) =>
        trace
          .filter(({ lane, event }) => lane === "fresh" && event === "starts")
          .map(({ at }) => at),
      equals: [35, 45, 55],
    },
    {
      must: "never finish a job that is made in each round",
      see: ({ result }) => result.finished,
      equals: ["long"],
    },
  ],
});
