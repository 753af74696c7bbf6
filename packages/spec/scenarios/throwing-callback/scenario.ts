import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Thrown {
  /** What main was told, and what it has caught. */
  readonly seen: readonly string[];
  /** What the hook has heard, in order. */
  readonly heard: readonly string[];
}

export const throwingCallback = defineScenario<Thrown>()({
  id: "throwing-callback",
  title: "A callback that throws",
  level: "hazard",
  events: [
    "late waits",
    "late throws",
    "main is told",
    "early throws",
    "main catches",
    "main fires",
    "stray throws",
    "neighbour runs",
    "main is done",
    "hook has heard",
  ],
  rules: [
    {
      must: "tell main what was thrown after a wait, where it waits",
      see: ({ result, trace }) => [
        result.seen[0],
        timeOf(trace, "main", "is told"),
        inOrder(trace, "late waits", "late throws", "main is told"),
      ],
      equals: ["late", 10, true],
    },
    {
      must: "throw at main what was thrown before any wait",
      see: ({ result, trace }) => [
        result.seen[1],
        inOrder(trace, "early throws", "main catches", "main fires"),
      ],
      equals: ["early", true],
    },
    {
      must: "run the neighbour of a callback that throws, and main to its end",
      see: ({ trace }) =>
        inOrder(trace, "main fires", "neighbour runs", "main is done"),
      equals: true,
    },
    {
      must: "tell the hook what nobody waits for, once",
      see: ({ result }) => result.heard,
      equals: ["stray"],
    },
  ],
});
