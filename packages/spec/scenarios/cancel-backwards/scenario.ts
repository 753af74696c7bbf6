import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface CancelledBackwards {
  /** Whose finalisers had run when main went on, in order. */
  readonly finalised: readonly string[];
}

export const cancelBackwards = defineScenario<CancelledBackwards>()({
  id: "cancel-backwards",
  title: "A cancel travels to what is waited for",
  level: "lesson",
  events: [
    "outer starts",
    "middle starts",
    "inner starts",
    "helper starts",
    "main cancels outer",
    "inner is finalised",
    "middle is finalised",
    "outer is finalised",
    "main goes on",
    "helper ends",
    "main is done",
  ],
  rules: [
    {
      must: "run the finalisers from the inside out, before main goes on",
      see: ({ result, trace }) => [
        result.finalised,
        inOrder(trace, "main cancels outer", "inner is finalised") &&
          inOrder(trace, "outer is finalised", "main goes on"),
      ],
      equals: [["inner", "middle", "outer"], true],
    },
    {
      must: "finalise at the time of the cancel",
      see: ({ trace }) => [
        timeOf(trace, "main", "cancels outer"),
        timeOf(trace, "outer", "is finalised"),
      ],
      equals: [10, 10],
    },
    {
      must: "let the helper alone go on",
      see: ({ trace }) => trace.filter(({ event }) => event === "ends"),
      equals: [{ at: 20, lane: "helper", event: "ends" }],
    },
  ],
});
