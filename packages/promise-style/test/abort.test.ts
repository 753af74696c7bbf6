import { getEventListeners } from "node:events";
import { orAbort, sleep, waitFor } from "promise-style";
import { describe, expect, test, vi } from "vitest";
import { aborted, isPending, onVirtualTime } from "./support.js";

describe("waitFor", () => {
  test("MUST reject with the reason of a signal that has aborted, and never begin", async () => {
    const { signal, reason } = aborted();
    const begin = vi.fn(() => () => {});
    await expect(waitFor(begin, { signal })).rejects.toBe(reason);
    expect(begin).not.toHaveBeenCalled();
  });

  test("MUST take the waiter out before it rejects", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const takeOut = vi.fn();
    const wait = waitFor(() => takeOut, { signal });
    controller.abort();
    expect(takeOut).toHaveBeenCalledOnce();
    await expect(wait).rejects.toBe(signal.reason);
  });

  test.each(["resolve", "reject"] as const)(
    "MUST let go of the signal when the wait ends by %s, and not hear of a later abort",
    async (how) => {
      const controller = new AbortController();
      const { signal } = controller;
      const takeOut = vi.fn();
      const ends: Record<"resolve" | "reject", (value: unknown) => void> = {
        resolve: () => {},
        reject: () => {},
      };
      const wait = waitFor<unknown>(
        (resolve, reject) => {
          Object.assign(ends, { resolve, reject });
          return takeOut;
        },
        { signal },
      );
      expect(getEventListeners(signal, "abort")).toHaveLength(1);
      ends[how]("over");
      controller.abort();
      expect(getEventListeners(signal, "abort")).toEqual([]);
      expect(takeOut).not.toHaveBeenCalled();
      const [outcome] = await Promise.allSettled([wait]);
      expect(Object.values(outcome)).toContain("over");
    },
  );

  test("MUST let go of the signal of a wait that ends at once", async () => {
    const { signal } = new AbortController();
    const begin = (resolve: (value: number) => void) => {
      resolve(7);
      return () => {};
    };
    await expect(waitFor(begin, { signal })).resolves.toBe(7);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("without a signal it MUST end as its wait does", async () => {
    const begin = (resolve: (value: number) => void) => {
      resolve(7);
      return () => {};
    };
    await expect(waitFor(begin)).resolves.toBe(7);
  });
});

describe("orAbort", () => {
  test(
    "MUST end the wait, and not the work",
    onVirtualTime(async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const work = sleep(10).then(() => "done");
      const wait = orAbort(work, { signal });
      controller.abort();
      await expect(wait).rejects.toBe(signal.reason);
      await expect(work).resolves.toBe("done");
    }),
  );

  test("MUST give what the promise gives, or its error", async () => {
    const { signal } = new AbortController();
    await expect(orAbort(Promise.resolve(1), { signal })).resolves.toBe(1);
    const failed = Promise.reject(new Error("failed"));
    await expect(orAbort(failed, { signal })).rejects.toThrow("failed");
  });

  test("MUST handle a rejection that comes after the abort", async () => {
    const controller = new AbortController();
    let fail = (_error: unknown): void => {};
    const work = new Promise((_resolve, reject) => (fail = reject));
    const wait = orAbort(work, { signal: controller.signal });
    controller.abort();
    await expect(wait).rejects.toThrow("aborted");
    // Vitest fails the run where a rejection stays unhandled.
    fail(new Error("too late"));
    expect(await isPending(work)).toBe(false);
  });
});
