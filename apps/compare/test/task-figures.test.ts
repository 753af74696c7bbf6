import { expect, test } from "vitest";
import { figuresOf } from "../src/costs/task-figures.js";
import type { TaskRun, TaskRuns } from "../src/costs/task-runs.js";

const run: TaskRun = {
  pendingAtOnce: 1,
  heapBytes: 5200,
  residentBytes: -872_448,
  startMs: 1,
  finishMs: 1,
  cpuMs: 1,
};

const figures = (one: TaskRun) =>
  figuresOf({
    found: { contender: { name: "made up" } },
    shape: "awaited",
    n: 1,
    runs: [one],
  } as unknown as TaskRuns);

test("memory that became less MUST be no figure: something else gave it back", () => {
  expect(figures(run)).not.toHaveProperty("residentBytes");
  expect(figures({ ...run, heapBytes: -8 })).not.toHaveProperty("heapBytes");
});

test("memory that is in use MUST be a figure for each task", () => {
  expect(figures({ ...run, residentBytes: 4096 })).toMatchObject({
    heapBytes: 5200,
    residentBytes: 4096,
  });
});
