/** Conditions and semaphores: who is woken, and what a halt leaves. */
import { all, sleep, spawn } from "effection";
import type { Operation, Task } from "effection";
import { createCondition, createSemaphore, yieldNow } from "effection-style";
import { describe, expect, test } from "vitest";
import { onVirtualTime } from "./support.js";

const lanes = ["one", "two", "three"];

/** Has each lane wait, and notes in which order they go on. */
function* waiting(
  wait: () => Operation<unknown>,
  woken: string[],
): Operation<Task<void>[]> {
  const tasks: Task<void>[] = [];
  for (const lane of lanes)
    tasks.push(
      yield* spawn(function* () {
        yield* wait();
        woken.push(lane);
      }),
    );
  yield* yieldNow();
  return tasks;
}

describe("a condition", () => {
  test("signal MUST wake who has waited longest, and broadcast all the others", () =>
    onVirtualTime(function* () {
      const { wait, signal, broadcast } = createCondition();
      const woken: string[] = [];
      const tasks = yield* waiting(wait, woken);
      signal();
      expect(woken).toEqual([]);
      yield* yieldNow();
      expect(woken).toEqual(["one"]);
      broadcast();
      yield* all(tasks);
      expect(woken).toEqual(lanes);
    }));

  test("a signal MUST be lost where nobody waits", () =>
    onVirtualTime(function* () {
      const { wait, signal } = createCondition();
      signal();
      const woken: string[] = [];
      yield* waiting(wait, woken);
      expect(woken).toEqual([]);
    }));

  test("a signal MUST pass to the next when its waiter is halted before it runs", () =>
    onVirtualTime(function* () {
      const { wait, signal } = createCondition();
      const woken: string[] = [];
      const [one] = yield* waiting(wait, woken);
      signal();
      yield* one!.halt();
      yield* yieldNow();
      expect(woken).toEqual(["two"]);
    }));
});

describe("a semaphore", () => {
  test("permits MUST be lent in the order of asking, and belong to the next at once", () =>
    onVirtualTime(function* () {
      const lock = createSemaphore(1);
      const held = lock.tryAcquire();
      const served: string[] = [];
      const tasks = yield* waiting(function* () {
        using _ = yield* lock.acquire();
        yield* sleep(10);
      }, served);
      held?.release();
      expect(lock.tryAcquire()).toBeUndefined();
      yield* all(tasks);
      expect(served).toEqual(lanes);
      expect(lock.tryAcquire()).toBeDefined();
    }));

  test("who is halted while it waits MUST leave no gap", () =>
    onVirtualTime(function* () {
      const lock = createSemaphore(1);
      const held = yield* lock.acquire();
      const served: string[] = [];
      const [one] = yield* waiting(() => lock.acquire(), served);
      yield* one!.halt();
      held.release();
      yield* yieldNow();
      expect(served).toEqual(["two"]);
    }));

  test("a permit MUST pass on when who was handed it is halted before it runs", () =>
    onVirtualTime(function* () {
      const lock = createSemaphore(1);
      const held = yield* lock.acquire();
      const task = yield* spawn(() => lock.acquire());
      yield* yieldNow();
      held.release();
      expect(lock.tryAcquire()).toBeUndefined();
      yield* task.halt();
      expect(lock.tryAcquire()).toBeDefined();
    }));

  test("a permit that is given back twice MUST count once", () => {
    const lock = createSemaphore(1);
    const permit = lock.tryAcquire();
    permit?.release();
    permit?.release();
    expect([lock.tryAcquire(), lock.tryAcquire()]).toEqual([
      expect.anything(),
      undefined,
    ]);
  });
});
