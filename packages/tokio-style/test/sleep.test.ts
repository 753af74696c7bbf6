/** A sleep that is asked and moved, and what instants compare to. */
import { Effect } from "effect";
import { describe, expect, test } from "vitest";
import { fn, future, select, spawn, task, time } from "../src/index.js";
import { run } from "./support.js";

const at = (millis: number) => new time.Instant(millis);
const now = (): number => time.Instant.now().millis;

describe("a sleep", () => {
  test("MUST tell its deadline, which is fixed when it is made", () =>
    run(function* () {
      const sleep = time.sleep(10);
      yield* time.sleep(3);
      expect(sleep.deadline().millis).toBe(10);
      expect(time.sleepUntil(at(7)).deadline().millis).toBe(7);
    }));

  test("MUST be elapsed when it was awaited and its deadline has come", () =>
    run(function* () {
      const sleep = time.sleep(10);
      expect(sleep.isElapsed()).toBe(false);
      yield* sleep;
      expect(sleep.isElapsed()).toBe(true);
    }));

  test("MUST NOT be elapsed when nobody has awaited it", () =>
    run(function* () {
      const sleep = time.sleep(1);
      yield* time.sleep(5);
      expect(sleep.isElapsed()).toBe(false);
    }));

  test("MUST wake who awaits it at the deadline to which it was moved", () =>
    run(function* () {
      const sleep = time.sleep(10);
      const later = spawn(Effect.map(sleep, now));
      yield* time.sleep(5);
      sleep.reset(at(20));
      expect(yield* later).toBe(20);
      const sooner = time.sleep(100);
      const ended = spawn(Effect.map(sooner, now));
      yield* task.yieldNow();
      sooner.reset(at(30));
      expect(yield* ended).toBe(30);
    }));

  test("MUST wake who awaits it when it is moved to what is over", () =>
    run(function* () {
      const sleep = time.sleep(100);
      const ended = spawn(Effect.map(sleep, now));
      yield* time.sleep(5);
      sleep.reset(at(2));
      expect(sleep.isElapsed()).toBe(true);
      expect(yield* ended).toBe(5);
    }));

  test("MUST be elapsed when it is moved to what is over, unawaited", () =>
    run(function* () {
      const sleep = time.sleep(100);
      yield* time.sleep(5);
      sleep.reset(at(2));
      expect(sleep.isElapsed()).toBe(true);
    }));

  test("MUST be awaited anew after it was moved", () =>
    run(function* () {
      const sleep = time.sleep(1);
      yield* sleep;
      sleep.reset(at(8));
      expect(sleep.isElapsed()).toBe(false);
      yield* sleep;
      expect(now()).toBe(8);
    }));

  test("MUST keep its moved deadline when it loses a select while pinned", () =>
    run(function* () {
      const sleep = time.sleep(3);
      const pinned = future.pin(sleep);
      const loop = fn(function* () {
        for (let turn = 0; ; turn++) {
          const { _tag } = yield* select(
            { idle: pinned, work: time.sleep(2) },
            { biased: true },
          );
          if (_tag === "idle") return turn;
          if (turn < 3) sleep.reset(time.Instant.now().add(3));
        }
      });
      expect(yield* loop()).toBe(4);
      expect(now()).toBe(9);
    }));
});

describe("a timeout", () => {
  test("MUST give its future back, without a limit", () =>
    run(function* () {
      const slow = Effect.as(time.sleep(10), "slow");
      const limited = time.timeout(1, slow);
      expect(limited.getRef()).toBe(slow);
      expect(yield* limited.intoInner()).toBe("slow");
    }));
});

describe("an interval", () => {
  test("MUST take another behaviour for missed ticks", () =>
    run(function* () {
      const interval = time.interval(10);
      expect(interval.missedTickBehavior).toBe("Burst");
      interval.setMissedTickBehavior("Delay");
      yield* interval.tick();
      yield* time.sleep(25);
      yield* interval.tick();
      yield* interval.tick();
      expect(now()).toBe(35);
    }));
});

describe("an instant", () => {
  test("MUST tell how long another one is ago, if it is", () => {
    expect(at(5).checkedDurationSince(at(2))).toBe(3);
    expect(at(5).checkedDurationSince(at(5))).toBe(0);
    expect(at(2).checkedDurationSince(at(5))).toBeUndefined();
    expect(at(2).saturatingDurationSince(at(5))).toBe(0);
    expect(at(5).saturatingDurationSince(at(2))).toBe(3);
  });

  test("MUST tell of an instant that no number can", () => {
    expect(at(5).checkedAdd(2)!.millis).toBe(7);
    expect(at(5).checkedSub(2)!.millis).toBe(3);
    expect(at(Number.MAX_VALUE).checkedAdd(Number.MAX_VALUE)).toBeUndefined();
    expect(at(-Number.MAX_VALUE).checkedSub(Number.MAX_VALUE)).toBeUndefined();
  });
});

test.each([
  ["shutdown", "isShutdown"],
  ["atCapacity", "isAtCapacity"],
  ["invalid", "isInvalid"],
] as const)("time.Error.%s MUST be told by %s alone", (make, is) => {
  const error = time.Error[make]();
  const told = (["isShutdown", "isAtCapacity", "isInvalid"] as const).filter(
    (it) => error[it](),
  );
  expect(told).toEqual([is]);
  expect(error).toBeInstanceOf(Error);
});
