import type { Divergence, RuntimeStyle } from "spec";
import { hostClock } from "spec/node";
import { programs } from "../programs/index.js";

const divergences: readonly Divergence[] = [
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

/** The style, as the suite and the command line find it. */
export const style: RuntimeStyle = {
  name: "effection-style",
  title: "Structured concurrency with generators, on effection 4.1",
  programs,
  divergences,
  openClock: hostClock,
};
