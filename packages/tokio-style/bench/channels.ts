/** Messages and locks. */
import { Deferred, Effect, Fiber, Queue, Semaphore } from "effect";
import { fn, gen, spawn, sync } from "tokio-style";
import { Channel } from "./native-channel.js";
import { inBothPlaces } from "./places.js";

const sends = fn(function* (tx: sync.mpsc.Sender<number>, n: number) {
  for (let i = 0; i < n; i++) yield* tx.send(i);
});

const mpsc = (
  id: string,
  title: string,
  bound: number,
  targets: { readonly target?: number; readonly original?: number },
) =>
  inBothPlaces({
    id,
    title,
    ...targets,
    subject: fn(function* (n: number) {
      const [tx, rx] = sync.mpsc.channel<number>(bound);
      const sender = spawn(sends(tx, n));
      for (let i = 0; i < n; i++) yield* rx.recv();
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
        for (let i = 0; i < n; i++) yield* Queue.take(queue);
        yield* Fiber.join(sender);
      }),
    async native(n) {
      const channel = new Channel<number>(bound);
      const sender = (async () => {
        for (let i = 0; i < n; i++) await channel.send(i);
      })();
      for (let i = 0; i < n; i++) await channel.recv();
      await sender;
    },
  });

const oneshot = inBothPlaces({
  id: "oneshot",
  title: "oneshot: make, send, receive",
  target: 10,
  original: 1 / 1.2,
  subject: fn(function* (n: number) {
    for (let i = 0; i < n; i++) {
      const [tx, rx] = sync.oneshot.channel<number>();
      tx.send(i);
      yield* rx;
    }
  }),
  effect: (n) =>
    Effect.gen(function* () {
      for (let i = 0; i < n; i++) {
        const deferred = yield* Deferred.make<number>();
        yield* Deferred.succeed(deferred, i);
        yield* Deferred.await(deferred);
      }
    }),
  async native(n) {
    for (let i = 0; i < n; i++) {
      let send!: (value: number) => void;
      const received = new Promise<number>((resolve) => (send = resolve));
      send(i);
      await received;
    }
  },
});

const mutex = inBothPlaces({
  id: "mutex",
  title: "lock and unlock a free mutex",
  target: 10,
  original: 1 / 1.2,
  subject: (n) =>
    gen(function* () {
      const lock = new sync.Mutex(0);
      for (let i = 0; i < n; i++) {
        const guard = yield* lock.lock();
        guard.value += 1;
        guard.drop();
      }
    }),
  effect: (n) =>
    Effect.gen(function* () {
      const lock = yield* Semaphore.make(1);
      let value = 0;
      const change = lock.withPermits(1)(Effect.sync(() => (value += 1)));
      for (let i = 0; i < n; i++) yield* change;
    }),
});

export const channels = [
  ...mpsc("mpsc-128", "mpsc(128), an item", 128, {
    target: 10,
    original: 1 / 1.5,
  }),
  ...mpsc("mpsc-1", "mpsc(1), an item", 1, {}),
  ...oneshot,
  ...mutex,
];
