import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Closed {
  /** What the receiver took after the close, in order. */
  readonly taken: readonly number[];
  /** What was refused, in order. */
  readonly refused: readonly number[];
  /** Whether the one who waited at the empty channel had the end. */
  readonly waiterHasEnd: boolean;
}

const items = [1, 2, 3];

export const closingChannel = defineScenario<Closed>()({
  id: "closing-channel",
  title: "A channel is closed with items in it",
  level: "lesson",
  events: [
    ...items.map(() => "sender sends"),
    "sender sends",
    "main closes the channel",
    "watcher hears of the close",
    "sender is refused",
    "sender sends",
    "sender is refused",
    ...items.map(() => "receiver takes"),
    "receiver has the end",
    "waiter waits",
    "main closes the empty channel",
    "waiter has the end",
  ],
  rules: [
    {
      must: "deliver what was sent before the close, in order",
      see: ({ result }) => result.taken,
      equals: items,
    },
    {
      must: "refuse who waits for room at the close, and who comes after it",
      see: ({ result }) => result.refused,
      equals: [4, 5],
    },
    {
      must: "tell the watcher at the close, with all items still there",
      see: ({ trace }) =>
        inOrder(
          trace,
          "main closes the channel",
          "watcher hears of the close",
          "receiver takes",
        ),
      equals: true,
    },
    {
      must: "give the receiver the end after the last item",
      see: ({ trace }) => timeOf(trace, "receiver", "has the end"),
      equals: 40,
    },
    {
      must: "wake who waits at an empty channel when it closes",
      see: ({ result, trace }) => [
        result.waiterHasEnd,
        timeOf(trace, "waiter", "has the end"),
      ],
      equals: [true, 50],
    },
  ],
});
