import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

export interface Started {
  /** What the work gave that main called first and awaited later. */
  readonly work: number;
  /** The tasks' numbers, as they started. */
  readonly order: readonly number[];
  /** What the tasks gave, by number. */
  readonly squares: readonly number[];
}

const tasks = [1, 2, 3];

export const startOrder = defineScenario<Started>()({
  id: "start-order",
  title: "The moment when a task's first line runs",
  level: "lesson",
  events: [
    "main calls work",
    "work starts",
    "main lets others run",
    "main awaits work",
    ...tasks.map(() => "main starts a task"),
    ...tasks.map((n) => `task${n} starts`),
    "main goes on",
    "main has all",
  ],
  rules: [
    {
      must: "give what work gave",
      see: ({ result }) => result.work,
      equals: 42,
    },
    {
      must: "start work once it was called, and before the next task",
      see: ({ trace }) =>
        inOrder(trace, "main calls work", "work starts", "main starts a task"),
      equals: true,
    },
    {
      must: "start the tasks in the order in which main started them",
      see: ({ result }) => result.order,
      equals: tasks,
    },
    {
      must: "never go on before all three were handed over",
      see: ({ trace }) =>
        inOrder(
          trace,
          ...tasks.map(() => "main starts a task"),
          "main goes on",
          "main has all",
        ),
      equals: true,
    },
    {
      must: "give the results by number",
      see: ({ result }) => result.squares,
      equals: [1, 4, 9],
    },
  ],
});
