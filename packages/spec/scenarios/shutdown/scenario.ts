import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface ShutDown {
  /** Who was finalised when main had ended, and when another main had. */
  readonly afterMain: readonly string[];
  readonly afterOther: readonly string[];
  /** Who was finalised in the end, in order. */
  readonly finalised: readonly string[];
}

const workers = ["quick", "older", "younger"];

export const shutdown = defineScenario<ShutDown>()({
  id: "shutdown",
  title: "Main ends, and others are alive",
  level: "hazard",
  events: [
    ...workers.map((lane) => `${lane} starts`),
    "main ends",
    "host has the end of main",
    "quick ends",
    "other ends",
    "host has the end of other",
    "host has shut down",
  ],
  rules: [
    {
      must: "end main after 10 ms, and finalise nobody for it",
      see: ({ result, trace }) => [
        timeOf(trace, "host", "has the end of main"),
        result.afterMain,
      ],
      equals: [10, []],
    },
    {
      must: "drive the workers on while another main runs",
      see: ({ result, trace }) => [
        timeOf(trace, "quick", "ends"),
        result.afterOther,
      ],
      equals: [20, ["quick"]],
    },
    {
      must: "finalise at the shutdown none of the others, or all, oldest first",
      see: ({ result }) =>
        ["quick", "quick older younger"].includes(result.finalised.join(" ")),
      equals: true,
    },
  ],
});
