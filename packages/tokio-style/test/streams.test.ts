/** Channels as Effect's streams and queues. */
import { type Cause, Effect, Exit, Queue, Scope, Stream } from "effect";
import { expect, test } from "vitest";
import { runIntoSender, toReceiver, toStream } from "../src/effect.js";
import { gen, join, spawn, sync, time } from "../src/index.js";
import { isOk, log, run, trace } from "./support.js";

const { sleep } = time;

/** Each a millisecond after the one before: a sleep counts from its call. */
const tick = Effect.suspend(() => Effect.as(sleep(1), "tick"));

test("the stream of a receiver MUST give its messages and end with the channel", () =>
  run(function* () {
    const [tx, rx] = sync.mpsc.channel<number>(2);
    const sends = gen(function* () {
      using _ = tx;
      for (let i = 0; i < 5; i++) yield* tx.send(i);
    });
    const [all] = yield* join(Stream.runCollect(toStream(rx)), sends);
    expect(all).toEqual([0, 1, 2, 3, 4]);
  }));

test("a stream MUST take a message only when it is asked for one", async () => {
  const events = await trace(
    gen(function* () {
      const [tx, rx] = sync.mpsc.channel<number>(1);
      spawn(
        gen(function* () {
          for (let i = 0; i < 4; i++) {
            yield* tx.send(i);
            log(`sent ${i}`);
          }
        }),
      );
      const slow = Stream.mapEffect(toStream(rx), (i) =>
        Effect.map(sleep(10), () => log(`got ${i}`)),
      );
      yield* Stream.runDrain(Stream.take(slow, 2));
    }),
  );
  expect(events).toEqual([
    "@0 sent 0",
    "@0 sent 1",
    "@10 got 0",
    "@10 sent 2",
    "@20 got 1",
  ]);
});

test("a stream that is dropped MUST have lost no message", () =>
  run(function* () {
    const [tx, rx] = sync.mpsc.channel<number>(4);
    const seen: Array<number> = [];
    const reads = Stream.runForEach(toStream(rx), (i) =>
      Effect.sync(() => seen.push(i)),
    );
    for (const i of [1, 2]) yield* tx.send(i);
    expect(yield* isOk(time.timeout(5, reads))).toBe(false);
    yield* tx.send(3);
    expect(seen).toEqual([1, 2]);
    expect(yield* rx.recv()).toBe(3);
  }));

test("the stream of a broadcast receiver MUST fail with what was lost, and go on", () =>
  run(function* () {
    const [tx, rx] = sync.broadcast.channel<number>(2);
    for (let i = 0; i < 5; i++) tx.send(i);
    const stream = toStream(rx);
    const error = yield* Effect.flip(Stream.runDrain(stream));
    expect([error.kind, error.missed]).toEqual(["Lagged", 3]);
    tx.drop();
    expect(yield* Stream.runCollect(stream)).toEqual([3, 4]);
  }));

test("the stream of a watch receiver MUST give the value, then the changes that are seen", () =>
  run(function* () {
    const [tx, rx] = sync.watch.channel(0);
    const changes = gen(function* () {
      using _ = tx;
      yield* sleep(1);
      tx.send(1);
      tx.send(2);
      yield* sleep(1);
      tx.send(3);
    });
    const [seen] = yield* join(Stream.runCollect(toStream(rx)), changes);
    expect(seen).toEqual([0, 2, 3]);
  }));

test("a stream that runs into a sender MUST wait for places, and fail when nobody receives", async () => {
  const events = await trace(
    gen(function* () {
      const [tx, rx] = sync.mpsc.channel<number>(1);
      const numbers = Stream.tap(Stream.range(0, 9), (i) =>
        Effect.sync(() => log(`makes ${i}`)),
      );
      const sends = spawn(Effect.flip(runIntoSender(numbers, tx)));
      yield* sleep(1);
      log(yield* rx.recv());
      yield* sleep(1);
      rx.drop();
      const error = yield* sends;
      log(error.message);
    }),
  );
  expect(events).toEqual([
    "@0 makes 0",
    "@0 makes 1",
    "@1 0",
    "@1 makes 2",
    "@2 channel closed",
  ]);
});

