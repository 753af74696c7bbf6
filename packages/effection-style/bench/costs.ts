import { getHeapStatistics } from "node:v8";
import type { Bound, ConcurrencyCosts } from "bench";
import { echo } from "./costs-echo.js";
import { awaited, spawned } from "./costs-tasks.js";

/** What a task takes of the heap, in bytes. */
const TASK = 11_000;

/** Tasks as far as they take no more than half of what the engine may have. */
const bound = (): Bound => ({
  count: Math.floor(getHeapStatistics().heap_size_limit / 2 / TASK),
  because: "more would take over half of the engine's heap",
});

/** What concurrency costs with effection's tasks. */
export const costs: ConcurrencyCosts = {
  tasks: [
    {
      name: "effection-style",
      runs: { awaited, spawned },
      startMs: 0.1,
      most: bound,
    },
  ],
  servers: [{ name: "effection-style", serve: echo }],
};
