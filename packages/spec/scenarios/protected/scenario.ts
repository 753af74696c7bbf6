import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Shared {
  /** What first and second had: the answer, or `cancelled`. */
  readonly sharers: readonly string[];
  /** What third had, which owned its work. */
  readonly owner: string;
  /** What fourth and fifth had, whose work was cancelled. */
  readonly losers: readonly string[];
  /** Which work reached its end. */
  readonly finished: readonly string[];
}

const waiters = ["first", "second", "third", "fourth", "fifth"];

export const protectedWork = defineScenario<Shared>()({
  id: "protected",
  title: "Several wait for one piece of work, and one is cancelled",
  level: "lesson",
  events: [
    "shared starts",
    "owned starts",
    "doomed starts",
    ...waiters.map((lane) => `${lane} waits`),
    "main cancels first",
    "first is cancelled",
    "shared ends",
    "second has an answer",
    "main cancels third",
    "owned is stopped",
    "third is cancelled",
    "main cancels the work",
    "doomed is stopped",
    "fourth is cancelled",
    "fifth is cancelled",
    "main is done",
  ],
  rules: [
    {
      must: "cancel first at once, and give second the answer all the same",
      see: ({ result, trace }) => [
        result.sharers,
        timeOf(trace, "first", "is cancelled"),
        timeOf(trace, "second", "has an answer"),
      ],
      equals: [["cancelled", "shared"], 10, 20],
    },
    {
      must: "stop the work that third owns together with third",
      see: ({ result, trace }) => [
        result.owner,
        timeOf(trace, "owned", "is stopped"),
      ],
      equals: ["cancelled", 30],
    },
    {
      must: "tell all who wait for work that it was cancelled",
      see: ({ result, trace }) => [
        result.losers,
        timeOf(trace, "doomed", "is stopped"),
        timeOf(trace, "fourth", "is cancelled"),
        timeOf(trace, "fifth", "is cancelled"),
      ],
      equals: [["cancelled", "cancelled"], 40, 40, 40],
    },
    {
      must: "let the shared work alone reach its end",
      see: ({ result }) => result.finished,
      equals: ["shared"],
    },
  ],
});
