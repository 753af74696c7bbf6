import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

export interface Neighbour {
  /** Steps that the other had taken when the neighbour first ran. */
  readonly stepsOfTheRude: number;
  readonly stepsOfThePolite: number;
  /** Whether the neighbour ran before the blocking call returned. */
  readonly ranMeanwhile: boolean;
}

const three = (lane: string) => [1, 2, 3].map(() => `${lane} steps`);

export const blockedLoop = defineScenario<Neighbour>()({
  id: "blocked-loop",
  title: "A call that does not yield",
  level: "hazard",
  events: [
    ...three("rude"),
    "neighbour runs",
    ...three("polite"),
    "neighbour runs",
    "main blocks a worker",
    "neighbour runs",
    "main has the worker's answer",
  ],
  rules: [
    {
      must: "keep the neighbour waiting until the rude one has taken its three steps",
      see: ({ result }) => result.stepsOfTheRude,
      equals: 3,
    },
    {
      must: "let the neighbour run when the polite one has taken its first step",
      see: ({ result }) => result.stepsOfThePolite,
      equals: 1,
    },
    {
      must: "let the neighbour run while a worker thread is blocked",
      see: ({ result, trace }) => [
        result.ranMeanwhile,
        inOrder(
          trace,
          "main blocks a worker",
          "neighbour runs",
          "main has the worker's answer",
        ),
      ],
      equals: [true, true],
    },
  ],
});
