import {
  call,
  SignalQueueFactory,
  createSignal,
  sleep,
  spawn,
} from "effection";
import {
  andThen,
  createLatestQueue,
  timeout,
  Timeout,
  yieldNow,
} from "effection-style";
import { describe, expect, test } from "vitest";
import { onVirtualTime, thrownBy } from "./support.js";

describe("timeout", () => {
  test("it MUST finalise the operation before it throws, at its time", () =>
    onVirtualTime(function* () {
      const seen: unknown[] = [];
      const work = call(function* () {
        try {
          yield* sleep(100);
        } finally {
          seen.push("finalised", performance.now());
        }
      });
      const error = yield* thrownBy(timeout(20, work));
      expect(error).toBeInstanceOf(Timeout);
      expect([...seen, performance.now()]).toEqual(["finalised", 20, 20]);
    }));

  test("it MUST hand over the value, or the error, as soon as it is there", () =>
    onVirtualTime(function* () {
      const boom = new Error("boom");
      const fails = call(() => {
        throw boom;
      });
      const value = call(function* () {
        yield* sleep(10);
        return "value";
      });
      expect(yield* timeout(20, value)).toBe("value");
      expect(yield* thrownBy(timeout(20, fails))).toBe(boom);
      expect(performance.now()).toBe(10);
    }));

  test("a task that is only awaited MUST go on", () =>
    onVirtualTime(function* () {
      const task = yield* spawn(function* () {
        yield* sleep(30);
        return "task";
      });
      yield* thrownBy(timeout(20, task));
      expect(yield* task).toBe("task");
    }));
});

describe("the latest queue", () => {
  test("who is busy MUST have the latest alone, and the end after it", () =>
    onVirtualTime(function* () {
      yield* SignalQueueFactory.set(createLatestQueue);
      const signal = createSignal<number, string>();
      const watched = yield* signal;
      for (const value of [1, 2, 3]) signal.send(value);
      expect(yield* watched.next()).toEqual({ done: false, value: 3 });
      signal.send(4);
      signal.close("end");
      expect(yield* watched.next()).toEqual({ done: false, value: 4 });
      expect(yield* watched.next()).toEqual({ done: true, value: "end" });
    }));

  test("who waits MUST have each value when it is set", () =>
    onVirtualTime(function* () {
      const queue = createLatestQueue<number, void>();
      yield* spawn(function* () {
        for (const value of [1, 2]) {
          yield* sleep(10);
          queue.add(value);
        }
      });
      for (const value of [1, 2]) {
        expect(yield* queue.next()).toEqual({ done: false, value });
        expect(performance.now()).toBe(10 * value);
      }
    }));

  test("a value MUST stay for the next when its waiter is halted before it runs", () =>
    onVirtualTime(function* () {
      const queue = createLatestQueue<number, void>();
      const waits = yield* spawn(() => queue.next());
      yield* yieldNow();
      queue.add(1);
      yield* waits.halt();
      expect(yield* queue.next()).toEqual({ done: false, value: 1 });
    }));
});

test("yieldNow MUST let others run, and take no time", () =>
  onVirtualTime(function* () {
    const seen: string[] = [];
    yield* spawn(function* () {
      seen.push("other");
    });
    seen.push("main");
    yield* yieldNow();
    expect([seen, performance.now()]).toEqual([["main", "other"], 0]);
  }));

test("andThen MUST run the second with the first's value, and not after its error", () =>
  onVirtualTime(function* () {
    const ran: number[] = [];
    const next = (value: number) =>
      call(() => {
        ran.push(value);
        return value + 1;
      });
    const fails = call((): number => {
      throw new Error("first");
    });
    expect(
      yield* andThen(
        call(() => 1),
        next,
      ),
    ).toBe(2);
    expect(yield* thrownBy(andThen(fails, next))).toEqual(new Error("first"));
    expect(ran).toEqual([1]);
  }));
