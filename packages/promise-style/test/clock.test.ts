import * as fc from "fast-check";
import {
  now,
  pause,
  sleep,
  useClock,
  VirtualClock,
  wallClock,
} from "promise-style";
import { describe, expect, test } from "vitest";
import { aborted, isPending, onVirtualTime } from "./support.js";

describe("virtual time", () => {
  test("MUST wake sleepers by their deadlines, and equal ones in the order in which they began", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5)), async (delays) => {
        const clock = new VirtualClock();
        const woken: (readonly [at: number, nth: number])[] = [];
        await Promise.all(
          delays.map(async (delay, nth) => {
            await clock.sleep(delay);
            woken.push([clock.now(), nth]);
          }),
        );
        const expected = delays
          .map((delay, nth) => [delay, nth] as const)
          .toSorted(([a, n], [b, m]) => a - b || n - m);
        expect(woken).toEqual(expected);
      }),
    );
  });

  test(
    "MUST run all that a sleeper sets going before the next one wakes, also at the same time",
    onVirtualTime(async () => {
      const seen: string[] = [];
      const sleeper = async (lane: string): Promise<void> => {
        await sleep(10);
        for (let step = 0; step < 50; step += 1) await Promise.resolve();
        seen.push(`${lane} microtasks`);
        await pause();
        seen.push(`${lane} paused`);
      };
      await Promise.all([sleeper("first"), sleeper("second")]);
      expect(seen).toEqual([
        "first microtasks",
        "first paused",
        "second microtasks",
        "second paused",
      ]);
    }),
  );

  test(
    "MUST stand still while anybody pauses",
    onVirtualTime(async () => {
      const late = sleep(1);
      for (let turn = 0; turn < 20; turn += 1) {
        await pause();
        expect(now()).toBe(0);
      }
      await late;
      expect(now()).toBe(1);
    }),
  );

  test(
    "MUST count a sleep from its call, and one below 0 as 0",
    onVirtualTime(async () => {
      const made = sleep(10);
      await sleep(7);
      await made;
      expect(now()).toBe(10);
      await sleep(-5);
      expect(now()).toBe(10);
    }),
  );

  test(
    "MUST forget a sleeper that was aborted",
    onVirtualTime(async () => {
      const controller = new AbortController();
      const long = sleep(1000, { signal: controller.signal });
      const short = sleep(1);
      controller.abort(new Error("enough"));
      await expect(long).rejects.toThrow("enough");
      await short;
      await sleep(1);
      expect(now()).toBe(2);
    }),
  );

  test(
    "MUST wake nobody once it is stopped",
    onVirtualTime(async (clock) => {
      const before = sleep(1);
      clock.stop();
      expect(await isPending(before)).toBe(true);
      expect(await isPending(sleep(1))).toBe(true);
      expect(now()).toBe(0);
    }),
  );
});

describe("the wall clock", () => {
  test("MUST let the time of a sleep pass", async () => {
    const started = wallClock.now();
    await wallClock.sleep(5);
    // Node's timers count whole milliseconds.
    expect(wallClock.now() - started).toBeGreaterThanOrEqual(4);
  });

  test("MUST clear the timer of a sleep that was aborted", async () => {
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === "Timeout")
        .length;
    const before = timers();
    const controller = new AbortController();
    const long = wallClock.sleep(100_000, { signal: controller.signal });
    expect(timers()).toBe(before + 1);
    controller.abort();
    expect(timers()).toBe(before);
    await expect(long).rejects.toBe(controller.signal.reason);
  });
});

test.each([
  ["virtual", new VirtualClock()] as const,
  ["wall", wallClock] as const,
])(
  "on the %s clock a sleep and a pause MUST reject with the reason of a signal that has aborted",
  async (_name, clock) => {
    const { signal, reason } = aborted();
    await expect(clock.sleep(1, { signal })).rejects.toBe(reason);
    await expect(clock.pause({ signal })).rejects.toBe(reason);
  },
);

test("useClock MUST give the clock that was used before", () => {
  const clock = new VirtualClock();
  const before = useClock(clock);
  expect(before).toBe(wallClock);
  expect(useClock(before)).toBe(clock);
});

test("an await of what is there MUST run before a pause, however often it is done", async () => {
  const seen: string[] = [];
  const paused = pause().then(() => seen.push("paused"));
  for (let n = 0; n < 300; n += 1) await Promise.resolve(n);
  seen.push("300 awaits");
  await paused;
  expect(seen).toEqual(["300 awaits", "paused"]);
});
