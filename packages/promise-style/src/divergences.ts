import type { Divergence } from "spec";

/** What plain promises do not give, even to who passes signals by hand. */
export const divergences: readonly Divergence[] = [
  {
    scenario: "select-fairness",
    rule: "2",
    kind: "cannot",
    reason:
      "Promise.race takes the first of those that are ready, as ECMAScript has it; who wants each to have its share must shuffle them first",
  },
];
