import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Pooled {
  /** Whether each of the five had a place, in the order of asking. */
  readonly served: readonly boolean[];
  /** How many places were in use at once, at most. */
  readonly mostInUse: number;
}

const users = [1, 2, 3, 4, 5];
const served = users.filter((n) => n !== 3);

export const poolLimits = defineScenario<Pooled>()({
  id: "pool-limits",
  title: "Five users, two places, and one who gives up",
  level: "lesson",
  events: [
    ...users.map((n) => `user${n} asks`),
    "user3 gives up",
    ...served.map((n) => `user${n} has a place`),
    ...served.map((n) => `user${n} is done`),
    "main has all five",
  ],
  rules: [
    {
      must: "serve everybody but user3",
      see: ({ result }) => result.served,
      equals: [true, true, false, true, true],
    },
    {
      must: "have two places in use, and never more",
      see: ({ result }) => result.mostInUse,
      equals: 2,
    },
    {
      must: "let user3 go after 5 ms, while no place is free",
      see: ({ trace }) => timeOf(trace, "user3", "gives up"),
      equals: 5,
    },
    {
      must: "pass the turn of user3 on: nobody waits longer for it",
      see: ({ trace }) =>
        served.map((n) => timeOf(trace, `user${n}`, "has a place")),
      equals: [0, 0, 10, 10],
    },
    {
      must: "serve in the order of asking",
      see: ({ trace }) =>
        trace
          .filter(({ event }) => event === "has a place")
          .map(({ lane }) => lane),
      equals: ["user1", "user2", "user4", "user5"],
    },
  ],
});
