/** Tasks below each other: by token, by what is dropped, and as Effect's fibers. */
import type { Cascade, Tasks } from "bench";
import { Effect, Fiber } from "effect";
import {
  CancellationToken,
  gen,
  runtime,
  select,
  spawn,
  task,
  time,
} from "tokio-style";

const HOUR = 3_600_000;

/** Each task has a token of its own, a child of that above it. */
const byToken = (
  depth: number,
  token: CancellationToken,
  tasks: Tasks,
): Effect.Effect<void> =>
  gen(function* () {
    tasks.enter();
    const below: Effect.Effect<unknown, unknown> =
      depth === 1
        ? time.sleep(HOUR)
        : spawn(byToken(depth - 1, token.childToken(), tasks));
    yield* select({
      cancelled: token.cancelled(),
      below: Effect.ignore(below),
    });
    tasks.leave();
  });

/** Each task has what is below it in a set: to drop the one aborts the other. */
const bySet = (depth: number, tasks: Tasks): Effect.Effect<void> =>
  gen(function* () {
    tasks.enter();
    using below = new task.JoinSet<void>();
    try {
      if (depth === 1) yield* time.sleep(HOUR);
      below.spawn(bySet(depth - 1, tasks));
      yield* Effect.ignore(below.joinNext());
    } finally {
      tasks.leave();
    }
  });

const byFiber = (depth: number, tasks: Tasks): Effect.Effect<void> =>
  Effect.ensuring(
    Effect.gen(function* () {
      tasks.enter();
      if (depth === 1) yield* Effect.sleep(HOUR);
      else
        yield* Fiber.join(yield* Effect.forkChild(byFiber(depth - 1, tasks)));
    }),
    Effect.sync(() => tasks.leave()),
  );

export const cascades: Readonly<Record<string, Cascade>> = {
  subject: {
    label: "stops all",
    start({ width, depth }, tasks) {
      const root = new CancellationToken();
      const ended = runtime.Builder.newCurrentThread()
        .build()
        .blockOn(
          gen(function* () {
            const chains = Array.from({ length: width }, () =>
              spawn(byToken(depth, root.childToken(), tasks)),
            );
            for (const chain of chains) yield* chain;
          }),
        );
      return () => {
        root.cancel();
        return ended;
      };
    },
  },
  "tokio-style, JoinSet": {
    label: "stops all",
    start({ width, depth }, tasks) {
      const rt = runtime.Builder.newMultiThread().build();
      const root = rt.spawn(
        gen(function* () {
          using chains = new task.JoinSet<void>();
          for (let i = 0; i < width; i++) chains.spawn(bySet(depth, tasks));
          while (!chains.isEmpty()) yield* Effect.ignore(chains.joinNext());
        }),
      );
      return () => root.abort();
    },
  },
  Effect: {
    label: "stops all",
    start({ width, depth }, tasks) {
      const root = Effect.runFork(
        Effect.all(
          Array.from({ length: width }, () => byFiber(depth, tasks)),
          { concurrency: "unbounded", discard: true },
        ),
      );
      return () => Effect.runPromise(Fiber.interrupt(root));
    },
  },
};
