import type { Divergence } from "spec";

/** What effection does otherwise than the rules ask, and why. */
export const divergences: readonly Divergence[] = [
  {
    scenario: "shutdown",
    rule: "3",
    kind: "by-design",
    reason:
      "a scope halts its youngest task first, as a stack unwinds: who came later may use what was there before",
  },
  {
    scenario: "select-fairness",
    rule: "2",
    kind: "by-design",
    reason:
      "race starts its operations in order and takes the first value that comes: of three that are ready the first always wins, as in Promise.race",
  },
];
