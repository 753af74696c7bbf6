/** Paused time and deadlocks beside work of the host's that is in flight. */
import { scrypt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Effect } from "effect";
import { expect, test } from "vitest";
import * as fs from "../src/fs.js";
import {
  fn,
  gen,
  join as joinAll,
  runtime,
  select,
  spawn,
  task,
  time,
} from "../src/index.js";
import { log, paused, run, trace } from "./support.js";

const here = new URL(import.meta.url);
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const tenTurns = async () => {
  for (let i = 0; i < 10; i++) await turn();
};
/** Waits for a promise of the host's, and then sleeps for 5. */
const hostThenSleep = (promise: () => Promise<unknown>) =>
  trace(
    joinAll(
      Effect.map(time.sleep(5), () => log("slept")),
      Effect.map(Effect.promise(promise), () => log("host")),
    ),
  );

/** A promise of each kind that the host settles by itself. */
const hostWork: Record<string, () => Promise<unknown>> = {
  "a file": () => readFile(here),
  "a timer": () => new Promise((resolve) => setTimeout(resolve, 3)),
  "ten turns": tenTurns,
  "a hash": () => promisify(scrypt)("word", "salt", 32),
  "a compression": () => promisify(gzip)(Buffer.alloc(1 << 20)),
};

for (const [name, work] of Object.entries(hostWork)) {
  test(`paused time MUST stand still while the host has ${name} in flight`, async () => {
    expect(await hostThenSleep(work)).toEqual(["@0 host", "@5 slept"]);
  });
}

test("a request that was in flight before MUST not hide one that came later", async () => {
  const early = readFile(here);
  const later = early.then(() => readFile(here));
  expect(await hostThenSleep(() => later)).toEqual(["@0 host", "@5 slept"]);
});

test("a request that was in flight before MUST not make a deadlock of a later one", async () => {
  using rt = paused();
  const later = readFile(here).then(() => readFile(here));
  expect(await rt.blockOn(Effect.promise(() => later))).toBeInstanceOf(Buffer);
});

test("a timer that has ended meanwhile MUST not hide one that began", async () => {
  const old = setTimeout(() => {}, 100_000);
  const swap = () => {
    clearTimeout(old);
    return new Promise((resolve) => setTimeout(resolve, 3));
  };
  expect(await hostThenSleep(swap)).toEqual(["@0 host", "@5 slept"]);
});

test("a timer that was there before MUST not hide a deadlock", async () => {
  const old = setInterval(() => {}, 100_000);
  await expect(trace(Effect.never)).rejects.toBeInstanceOf(runtime.Deadlock);
  clearInterval(old);
});

test("two runtimes that wait for quiet MUST not wait for each other", async () => {
  const stuck = () =>
    Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 3))).pipe(
      Effect.andThen(Effect.never),
    );
  const both = [paused(), paused()].map((rt) => rt.blockOn(stuck()));
  for (const { reason } of (await Promise.allSettled(both)) as Array<{
    reason: unknown;
  }>) {
    expect(reason).toBeInstanceOf(runtime.Deadlock);
  }
});

test("a task that stays for the next blockOn MUST keep what it waits for in sight", async () => {
  using rt = paused();
  const waits = Effect.promise(
    () => new Promise((resolve) => setTimeout(resolve, 3, "host")),
  );
  const handle = rt.spawn(waits);
  await rt.blockOn(task.yieldNow());
  expect(await rt.blockOn(handle)).toBe("host");
});

test("a file that is read MUST be in time for any timeout", async () => {
  const text = await run(function* () {
    return yield* time.timeout(1, fs.readToString(here));
  });
  expect(text).toContain("MUST be in time");
});

test("time MUST go on when a write that was dropped has ended", async () => {
  const path = join(tmpdir(), `tokio-style-${process.pid}.txt`);
  const now = await run(function* () {
    const write = fs.write(path, "dropped");
    yield* select({ write, ready: task.yieldNow() });
    yield* time.sleep(5);
    yield* fs.removeFile(path);
    return time.Instant.now().millis;
  });
  expect(now).toBe(5);
});

test("the host MUST get a turn at least each 1,100 yields while it is waited for", async () => {
  using rt = runtime.Builder.newCurrentThread().build();
  let yields = 0;
  const spins = fn(function* () {
    for (;;) {
      yields++;
      yield* task.yieldNow();
    }
  });
  await rt.blockOn(
    gen(function* () {
      const busy = spawn(spins());
      yield* Effect.promise(tenTurns);
      busy.abort();
    }),
  );
  expect(yields).toBeLessThan(12 * 1_100);
});

test("the host MUST get its turns beside a task that only sleeps on paused time", async () => {
  let hostHadATurn = false;
  const host = setImmediate(() => {
    hostHadATurn = true;
  });
  await run(function* () {
    for (let n = 0; n < 1_000_000; n += 1) {
      if (hostHadATurn) return;
      yield* time.sleep(10);
    }
  });
  clearImmediate(host);
  expect(hostHadATurn).toBe(true);
});
