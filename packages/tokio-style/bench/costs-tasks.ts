/** Tasks that sleep, as `compare tasks` counts them. */
import type { Count, Shape, Tasks } from "bench";
import { Effect, Fiber } from "effect";
import type { task } from "tokio-style";
import { fn, gen, join, runtime, spawn, time } from "tokio-style";

const blockOn = (future: Effect.Effect<unknown, unknown>): Promise<unknown> =>
  runtime.Builder.newCurrentThread().enableAll().build().blockOn(future);

const one = (count: Count) =>
  fn(function* () {
    count.starts();
    yield* time.sleep(count.milliseconds);
    count.ends();
  });

export const awaited: Tasks = (n, count) => {
  const sleeper = one(count);
  return blockOn(join(Array.from({ length: n }, () => sleeper())));
};

export const spawned: Tasks = (n, count) => {
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

export const effect: Readonly<Record<Shape, Tasks>> = {
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
