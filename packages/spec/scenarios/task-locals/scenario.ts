import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

export interface Carried {
  /** What the two requests saw before their waits, and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What the work saw that the third request spawned: its value or nothing. */
  readonly spawned: string;
  /** What the work saw that was handed the value. */
  readonly handed: string;
  /** What was seen within the inner scope, and in the outer one after it. */
  readonly nested: readonly string[];
  /** What main saw. */
  readonly outside: string;
}

export const taskLocals = defineScenario<Carried>()({
  id: "task-locals",
  title: "A value that a request carries along",
  level: "lesson",
  events: [
    "first sees",
    "second sees",
    "second still sees",
    "first still sees",
    "spawned sees",
    "handed sees",
    "inner sees",
    "outer sees again",
    "main sees",
  ],
  rules: [
    {
      must: "show each request its own value, before its wait and after",
      see: ({ result }) => [result.before, result.after],
      equals: [
        ["one", "two"],
        ["one", "two"],
      ],
    },
    {
      must: "keep them apart while both are at work",
      see: ({ trace }) =>
        inOrder(
          trace,
          "first sees",
          "second sees",
          "second still sees",
          "first still sees",
        ),
      equals: true,
    },
    {
      must: "show spawned work the value of who spawned it, or none",
      see: ({ result }) => ["three", "nothing"].includes(result.spawned),
      equals: true,
    },
    {
      must: "show the value to work that it was handed to",
      see: ({ result }) => result.handed,
      equals: "four",
    },
    {
      must: "bring the outer value back after the inner work",
      see: ({ result }) => result.nested,
      equals: ["inner", "outer"],
    },
    {
      must: "show nothing to main, which is outside",
      see: ({ result }) => result.outside,
      equals: "nothing",
    },
  ],
});
