import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Wakings {
  /** Who woke, in order. */
  readonly woken: readonly string[];
}

const sleepers = [1, 2, 3, 4, 5].map((n) => `sleeper${n}`);

export const equalDeadlines = defineScenario<Wakings>()({
  id: "equal-deadlines",
  title: "Six sleeps that end at the same time",
  level: "lesson",
  events: [
    "early is made",
    ...sleepers.map((lane) => `${lane} sleeps`),
    "early is awaited",
    ...sleepers.map((lane) => `${lane} wakes`),
    "early wakes",
    "main has all six",
  ],
  rules: [
    {
      must: "wake all six at 10 ms",
      see: ({ trace }) =>
        [...sleepers, "early"].map((lane) => timeOf(trace, lane, "wakes")),
      equals: [10, 10, 10, 10, 10, 10],
    },
    {
      must: "wake those that make and await at once in that order",
      see: ({ result }) => result.woken.filter((lane) => lane !== "early"),
      equals: sleepers,
    },
    {
      must: "wake the early one before all others or after them",
      see: ({ result: { woken } }) =>
        [woken.at(0), woken.at(-1)].filter((lane) => lane === "early"),
      equals: ["early"],
    },
  ],
});
