import { describe, expect, test } from "vitest";
import { hostClock } from "../src/run/browser-clock.js";

describe("hostClock in a browser", () => {
  test("virtual time MUST jump from timer to timer, in the order of the deadlines", async () => {
    const own = globalThis.setTimeout;
    const started = performance.now();
    const clock = hostClock("virtual");
    const seen: string[] = [];
    const sleep = (name: string, ms: number): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(() => {
          seen.push(`${name} at ${clock.now()}`);
          resolve();
        }, ms);
      });
    await Promise.all([
      sleep("late", 60_000),
      sleep("soon", 10).then(() => sleep("next", 10)),
      sleep("equal", 10),
    ]);
    clock.close();
    expect(seen).toEqual([
      "soon at 10",
      "equal at 10",
      "next at 20",
      "late at 60000",
    ]);
    expect(globalThis.setTimeout).toBe(own);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test("a signal's timeout MUST be on virtual time, and the host's again afterwards", async () => {
    const own = AbortSignal.timeout(1_000_000);
    const clock = hostClock("virtual");
    const signal = AbortSignal.timeout(500);
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve);
    });
    expect(clock.now()).toBe(500);
    expect(signal.reason).toHaveProperty("name", "TimeoutError");
    clock.close();
    expect(own.aborted).toBe(false);
    expect(AbortSignal.timeout(1_000_000).aborted).toBe(false);
  });

  test("on the wall clock nothing MUST change", () => {
    const own = globalThis.setTimeout;
    const clock = hostClock("wall");
    expect(globalThis.setTimeout).toBe(own);
    expect(clock.now()).toBeGreaterThan(0);
    clock.close();
  });
});
