import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hostClock } from "../src/node.js";
import type { StyleClock } from "../src/index.js";

const host = { setTimeout };

describe("on virtual time", () => {
  let clock: StyleClock;
  beforeEach(() => {
    clock = hostClock("virtual");
  });
  afterEach(() => {
    clock.close();
  });

  test("a sleep MUST take exactly its time, and no time of the host", async () => {
    expect(clock.now()).toBe(0);
    await sleep(86_400_000);
    expect([clock.now(), performance.now(), Date.now()]).toEqual([
      86_400_000, 86_400_000, 86_400_000,
    ]);
  });

  test("timers MUST fire in the order of their deadlines, then of their making", async () => {
    const fired: string[] = [];
    const nap = async (name: string, ms: number): Promise<void> => {
      await sleep(ms);
      fired.push(`${name}@${clock.now()}`);
    };
    await Promise.all([nap("c", 20), nap("a", 10), nap("b", 10)]);
    expect(fired).toEqual(["a@10", "b@10", "c@20"]);
  });

  test("what a timer starts MUST be done before the next one fires", async () => {
    const seen: string[] = [];
    const chain = async (): Promise<void> => {
      await sleep(1);
      for (let i = 0; i < 100; i++) await Promise.resolve();
      await new Promise(setImmediate);
      seen.push("chain");
    };
    await Promise.all([chain(), sleep(2).then(() => seen.push("sleep"))]);
    expect(seen).toEqual(["chain", "sleep"]);
  });

  test("a file that is read MUST hold up the clock", async () => {
    const folder = mkdtempSync(join(tmpdir(), "host-clock-"));
    const path = join(folder, "text");
    writeFileSync(path, "text".repeat(1_000_000));
    try {
      const late = new AbortController();
      const first = await Promise.race([
        readFile(path).then(() => "read"),
        sleep(1, "slept", { signal: late.signal }),
      ]);
      late.abort();
      expect(first).toBe("read");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a worker MUST hold up the clock until it has ended", async () => {
    const worker = new Worker("setTimeout(() => {}, 20)", { eval: true });
    const ended = new Promise((exit) => worker.once("exit", exit));
    const late = new AbortController();
    const first = await Promise.race([
      ended.then(() => "ended"),
      sleep(1, "slept", { signal: late.signal }),
    ]);
    late.abort();
    expect(first).toBe("ended");
  });

  test("it MUST be stuck when nothing is left that could wake anybody", async () => {
    await expect(clock.stuck).resolves.toBeUndefined();
    expect(clock.now()).toBe(0);
  });

  test("it MUST NOT be stuck while a server may still hear something", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    const first = await Promise.race([
      clock.stuck?.then(() => "stuck"),
      new Promise((resolve) => host.setTimeout(resolve, 2500, "listens")),
    ]);
    server.close();
    expect(first).toBe("listens");
  });

  test("a signal's timeout MUST be one of the clock's", async () => {
    const signal = AbortSignal.timeout(500);
    await new Promise((aborted) =>
      signal.addEventListener("abort", aborted, { once: true }),
    );
    expect([clock.now(), (signal.reason as Error).name]).toEqual([
      500,
      "TimeoutError",
    ]);
  });
});

test("closing MUST put the host's timers and clocks back", async () => {
  const inUse = (): readonly unknown[] => [setTimeout, setInterval, Date];
  const own = inUse();
  const clock = hostClock("virtual");
  expect(inUse()).not.toEqual(own);
  clock.close();
  expect(inUse()).toEqual(own);
  const before = performance.now();
  await sleep(2);
  const signal = AbortSignal.timeout(2);
  await new Promise((aborted) => signal.addEventListener("abort", aborted));
  expect(performance.now() - before).toBeGreaterThan(2);
});

test("on the wall clock the host's own timers MUST stay", () => {
  const own = setTimeout;
  const clock = hostClock("wall");
  expect(setTimeout).toBe(own);
  expect(Math.abs(clock.now() - performance.now())).toBeLessThan(1000);
  clock.close();
});
