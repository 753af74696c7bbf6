/** Tasks that sleep, as `compare tasks` counts them. */
import type { Count, ManyTasks, TaskShape } from "bench";
import { Effect, Fiber } from "effect";
import { fn, gen, join, runtime, spawn, task, time } from "tokio-style";

const blockOn = (future: Effect.Effect<unknown, unknown>): Promise<unknown> =>
  runtime.Builder.newCurrentThread().enableAll().build().blockOn(future);

const one = (count: Count) =>
  fn(function* () {
    count.starts();
    yield* time.sleep(count.milliseconds);
    count.ends();
  });

/** Without the budget of a task, as the real Tokio's. */
export const awaited: ManyTasks = (n, count) => {
  const sleeper = one(count);
  const all = join(Array.from({ length: n }, () => sleeper()));
  return blockOn(task.unconstrained(all));
};

export const spawned: ManyTasks = (n, count) => {
  const sleeper = one(count);
  return blockOn(
    gen(function* () {
      const handles: task.JoinHandle<void>[] = [];
      while (handles.length < n) handles.push(spawn(sleeper()));
      for (const handle of handles) yield* handle;
    }),
  );
};

const fiber = (count: Count) =>
  Effect.gen(function* () {
    count.starts();
    yield* Effect.sleep(count.milliseconds);
    count.ends();
  });

export const effect: Readonly<Record<TaskShape, ManyTasks>> = {
  awaited: (n, count) =>
    Effect.runPromise(
      Effect.all(
        Array.from({ length: n }, () => fiber(count)),
        { concurrency: "unbounded", discard: true },
      ),
    ),
  spawned: (n, count) =>
    Effect.runPromise(
      Effect.gen(function* () {
        const fibers: Fiber.Fiber<void>[] = [];
        while (fibers.length < n)
          fibers.push(yield* Effect.forkChild(fiber(count)));
        for (const started of fibers) yield* Fiber.join(started);
      }),
    ),
};
