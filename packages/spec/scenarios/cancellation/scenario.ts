import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Cancelled {
  readonly winner: string;
  /** Whether the loser reached the line after its wait. */
  readonly loserWentOn: boolean;
  /** Whose finalisers ran, in order. */
  readonly finalised: readonly string[];
  /** What main was told of the worker that it cancelled. */
  readonly workerIs: "cancelled" | "finished";
  /** From the cancel to the end of the worker's finaliser, on the wall clock. */
  readonly cancelMicroseconds: number;
  /** Whether the keeper reached the line after its wait. */
  readonly keeperWentOn: boolean;
}

export const cancellation = defineScenario<Cancelled>()({
  id: "cancellation",
  title: "What stops, and what goes on",
  level: "row",
  events: [
    "fast starts",
    "slow starts",
    "fast finishes",
    "slow is finalised",
    "main has the winner",
    "worker starts",
    "main cancels the worker",
    "worker is finalised",
    "keeper starts",
    "main lets go of the keeper",
    "keeper finishes",
    "main is done",
  ],
  rules: [
    {
      must: "hand over the winner at 10 ms",
      see: ({ result, trace }) => [
        result.winner,
        timeOf(trace, "main", "has the winner"),
      ],
      equals: ["fast", 10],
    },
    {
      must: "run the loser's finaliser before main has the winner",
      see: ({ trace }) =>
        inOrder(
          trace,
          "fast finishes",
          "slow is finalised",
          "main has the winner",
        ),
      equals: true,
    },
    {
      must: "never let the loser go on",
      see: ({ result }) => result.loserWentOn,
      equals: false,
    },
    {
      must: "run each finaliser once",
      see: ({ result }) => result.finalised,
      equals: ["slow", "worker"],
    },
    {
      must: "tell main that the worker was cancelled",
      see: ({ result }) => result.workerIs,
      equals: "cancelled",
    },
    {
      must: "let the keeper go on to its end",
      see: ({ result }) => result.keeperWentOn,
      equals: true,
    },
  ],
});
