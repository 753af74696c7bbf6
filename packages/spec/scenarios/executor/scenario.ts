import { defineScenario } from "../../src/scenario.js";

export interface Executed {
  readonly finished: readonly string[];
  readonly polls: Readonly<Record<"a" | "b" | "c", number>>;
}

export const executor = defineScenario<Executed>()({
  id: "executor",
  title: "A small executor drives three futures",
  level: "lesson",
  events: [
    "main hands over",
    "a is polled",
    "b is polled",
    "c is polled",
    "b is polled",
    "c is polled",
    "c is polled",
    "main has the order",
  ],
  rules: [
    {
      must: "poll each future until it is Ready, and then no more",
      see: ({ result }) => result.polls,
      equals: { a: 1, b: 2, c: 3 },
    },
    {
      must: "finish them as they become Ready",
      see: ({ result }) => result.finished,
      equals: ["a", "b", "c"],
    },
    {
      must: "take the futures in turn",
      see: ({ trace }) =>
        trace
          .filter(({ event }) => event === "is polled")
          .map(({ lane, value }) => [lane, value]),
      equals: [
        ["a", "Ready"],
        ["b", "Pending"],
        ["c", "Pending"],
        ["b", "Ready"],
        ["c", "Pending"],
        ["c", "Ready"],
      ],
    },
  ],
});
