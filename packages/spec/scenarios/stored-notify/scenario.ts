import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Notified {
  /** How many of main's two notifications the naive one received. */
  readonly received: number;
  /** How often the careful one had to wait. */
  readonly waits: number;
}

export const storedNotify = defineScenario<Notified>()({
  id: "stored-notify",
  title: "A notification before anybody waits",
  level: "hazard",
  events: [
    "main notifies",
    "main notifies",
    "naive waits",
    "naive has waited",
    "naive waits",
    "naive has waited",
    "main sets the state",
    "main notifies",
    "careful goes on",
  ],
  rules: [
    {
      must: "store one of two notifications at most",
      see: ({ result }) => result.received <= 1,
      equals: true,
    },
    {
      must: "say of each wait of the naive one whether it was notified",
      see: ({ result, trace }) =>
        trace.filter(({ value }) => value === "notified").length ===
        result.received,
      equals: true,
    },
    {
      must: "let who looks at the state first go on without a wait",
      see: ({ result, trace }) => [
        result.waits,
        timeOf(trace, "careful", "goes on") ===
          timeOf(trace, "main", "sets the state"),
      ],
      equals: [0, true],
    },
  ],
});
