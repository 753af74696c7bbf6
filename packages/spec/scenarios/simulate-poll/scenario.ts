import type { PollResult } from "../../src/poll.js";
import { defineScenario } from "../../src/scenario.js";

export interface Polls {
  readonly polls: readonly PollResult<string>[];
  readonly counter: number;
}

const pending = { poll: "Pending" } as const;
const ready = { poll: "Ready", value: "done" } as const;

export const simulatePoll = defineScenario<Polls>()({
  id: "simulate-poll",
  title: "Polling until Ready",
  level: "page",
  events: [
    "counter stands at",
    "main polls",
    "main polls",
    "main polls",
    "main polls",
    "counter stands at",
  ],
  rules: [
    {
      must: "poll four times: Pending, Pending, Pending, Ready",
      see: (run) =>
        run.trace
          .filter((event) => event.event === "polls")
          .map((event) => event.value),
      equals: ["Pending", "Pending", "Pending", "Ready"],
    },
    {
      must: "put the counter back to 0 when it is Ready",
      see: (run) => [run.trace[0]?.value, run.result.counter],
      equals: [0, 0],
    },
  ],
  seedTest: {
    name: "test_poll",
    asserts: [
      ...([0, 1, 2] as const).map((poll) => ({
        source: "assert!(matches!(simulate_poll(&mut counter), Pending))",
        see: (run: { readonly result: Polls }) => run.result.polls[poll],
        equals: pending,
      })),
      {
        source: `assert!(matches!(simulate_poll(&mut counter), Ready("done")))`,
        see: (run) => run.result.polls[3],
        equals: ready,
      },
    ],
  },
});
