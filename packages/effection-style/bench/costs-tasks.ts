/** Tasks that sleep, as `compare tasks` counts them. */
import type { Count, ManyTasks } from "bench";
import { all, run, sleep, spawn } from "effection";
import type { Operation, Task } from "effection";

function* one(count: Count): Operation<void> {
  count.starts();
  yield* sleep(count.milliseconds);
  count.ends();
}

export const awaited: ManyTasks = (n, count) =>
  run(() => all(Array.from({ length: n }, () => one(count))));

export const spawned: ManyTasks = (n, count) =>
  run(function* () {
    const tasks: Task<void>[] = [];
    while (tasks.length < n) tasks.push(yield* spawn(() => one(count)));
    for (const task of tasks) yield* task;
  });
