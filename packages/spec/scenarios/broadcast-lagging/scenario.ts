import { defineScenario } from "../../src/scenario.js";

export interface Broadcast {
  /** What fast took, in order. */
  readonly fast: readonly number[];
  /** What was left for slow, in order. */
  readonly slow: readonly number[];
  /** How many items slow has missed. */
  readonly missed: number;
}

const items = [1, 2, 3, 4, 5, 6];

export const broadcastLagging = defineScenario<Broadcast>()({
  id: "broadcast-lagging",
  title: "One sender, a fast receiver and a slow one",
  level: "hazard",
  events: [
    "fast listens",
    "slow listens",
    ...items.map(() => "sender sends"),
    ...items.map(() => "fast takes"),
    "slow takes what is left",
    "slow has missed",
    "main has both",
  ],
  rules: [
    {
      must: "give fast every item, in order",
      see: ({ result }) => result.fast,
      equals: items,
    },
    {
      must: "never let the sender or fast wait for slow",
      see: ({ trace }) =>
        ["sends", "takes"].map((word) =>
          trace.filter(({ event }) => event === word).map(({ at }) => at),
        ),
      equals: [
        [10, 20, 30, 40, 50, 60],
        [10, 20, 30, 40, 50, 60],
      ],
    },
    {
      must: "tell slow exactly how many items it has missed",
      see: ({ result }) => result.missed + result.slow.length,
      equals: 6,
    },
    {
      must: "leave slow the latest items, in order and with no gap",
      see: ({ result: { slow } }) =>
        slow.length > 0 &&
        slow.every((item, n) => item === 6 - slow.length + n + 1),
      equals: true,
    },
  ],
});
