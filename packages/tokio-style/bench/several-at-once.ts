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
/** Lets who receives wait for each. */
const sendsSlowly = fn(function* (tx: sync.mpsc.Sender<number>, n: number) {
  for (let i = 0; i < n; i++) {
    yield* tx.send(i);
    yield* task.yieldNow();
  }
});

const offers = (queue: Queue.Queue<number>, n: number) =>
  Effect.gen(function* () {
    for (let i = 0; i < n; i++) yield* Queue.offer(queue, i);
  });
const offersSlowly = (queue: Queue.Queue<number>, n: number) =>
  Effect.gen(function* () {
    for (let i = 0; i < n; i++) {
      yield* Queue.offer(queue, i);
      yield* Effect.yieldNow;
    }
  });

const BOUND = 128;
/** In milliseconds: no sleep of these ends. */
const LONG = 60_000;

type Race = (
  one: Effect.Effect<unknown>,
  other: Effect.Effect<unknown>,
) => Effect.Effect<unknown>;
/** Begins with the first one, and not the other when that is ready. */
const inOrder: Race = (one, other) => Effect.raceFirst(one, other);
/** Begins with either. */
const inAnyOrder: Race = (one, other) =>
  Math.random() < 0.5
    ? Effect.raceFirst(one, other)
    : Effect.raceFirst(other, one);

const selectRecv = (
  id: string,
  title: string,
  { slowly = false, biased = false },
) =>
  inBothPlaces({
    id,
    title,
    target: 7,
    original: 1 / 2,
    subject: fn(function* (n: number) {
      const [tx, rx] = sync.mpsc.channel<number>(BOUND);
      const sender = spawn(slowly ? sendsSlowly(tx, n) : sends(tx, n));
      const options = { biased };
      for (let i = 0; i < n; i++) {
        yield* select({ message: rx.recv(), late: time.sleep(LONG) }, options);
      }
      yield* sender;
    }),
    effect: (n) =>
      Effect.gen(function* () {
        const queue = yield* Queue.bounded<number>(BOUND);
        const sender = yield* Effect.forkChild(
          slowly ? offersSlowly(queue, n) : offers(queue, n),
        );
        const race = biased ? inOrder : inAnyOrder;
        for (let i = 0; i < n; i++) {
          yield* race(Queue.take(queue), Effect.sleep(LONG));
        }
        yield* Fiber.join(sender);
      }),
  });

export const severalAtOnce = [
  ...joinYields,
  ...selectRecv("select", "select mpsc(128) recv / sleep", {}),
  ...selectRecv("select-biased", "biased select mpsc(128) recv / sleep", {
    biased: true,
  }),
  ...selectRecv("select-parked", "select mpsc(128) recv / sleep, both wait", {
    slowly: true,
  }),
];
