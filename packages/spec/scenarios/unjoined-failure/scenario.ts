import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Unjoined {
  /** What the hook has heard, in order. */
  readonly heard: readonly string[];
  /** Whether main reached its last line. */
  readonly mainWentOn: boolean;
}

export const unjoinedFailure = defineScenario<Unjoined>()({
  id: "unjoined-failure",
  title: "A failure that nobody waits for",
  level: "hazard",
  events: [
    "quiet starts",
    "loud starts",
    "main lets go",
    "quiet fails",
    "loud fails",
    "main is done",
    "hook has heard",
  ],
  rules: [
    {
      must: "let main go on to its end",
      see: ({ result, trace }) => [
        result.mainWentOn,
        timeOf(trace, "main", "is done"),
      ],
      equals: [true, 30],
    },
    {
      must: "let the loud one go on after the quiet one has failed",
      see: ({ trace }) => [
        timeOf(trace, "quiet", "fails"),
        timeOf(trace, "loud", "fails"),
      ],
      equals: [10, 20],
    },
    {
      must: "tell the hook of the loud one, once, and never of the quiet one",
      see: ({ result }) => result.heard,
      equals: ["loud"],
    },
  ],
});