test("a stream MUST run into senders that do not wait", () =>
  run(function* () {
    const [tx, rx] = sync.broadcast.channel<number>(8);
    const [set, value] = sync.watch.channel(0);
    yield* runIntoSender(Stream.make(1, 2, 3), tx);
    yield* runIntoSender(Stream.make(4, 5), set);
    tx.drop();
    expect(yield* Stream.runCollect(toStream(rx))).toEqual([1, 2, 3]);
    expect(value.borrow().value).toBe(5);
  }));

test("a receiver of a Queue MUST hold up who offers, and end with it", async () => {
  const events = await trace(
    Effect.scoped(
      gen(function* () {
        const queue = yield* Queue.bounded<number, Cause.Done>(1);
        const rx = yield* toReceiver(Stream.fromQueue(queue), 1);
        spawn(
          gen(function* () {
            for (let i = 0; i < 5; i++) {
              yield* Queue.offer(queue, i);
              log(`offered ${i}`);
            }
            yield* Queue.end(queue);
          }),
        );
        yield* sleep(10);
        for (let v; (v = yield* rx.recv()) !== undefined;) {
          log(`got ${v}`);
          yield* sleep(10);
        }
        log("end");
      }),
    ),
  );
  const offered = (at: string) =>
    events.filter((line) => line.startsWith(`@${at} offered`)).length;
  expect(offered("0")).toBeLessThan(5);
  expect(events.filter((line) => line.includes("got"))).toEqual(
    [0, 1, 2, 3, 4].map((i) => `@${(i + 1) * 10} got ${i}`),
  );
  expect(events.at(-1)).toBe("@60 end");
});

test("a receiver MUST go with its scope, and drop the stream", async () => {
  const events = await trace(
    gen(function* () {
      const scope = yield* Scope.make();
      const forever = Stream.fromEffectRepeat(tick).pipe(
        Stream.ensuring(Effect.sync(() => log("stream dropped"))),
      );
      const rx = yield* Scope.provide(toReceiver(forever, 2), scope);
      log(yield* rx.recv());
      yield* Scope.close(scope, Exit.void);
      log("closed");
      yield* sleep(5);
    }),
  );
  expect(events).toEqual(["@1 tick", "@1 stream dropped", "@1 closed"]);
});

test("a receiver that is closed MUST have the stream dropped at its next element", async () => {
  const events = await trace(
    Effect.scoped(
      gen(function* () {
        const ticks = Stream.fromEffectRepeat(tick).pipe(
          Stream.ensuring(Effect.sync(() => log("stream dropped"))),
        );
        const rx = yield* toReceiver(ticks, 4);
        log(yield* rx.recv());
        rx.close();
        log(yield* rx.recv());
        yield* sleep(5);
        log("closes");
      }),
    ),
  );
  expect(events).toEqual([
    "@1 tick",
    "@1 undefined",
    "@2 stream dropped",
    "@6 closes",
  ]);
});

test("a queue of a receiver MUST take no more than it holds", () =>
  run(function* () {
    const [tx, rx] = sync.mpsc.unboundedChannel<number>();
    for (let i = 0; i < 10; i++) tx.send(i);
    tx.drop();
    const all = yield* Effect.scoped(
      gen(function* () {
        const queue = yield* Stream.toQueue(toStream(rx), { capacity: 2 });
        yield* sleep(1);
        expect(rx.tryRecv()._tag).toBe("Success");
        const seen: Array<number> = [];
        for (let i = 0; i < 3; i++) seen.push(yield* Queue.take(queue));
        return seen;
      }),
    );
    expect(all).toEqual([0, 1, 2]);
  }));
