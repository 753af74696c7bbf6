import { defineScenario } from "../../src/scenario.js";

export interface Consumed {
  /** The items in the order in which the consumer took them. */
  readonly taken: readonly number[];
  readonly elapsedMs: number;
}

const items = [1, 2, 3, 4];

export const boundedChannel = defineScenario<Consumed>()({
  id: "bounded-channel",
  title: "A fast producer, a slow consumer, a channel of one",
  level: "lesson",
  events: [
    ...items.map(() => "producer sends"),
    ...items.map(() => "producer has sent"),
    ...items.map(() => "consumer takes"),
    ...items.map(() => "consumer is done with"),
    "main has all four",
  ],
  rules: [
    {
      must: "take each item once, in order, and be done after 40 ms",
      see: ({ result }) => result,
      equals: { taken: items, elapsedMs: 40 },
    },
    {
      must: "return from the sends at 0, 0, 10 and 20 ms",
      see: ({ trace }) =>
        trace
          .filter(({ event }) => event === "has sent")
          .map(({ at, value }) => [value, at]),
      equals: [
        [1, 0],
        [2, 0],
        [3, 10],
        [4, 20],
      ],
    },
    {
      must: "never let the producer be more than two items ahead",
      see: ({ trace }) => {
        let ahead = 0;
        let most = 0;
        for (const { event } of trace) {
          if (event === "has sent") ahead += 1;
          if (event === "takes") ahead -= 1;
          most = Math.max(most, ahead);
        }
        return most <= 2;
      },
      equals: true,
    },
  ],
});
