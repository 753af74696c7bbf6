import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export interface Aborted {
  /** What main had of each: its value, or `cancelled`. */
  readonly early: string;
  readonly waiting: string;
  readonly done: string;
}

export const abort = defineScenario<Aborted>()({
  id: "abort",
  title: "An abort that is early, in time, and late",
  level: "lesson",
  events: [
    "main aborts early",
    "waiting starts",
    "done starts",
    "done ends",
    "done is finalised",
    "main aborts waiting",
    "waiting is finalised",
    "main aborts done",
    "main goes on",
    "main has early",
    "main has waiting",
    "main has done",
  ],
  rules: [
    {
      must: "never start a task that was aborted before its first step",
      see: ({ result, trace }) => [
        result.early,
        timeOf(trace, "early", "starts"),
      ],
      equals: ["cancelled", undefined],
    },
    {
      must: "finalise a task that was aborted while it waits, at once on the clock",
      see: ({ result, trace }) => [
        result.waiting,
        timeOf(trace, "waiting", "is finalised"),
      ],
      equals: ["cancelled", 10],
    },
    {
      must: "run its finaliser after the abort, before main has the outcome",
      see: ({ trace }) =>
        inOrder(
          trace,
          "main aborts waiting",
          "waiting is finalised",
          "main has waiting",
        ),
      equals: true,
    },
    {
      must: "leave a task alone that has ended",
      see: ({ result }) => result.done,
      equals: "done",
    },
  ],
});
