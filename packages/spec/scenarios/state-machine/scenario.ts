import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

export interface Stepped {
  /** What main saw of the function after each step. */
  readonly states: readonly string[];
  readonly value: number;
}

export const stateMachine = defineScenario<Stepped>()({
  id: "state-machine",
  title: "An async function, stepped by hand",
  level: "lesson",
  events: [
    "main calls",
    "machine waits for the first",
    "main sees",
    "main gives the first",
    "machine waits for the second",
    "main sees",
    "main gives the second",
    "machine returns",
    "main sees",
  ],
  rules: [
    {
      must: "be Pending at each wait and Ready at the end",
      see: ({ result }) => result,
      equals: { states: ["Pending", "Pending", "Ready"], value: 3 },
    },
    {
      must: "do nothing between two values",
      see: ({ trace }) =>
        inOrder(
          trace,
          "machine waits for the first",
          "main sees",
          "main gives the first",
          "machine waits for the second",
          "main sees",
          "main gives the second",
          "machine returns",
        ),
      equals: true,
    },
  ],
});
