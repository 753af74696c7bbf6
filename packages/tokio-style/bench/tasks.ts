/** Making tasks and taking turns. */
import { Effect, Fiber } from "effect";
import { fn, gen, spawn, task } from "tokio-style";
import { inBothPlaces, over } from "./places.js";

const one = gen(function* () {
  return 1;
});
const oneEffect = Effect.gen(function* () {
  return 1;
});
const oneNative = async (): Promise<number> => 1;

const spawnAndJoin = inBothPlaces({
  id: "spawn",
  title: "spawn a task and await it",
  target: 7,
  original: 1 / 0.7,
  subject: fn(function* (n: number) {
    for (let i = 0; i < n; i++) yield* spawn(one);
  }),
  effect: (n) =>
    Effect.gen(function* () {
      for (let i = 0; i < n; i++) {
        const fiber = yield* Effect.forkChild(oneEffect);
        yield* Fiber.join(fiber);
      }
    }),
  async native(n) {
    for (let i = 0; i < n; i++) await oneNative();
  },
});

const yields = fn(function* (n: number) {
  for (let i = 0; i < n; i++) yield* task.yieldNow();
});
const yieldsEffect = (n: number): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (let i = 0; i < n; i++) yield* Effect.yieldNow;
  });
const yieldsNative = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await over;
};

const yieldAlone = inBothPlaces({
  id: "yield",
  title: "yield, alone",
  target: 8,
  original: 1 / 0.45,
  subject: yields,
  effect: yieldsEffect,
  native: yieldsNative,
});

/** How many tasks take turns. */
const TASKS = 100;
/** How often each does, at least: making them must not count. */
const TURNS = 100;

const yieldAmongMany = inBothPlaces({
  id: "yield-100",
  title: "yield, one of 100 tasks",
  batch: TASKS * TURNS,
  target: 8,
  subject: fn(function* (n: number) {
    const handles = Array.from({ length: TASKS }, () =>
      spawn(yields(n / TASKS)),
    );
    for (const handle of handles) yield* handle;
  }),
  effect: (n) =>
    Effect.gen(function* () {
      const fibers: Array<Fiber.Fiber<void>> = [];
      for (let i = 0; i < TASKS; i++) {
        fibers.push(yield* Effect.forkChild(yieldsEffect(n / TASKS)));
      }
      for (const fiber of fibers) yield* Fiber.join(fiber);
    }),
  native: (n) =>
    Promise.all(Array.from({ length: TASKS }, () => yieldsNative(n / TASKS))),
});

export const tasks = [...spawnAndJoin, ...yieldAlone, ...yieldAmongMany];
