import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface WokenUp {
  /** Who woke when the event was fired, by name. */
  readonly fired: readonly string[];
  /** Who woke when main called, in order. */
  readonly called: readonly string[];
}

const waiters = ["one", "two", "three", "four", "five", "six"];

export const wakeupOrder = defineScenario<WokenUp>()({
  id: "wakeup-order",
  title: "Several waiters of one event",
  level: "lesson",
  events: [
    ...waiters.map((lane) => `${lane} waits`),
    ...waiters.map((lane) => `${lane} wakes`),
    "main fires",
    "main has fired",
    "main calls",
    "main calls",
    "main calls",
    "main has called",
    "main is done",
  ],
  rules: [
    {
      must: "wake all who wait for the event, once each",
      see: ({ result }) => result.fired,
      equals: ["one", "three", "two"],
    },
    {
      must: "wake nobody before main fires, at 10 ms",
      see: ({ trace }) =>
        ["one", "two", "three"].map((lane) => timeOf(trace, lane, "wakes")),
      equals: [10, 10, 10],
    },
    {
      must: "wake those in the queue in the order in which they came",
      see: ({ result }) => result.called,
      equals: ["four", "five", "six"],
    },
  ],
});
