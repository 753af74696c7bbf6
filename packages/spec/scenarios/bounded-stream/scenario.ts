import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Streamed {
  /** The items in the order in which the consumer took them. */
  readonly taken: readonly number[];
  /** Whether hasty was refused. */
  readonly hastyIsRefused: boolean;
}

const items = [1, 2, 3, 4, 5];

export const boundedStream = defineScenario<Streamed>()({
  id: "bounded-stream",
  title: "A stream that holds two, and its end",
  level: "lesson",
  events: [
    ...items.map(() => "producer pushes"),
    ...items.map(() => "producer has pushed"),
    "hasty is refused",
    "producer closes",
    ...items.map(() => "consumer takes"),
    "consumer has the end",
  ],
  rules: [
    {
      must: "take each item once, in order, and nothing of hasty's",
      see: ({ result }) => result.taken,
      equals: items,
    },
    {
      must: "return from the pushes at 0, 0, 0, 10 and 20 ms",
      see: ({ trace }) =>
        trace
          .filter(({ event }) => event === "has pushed")
          .map(({ value, at }) => [value, at]),
      equals: [
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 10],
        [5, 20],
      ],
    },
    {
      must: "refuse hasty at once, and not let it wait",
      see: ({ result, trace }) => [
        result.hastyIsRefused,
        timeOf(trace, "hasty", "is refused"),
      ],
      equals: [true, 5],
    },
    {
      must: "give the end after the last item, however early the close",
      see: ({ trace }) => [
        timeOf(trace, "producer", "closes"),
        timeOf(trace, "consumer", "has the end"),
        inOrder(trace, "producer closes", "consumer takes"),
      ],
      equals: [20, 50, true],
    },
  ],
});
