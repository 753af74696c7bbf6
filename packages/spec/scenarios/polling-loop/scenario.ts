import { defineScenario } from "../../src/scenario.js";

export interface Looks {
  /** Looks in the loop that polls. */
  readonly polls: number;
  /** Those that found nothing. */
  readonly wasted: number;
  /** Looks after the condition was notified. */
  readonly looksWhenNotified: number;
  readonly value: string;
}

export const pollingLoop = defineScenario<Looks>()({
  id: "polling-loop",
  title: "A polling loop, then a condition variable",
  level: "page",
  events: [
    "main polls",
    "main polls",
    "main polls",
    "main polls",
    "waiter waits",
    "notifier notifies",
    "waiter looks",
    "main has",
  ],
  rules: [
    {
      must: "poll at 0, 1, 2 and 3 ms, and be Ready at the last",
      see: (run) =>
        run.trace
          .filter((event) => event.event === "polls")
          .map((event) => [event.at, event.value]),
      equals: [
        [0, "Pending"],
        [1, "Pending"],
        [2, "Pending"],
        [3, "Ready"],
      ],
    },
    {
      must: "waste no look on a condition variable",
      see: (run) => run.result,
      equals: { polls: 4, wasted: 3, looksWhenNotified: 1, value: "done" },
    },
    {
      must: "go on in the millisecond of the notification",
      see: ({ trace }) =>
        trace
          .filter(({ event }) => event === "notifies" || event === "looks")
          .map(({ at, event }) => [at, event]),
      equals: [
        [6, "notifies"],
        [6, "looks"],
      ],
    },
  ],
});
