/** `join` and `select`. */
import { Effect, Fiber, Queue } from "effect";
import { fn, join, select, spawn, sync, task, time } from "tokio-style";
import { inBothPlaces, over } from "./places.js";

const joinYields = inBothPlaces({
  id: "join",
  title: "join two that yield",
  target: 5,
  original: 1 / 2,
  subject: fn(function* (n: number) {
    for (let i = 0; i < n; i++) yield* join(task.yieldNow(), task.yieldNow());
  }),
  effect: (n) =>
    Effect.gen(function* () {
      for (let i = 0; i < n; i++) {
        yield* Effect.all([Effect.yieldNow, Effect.yieldNow], {
          concurrency: "unbounded",
        });
      }
    }),
  async native(n) {
    for (let i = 0; i < n; i++) await Promise.all([nothing(), nothing()]);
  },
});

async function nothing(): Promise<void> {
  await over;
}

const sends = fn(function* (tx: sync.mpsc.Sender<number>, n: number) {
  for (let i = 0; i < n; i++) yield* tx.send(i);
});

/** In milliseconds: no sleep of these ends. */
const LONG = 60_000;

const selectRecv = (id: string, title: string, bound: number) =>
  inBothPlaces({
    id,
    title,
    target: 7,
    original: 1 / 2,
    subject: fn(function* (n: number) {
      const [tx, rx] = sync.mpsc.channel<number>(bound);
      const sender = spawn(sends(tx, n));
      for (let i = 0; i < n; i++) {
        yield* select({ message: rx.recv(), late: time.sleep(LONG) });
      }
      yield* sender;
    }),
    effect: (n) =>
      Effect.gen(function* () {
        const queue = yield* Queue.bounded<number>(bound);
        const sender = yield* Effect.forkChild(
          Effect.gen(function* () {
            for (let i = 0; i < n; i++) yield* Queue.offer(queue, i);
          }),
        );
        for (let i = 0; i < n; i++) {
          yield* Effect.raceFirst(Queue.take(queue), Effect.sleep(LONG));
        }
        yield* Fiber.join(sender);
      }),
  });

export const severalAtOnce = [
  ...joinYields,
  ...selectRecv("select", "select mpsc(128) recv / sleep", 128),
  ...selectRecv("select-parked", "select mpsc(1) recv / sleep", 1),
];
