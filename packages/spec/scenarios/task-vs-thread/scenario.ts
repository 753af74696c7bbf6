import type { Cost } from "../../src/io.js";
import { defineScenario } from "../../src/scenario.js";
import { timeOf } from "../../src/trace.js";

export interface Overheads {
  readonly tasks: {
    readonly finished: number;
    /** To make one and let it wait: the waiting itself is not counted. */
    readonly each: Cost;
  };
  readonly threads: {
    readonly distinct: number;
    /** To start one and have its answer, without the time it blocks. */
    readonly millisecondsEach: number;
  };
}

export const taskVsThread = defineScenario<Overheads>()({
  id: "task-vs-thread",
  title: "A thousand tasks, two threads",
  level: "lesson",
  events: [
    "main starts the tasks",
    "main has the tasks",
    "main starts the threads",
    "main has the threads",
  ],
  rules: [
    {
      must: "have a thousand tasks wait at once: 10 ms in all",
      see: ({ result, trace }) => [
        result.tasks.finished,
        timeOf(trace, "main", "has the tasks"),
      ],
      equals: [1000, 10],
    },
    {
      must: "count each task",
      see: ({ result }) => result.tasks.each.operations,
      equals: 1000,
    },
    {
      must: "run the two blocking calls on two threads",
      see: ({ result }) => result.threads.distinct,
      equals: 2,
    },
  ],
});
