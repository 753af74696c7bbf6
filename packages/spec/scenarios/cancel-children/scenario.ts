import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface CancelledChildren {
  /** Who had stopped after the cancel of left. */
  readonly afterLeft: readonly string[];
  /** Who had stopped after the cancel of the parent, by name. */
  readonly afterParent: readonly string[];
  /** Who had stopped in the end, by name. */
  readonly afterAll: readonly string[];
}

const children = ["left", "middle", "right", "late"];

export const cancelChildren = defineScenario<CancelledChildren>()({
  id: "cancel-children",
  title: "A cancel goes down, not up",
  level: "lesson",
  events: [
    ...children.map((lane) => `${lane} starts`),
    ...children.map((lane) => `${lane} is cancelled`),
    "main cancels left",
    "main goes on",
    "main cancels the parent",
    "main goes on",
    "main is done",
  ],
  rules: [
    {
      must: "stop left alone when left is cancelled",
      see: ({ result }) => result.afterLeft,
      equals: ["left"],
    },
    {
      must: "stop all children when the parent is cancelled",
      see: ({ result, trace }) => [
        result.afterParent,
        timeOf(trace, "middle", "is cancelled"),
        timeOf(trace, "right", "is cancelled"),
      ],
      equals: [["left", "middle", "right"], 10, 10],
    },
    {
      must: "stop at once who joins a parent that is cancelled",
      see: ({ result, trace }) => [
        result.afterAll,
        timeOf(trace, "late", "is cancelled"),
      ],
      equals: [["late", "left", "middle", "right"], 20],
    },
  ],
});
