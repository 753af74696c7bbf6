import { getEventListeners } from "node:events";
import {
  allOrAbort,
  now,
  raceAndAbort,
  sleep,
  TimeoutError,
  withTimeout,
} from "promise-style";
import { describe, expect, test } from "vitest";
import { aborted, onVirtualTime } from "./support.js";

/** A task that takes so long, and takes note of its end. */
const task =
  (ms: number, ends: string[] = [], failure?: Error) =>
  async (signal: AbortSignal): Promise<number> => {
    try {
      await sleep(ms, { signal });
      if (failure) throw failure;
      ends.push(`${ms} ended`);
      return ms;
    } finally {
      if (signal.aborted) ends.push(`${ms} stopped`);
    }
  };

describe("allOrAbort", () => {
  test(
    "MUST give all values, in their places, when the last has come",
    onVirtualTime(async () => {
      const values = await allOrAbort([task(20), async () => "text", task(10)]);
      expect([values, now()]).toEqual([[20, "text", 10], 20]);
    }),
  );

  test(
    "MUST stop the others when one fails, and throw its error when they have ended",
    onVirtualTime(async () => {
      const ends: string[] = [];
      const failure = new Error("failed");
      const slow = async (signal: AbortSignal): Promise<void> => {
        await task(30, ends)(signal).catch(() => sleep(5));
        ends.push("cleaned up");
      };
      const all = allOrAbort([slow, task(10, [], failure), task(40, ends)]);
      await expect(all).rejects.toBe(failure);
      expect(ends).toEqual(["30 stopped", "40 stopped", "cleaned up"]);
      expect(now()).toBe(15);
    }),
  );

  test("MUST take a task that throws at its caller for one that fails", async () => {
    const throws = (): Promise<never> => {
      throw new Error("at once");
    };
    await expect(allOrAbort([throws])).rejects.toThrow("at once");
  });

  test("of no task it MUST give no value", async () => {
    await expect(allOrAbort([])).resolves.toEqual([]);
  });
});

describe("raceAndAbort", () => {
  test(
    "MUST stop the losers, wait for their end, and give the first value",
    onVirtualTime(async () => {
      const ends: string[] = [];
      const first = await raceAndAbort([
        task(30, ends),
        task(10),
        task(40, ends),
      ]);
      expect([first, now()]).toEqual([10, 10]);
      expect(ends).toEqual(["30 stopped", "40 stopped"]);
    }),
  );

  test(
    "MUST throw the error of whoever ends first",
    onVirtualTime(async () => {
      const failure = new Error("failed");
      const race = raceAndAbort([task(10, [], failure), task(20)]);
      await expect(race).rejects.toBe(failure);
    }),
  );

  test("MUST refuse to race nobody", async () => {
    await expect(raceAndAbort([])).rejects.toThrow("a race needs a task");
  });

  test(
    "MUST wait for a loser that ignores its signal",
    onVirtualTime(async () => {
      const deaf = async (): Promise<number> => {
        await sleep(50);
        return 50;
      };
      await expect(raceAndAbort([deaf, task(10)])).resolves.toBe(10);
      expect(now()).toBe(50);
    }),
  );
});

describe("withTimeout", () => {
  test(
    "MUST stop the task when its time is up, and reject with a TimeoutError",
    onVirtualTime(async () => {
      const ends: string[] = [];
      const error = await withTimeout(20, task(100, ends)).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ name: "TimeoutError", milliseconds: 20 });
      expect([ends, now()]).toEqual([["100 stopped"], 20]);
    }),
  );

  test(
    "MUST give the value as soon as it is there, and leave no timer behind",
    onVirtualTime(async () => {
      await expect(withTimeout(1000, task(10))).resolves.toBe(10);
      await sleep(1);
      expect(now()).toBe(11);
    }),
  );

  test(
    "MUST give the value of a task that ignores its signal, late",
    onVirtualTime(async () => {
      const deaf = async (): Promise<string> => {
        await sleep(50);
        return "late";
      };
      await expect(withTimeout(20, deaf)).resolves.toBe("late");
    }),
  );
});

describe.each([
  ["allOrAbort", (signal: AbortSignal) => allOrAbort([task(10)], { signal })],
  [
    "raceAndAbort",
    (signal: AbortSignal) => raceAndAbort([task(10)], { signal }),
  ],
  [
    "withTimeout",
    (signal: AbortSignal) => withTimeout(20, task(10), { signal }),
  ],
])("%s and a signal from outside", (_name, run) => {
  test("that has aborted MUST reject with its reason", async () => {
    const { signal, reason } = aborted();
    await expect(run(signal)).rejects.toBe(reason);
  });

  test(
    "that aborts later MUST reach the tasks",
    onVirtualTime(async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const work = run(signal);
      controller.abort();
      await expect(work).rejects.toBe(signal.reason);
      expect(now()).toBe(0);
    }),
  );

  test(
    "that never aborts MUST be let go of",
    onVirtualTime(async () => {
      const { signal } = new AbortController();
      await run(signal);
      expect(getEventListeners(signal, "abort")).toEqual([]);
    }),
  );
});
