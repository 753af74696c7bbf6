import type { Cost } from "../../src/io.js";
import { defineScenario } from "../../src/scenario.js";

export interface Costs {
  readonly await: Cost;
  readonly join: Cost;
  readonly spawn: Cost;
}

export const awaitCost = defineScenario<Costs>()({
  id: "await-cost",
  title: "What an await, a join and a spawn cost",
  level: "row",
  events: ["main awaits", "main joins", "main spawns", "main has the costs"],
  rules: [
    {
      must: "measure at least 10,000 operations of each kind",
      see: ({ result }) =>
        [result.await, result.join, result.spawn].map(
          (cost) => cost.operations >= 10_000,
        ),
      equals: [true, true, true],
    },
    {
      must: "find that each takes time",
      see: ({ result }) =>
        [result.await, result.join, result.spawn].map(
          (cost) => cost.nanoseconds > 0,
        ),
      equals: [true, true, true],
    },
  ],
});
