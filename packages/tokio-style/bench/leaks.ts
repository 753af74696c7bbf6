/** Races, time limits and intervals again and again. */
import type { Leak, LeakRun } from "bench";
import { Deferred, Effect } from "effect";
import {
  CancellationToken,
  fn,
  runtime,
  select,
  task,
  time,
} from "tokio-style";

/** In milliseconds: no limit is reached. */
const LONG = 600_000;
/** In milliseconds: how far apart the ticks of a day are. */
const TICK = 100;

/** One runtime for all rounds, and what they have in common. */
function onRuntime(
  make: () => (n: number) => Effect.Effect<void, unknown>,
): LeakRun {
  return {
    label: "flat",
    start() {
      const rt = runtime.Builder.newCurrentThread().enableAll().build();
      const rounds = make();
      return (n) => rt.blockOn(rounds(n));
    },
  };
}

const onFiber = (
  make: () => (n: number) => Effect.Effect<void, unknown>,
): LeakRun => ({
  label: "flat",
  start() {
    const rounds = make();
    return (n) => Effect.runPromise(rounds(n));
  },
});

export const leaks: readonly Leak[] = [
  {
    id: "races",
    title: "a race against one that never ends",
    rounds: 1_000_000,
    runs: {
      subject: onRuntime(() => {
        const never = new CancellationToken();
        return fn(function* (n: number) {
          for (let i = 0; i < n; i++)
            yield* select({
              never: never.cancelled(),
              turn: task.yieldNow(),
            });
        });
      }),
      Effect: onFiber(() => {
        const never = Deferred.makeUnsafe<void>();
        return (n) =>
          Effect.gen(function* () {
            for (let i = 0; i < n; i++)
              yield* Effect.raceFirst(Deferred.await(never), Effect.yieldNow);
          });
      }),
    },
  },
  {
    id: "timeouts",
    title: "a time limit that is not reached",
    rounds: 1_000_000,
    runs: {
      subject: onRuntime(() =>
        fn(function* (n: number) {
          for (let i = 0; i < n; i++)
            yield* time.timeout(LONG, task.yieldNow());
        }),
      ),
      Effect: onFiber(
        () => (n) =>
          Effect.gen(function* () {
            for (let i = 0; i < n; i++)
              yield* Effect.timeout(Effect.yieldNow, LONG);
          }),
      ),
    },
  },
  {
    id: "intervals",
    title: "a day of ticks, ten a second, in virtual time",
    rounds: 864_000,
    runs: {
      subject: {
        label: "flat",
        start() {
          const rt = runtime.Builder.newCurrentThread()
            .enableAll()
            .startPaused(true)
            .build();
          const ticks = fn(function* (interval: time.Interval, n: number) {
            for (let i = 0; i < n; i++) yield* interval.tick();
          });
          const interval = rt.blockOn(Effect.sync(() => time.interval(TICK)));
          return async (n) => rt.blockOn(ticks(await interval, n));
        },
      },
    },
  },
];
