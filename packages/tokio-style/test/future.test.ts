/** Futures by hand: poll functions, pins and executors. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { future, gen, join, Poll, spawn, task, time } from "../src/index.js";
import { log, run, trace } from "./support.js";

const { Context, Waker } = future;

function countdown(polls: number): Effect.Effect<string> {
  let left = polls;
  return future.pollFn((cx) => {
    if (left-- === 0) return Poll.Ready("done");
    cx.waker.wake();
    return Poll.Pending;
  });
}

test("a future that wakes itself MUST be polled until it is ready", async () => {
  expect(
    await run(function* () {
      return yield* countdown(3);
    }),
  ).toBe("done");
});

test("a task that wakes itself MUST go behind the others, at once", async () => {
  const events = await trace(
    gen(function* () {
      const a = spawn(Effect.map(countdown(1), () => log("a")));
      const b = spawn(Effect.map(task.yieldNow(), () => log("b")));
      spawn(Effect.sync(() => log("c")));
      yield* join(a, b);
    }),
  );
  expect(events).toEqual(["@0 c", "@0 a", "@0 b"]);
});

test("a pinned future MUST be polled by hand without a runtime", () => {
  let woken = 0;
  const cx = Context.fromWaker(Waker.from(() => woken++));
  const pinned = future.pin(countdown(2));
  expect(pinned.poll(cx)).toEqual(Poll.Pending);
  expect(pinned.poll(cx)).toEqual(Poll.Pending);
  expect(pinned.poll(cx)).toEqual(Poll.Ready("done"));
  expect(woken).toBe(2);
  expect(() => pinned.poll(cx)).toThrow("polled after it had ended");
});

test("an async function MUST stop at each await when stepped by hand", () => {
  const steps: Array<string> = [];
  const pinned = future.pin(
    gen(function* () {
      steps.push("start");
      yield* task.yieldNow();
      steps.push("middle");
      yield* task.yieldNow();
      steps.push("end");
      return 7;
    }),
  );
  const cx = Context.fromWaker(Waker.noop());
  expect(steps).toEqual([]);
  expect(Poll.isPending(pinned.poll(cx))).toBe(true);
  expect(steps).toEqual(["start"]);
  expect(Poll.isPending(pinned.poll(cx))).toBe(true);
  expect(pinned.poll(cx)).toEqual(Poll.Ready(7));
  expect(steps).toEqual(["start", "middle", "end"]);
});

test("a pinned future that is dropped MUST be closed", () => {
  let closed = false;
  const pinned = future.pin(
    gen(function* () {
      try {
        yield* task.yieldNow();
      } finally {
        closed = true;
      }
    }),
  );
  pinned.poll(Context.fromWaker(Waker.noop()));
  pinned.drop();
  expect(closed).toBe(true);
});

test("poll MUST throw the future's typed error", () => {
  const pinned = future.pin(Effect.fail("mine"));
  expect(() => pinned.poll(Context.fromWaker(Waker.noop()))).toThrow("mine");
});

test("a poll by hand inside a task MUST wake that task", async () => {
  const events = await trace(
    gen(function* () {
      const pinned = future.pin(time.sleep(4));
      yield* future.pollFn((cx) => pinned.poll(cx));
      log("slept");
    }),
  );
  expect(events).toEqual(["@4 slept"]);
});
