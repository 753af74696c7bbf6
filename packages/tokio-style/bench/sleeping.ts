/** What tasks keep in memory while they sleep. */
import type { Row } from "bench";
import { Effect } from "effect";
import { gen, runtime, spawn, task, time } from "tokio-style";

const HOUR = 3_600_000;
/** How many tasks are polled between two turns of `blockOn`'s future. */
const A_TURN = 61;

/** Spawns so many, and lets each run until it sleeps. */
function asleep(
  n: number,
  make: () => Effect.Effect<unknown>,
): Promise<Array<unknown>> {
  return runtime.Builder.newCurrentThread()
    .build()
    .blockOn(
      gen(function* () {
        const handles: Array<unknown> = [];
        for (let i = 0; i < n; i++) handles.push(spawn(make()));
        for (let i = 0; i <= n; i += A_TURN) yield* task.yieldNow();
        return handles;
      }),
    );
}

/** Makes so many, and gives the host the time to begin them all. */
async function many(n: number, make: () => unknown): Promise<Array<unknown>> {
  const made: Array<unknown> = [];
  for (let i = 0; i < n; i++) made.push(make());
  await new Promise((begun) => setTimeout(begun, 50));
  return made;
}

const inBody = gen(function* () {
  yield* time.sleep(HOUR);
});
const inEffectBody = Effect.gen(function* () {
  yield* Effect.sleep(HOUR);
});
const inNativeBody = async (): Promise<void> => {
  await new Promise((wake) => setTimeout(wake, HOUR));
};

const common = {
  unit: "bytes",
  original: true,
  targets: { Effect: 2 },
} as const;

export const sleeping: ReadonlyArray<Row> = [
  {
    ...common,
    id: "bytes-sleep",
    title: "a task that is a sleep, of 100,000",
    runs: {
      subject: (n) => asleep(n, () => time.sleep(HOUR)),
      Effect: (n) => many(n, () => Effect.runFork(Effect.sleep(HOUR))),
      native: (n) =>
        many(n, () => new Promise((wake) => setTimeout(wake, HOUR))),
    },
  },
  {
    ...common,
    id: "bytes-body",
    title: "a task whose body sleeps, of 100,000",
    runs: {
      subject: (n) => asleep(n, () => inBody),
      Effect: (n) => many(n, () => Effect.runFork(inEffectBody)),
      native: (n) => many(n, inNativeBody),
    },
  },
];
