import * as fc from "fast-check";
import { Mutex, pause, Semaphore, sleep, withTimeout } from "promise-style";
import { describe, expect, test } from "vitest";
import { aborted, isPending, onVirtualTime } from "./support.js";

describe("Semaphore", () => {
  test("MUST refuse to have no place", () => {
    for (const places of [0, -1, Number.NaN])
      expect(() => new Semaphore(places)).toThrow(RangeError);
  });

  test("MUST hand a place to who has waited longest, and never free it in between", async () => {
    const semaphore = new Semaphore(1);
    const place = await semaphore.acquire();
    const first = semaphore.acquire();
    const second = semaphore.acquire();
    place[Symbol.dispose]();
    expect(semaphore.free).toBe(0);
    (await first)[Symbol.dispose]();
    (await second)[Symbol.dispose]();
    expect(semaphore.free).toBe(1);
  });

  test("a place that is given back twice MUST count once", async () => {
    const semaphore = new Semaphore(1);
    const place = await semaphore.acquire();
    place[Symbol.dispose]();
    place[Symbol.dispose]();
    expect(semaphore.free).toBe(1);
  });

  test("MUST keep no place for a signal that has aborted, even with one free", async () => {
    const semaphore = new Semaphore(1);
    const { signal, reason } = aborted();
    await expect(semaphore.acquire({ signal })).rejects.toBe(reason);
    expect(semaphore.free).toBe(1);
  });

  test("MUST never have more in use than places, serve in line, and end with all free", async () => {
    const user = fc.record({
      holds: fc.integer({ min: 0, max: 5 }),
      patience: fc.option(fc.integer({ min: 0, max: 10 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(user, { maxLength: 8 }),
        (places, users) =>
          onVirtualTime(async () => {
            const semaphore = new Semaphore(places);
            const served: number[] = [];
            let inUse = 0;
            await Promise.allSettled(
              users.map(async ({ holds, patience }, nth) => {
                using _place = await withTimeout(patience ?? 1000, (signal) =>
                  semaphore.acquire({ signal }),
                );
                served.push(nth);
                inUse += 1;
                expect(inUse).toBeLessThanOrEqual(places);
                await sleep(holds);
                inUse -= 1;
              }),
            );
            expect(served).toEqual(served.toSorted((a, b) => a - b));
            expect(served).toEqual(
              expect.arrayContaining(
                users.flatMap(({ patience }, n) =>
                  patience === null ? n : [],
                ),
              ),
            );
            expect(semaphore.free).toBe(places);
          })(),
      ),
    );
  });
});

describe("Mutex", () => {
  test("MUST be locked from the lock to the end of its scope", async () => {
    const mutex = new Mutex();
    {
      using _lock = await mutex.lock();
      expect(mutex.isLocked).toBe(true);
      expect(await isPending(Promise.resolve())).toBe(false);
    }
    expect(mutex.isLocked).toBe(false);
  });

  test("MUST be free again when its holder throws", async () => {
    const mutex = new Mutex();
    const fails = async (): Promise<void> => {
      using _lock = await mutex.lock();
      await pause();
      throw new Error("failed");
    };
    await expect(fails()).rejects.toThrow("failed");
    expect(mutex.isLocked).toBe(false);
  });
});
