import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

export interface Woken {
  /** When each of the four woke, in the order in which they began to wait. */
  readonly wokeAtMs: readonly number[];
}

const waiters = [1, 2, 3, 4];

export const condition = defineScenario<Woken>()({
  id: "condition",
  title: "Signal wakes one, broadcast wakes all",
  level: "lesson",
  events: [
    ...waiters.map((n) => `waiter${n} waits`),
    "main signals",
    "main has signalled",
    "main broadcasts",
    "main has broadcast",
    ...waiters.map((n) => `waiter${n} wakes`),
    "main has all four",
  ],
  rules: [
    {
      must: "wake the first in line by the signal, the others by the broadcast",
      see: ({ result }) => result.wokeAtMs,
      equals: [10, 20, 20, 20],
    },
    {
      must: "let main go on after the signal before anybody wakes",
      see: ({ trace }) =>
        inOrder(trace, "main signals", "main has signalled", "waiter1 wakes"),
      equals: true,
    },
    {
      must: "let main go on after the broadcast before anybody wakes",
      see: ({ trace }) =>
        waiters
          .slice(1)
          .map((n) => inOrder(trace, "main has broadcast", `waiter${n} wakes`)),
      equals: [true, true, true],
    },
  ],
});
