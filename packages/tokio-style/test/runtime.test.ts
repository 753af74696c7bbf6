/** Runtimes: what blockOn gives, what is reported, what ends them. */
import { Effect } from "effect";
import { expect, test, vi } from "vitest";
import { gen, runtime, select, spawn, task, time } from "../src/index.js";
import { errorOf, log, noisy, paused, run, trace, valueOf } from "./support.js";

test("blockOn MUST give the future's value", async () => {
  using rt = paused();
  expect(await rt.blockOn(Effect.as(time.sleep(3), "value"))).toBe("value");
});

test("blockOn MUST reject with the typed error as it is", async () => {
  using rt = paused();
  const error = { _tag: "Mine" };
  await expect(rt.blockOn(Effect.fail(error))).rejects.toBe(error);
});

test("blockOn MUST reject with what a panic threw", async () => {
  using rt = paused();
  const boom = new Error("boom");
  await expect(rt.blockOn(Effect.die(boom))).rejects.toBe(boom);
});

test("a second blockOn MUST be refused while one runs", async () => {
  using rt = paused();
  const first = rt.blockOn(Effect.promise(() => Promise.resolve(1)));
  await expect(rt.blockOn(Effect.void)).rejects.toThrow("in a blockOn already");
  expect(await first).toBe(1);
});

test("a handle MUST tell of which kind its runtime is", () => {
  using one = paused();
  expect(one.handle().runtimeFlavor()).toBe("CurrentThread");
  using many = runtime.Builder.newMultiThread().build();
  expect(many.handle().runtimeFlavor()).toBe("MultiThread");
});

test("tryIntoPanic MUST give what was thrown, and the error if none was", () =>
  run(function* () {
    const panic = spawn(Effect.die("boom"));
    const error = yield* Effect.flip(panic);
    expect(valueOf(error.tryIntoPanic())).toBe("boom");
    const stopped = spawn(time.sleep(1));
    stopped.abort();
    const cancelled = yield* Effect.flip(stopped);
    expect(errorOf(cancelled.tryIntoPanic())).toBe(cancelled);
  }));

test("spawn MUST say so when no runtime runs", () => {
  expect(() => spawn(Effect.void)).toThrow("there is no reactor running");
});

test("tasks MUST stay between two blockOns and go on in the next", async () => {
  using rt = paused();
  const seen: Array<string> = [];
  await rt.blockOn(
    Effect.sync(() => {
      spawn(Effect.sync(() => void seen.push("task")));
    }),
  );
  expect(seen).toEqual([]);
  await rt.blockOn(task.yieldNow());
  expect(seen).toEqual(["task"]);
});

test("a task spawned from outside MUST run in the next blockOn", async () => {
  using rt = paused();
  const handle = rt.spawn(Effect.as(time.sleep(2), 7));
  expect(await rt.blockOn(handle)).toBe(7);
});

test("shutdown MUST drop the tasks, oldest first", async () => {
  const rt = paused();
  const events = await trace(Effect.void).then(async () => {
    const seen: Array<string> = [];
    const holds = (name: string) =>
      gen(function* () {
        using _ = { [Symbol.dispose]: () => void seen.push(name) };
        yield* time.sleep(10);
      });
    await rt.blockOn(
      gen(function* () {
        for (const name of ["a", "b", "c"]) spawn(holds(name));
        yield* task.yieldNow();
      }),
    );
    rt.shutdown();
    return seen;
  });
  expect(events).toEqual(["a", "b", "c"]);
  await expect(rt.blockOn(Effect.void)).rejects.toThrow("shut down");
});

test("a deadlock MUST name who waits for what", async () => {
  using rt = paused();
  const never = select({ a: Effect.never, b: time.sleep(5) }).pipe(
    Effect.andThen(Effect.never),
  );
  const error: unknown = await rt
    .blockOn(
      gen(function* () {
        yield* spawn(never, { name: "sleeper" });
      }),
    )
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(runtime.Deadlock);
  const [main, sleeper] = (error as runtime.Deadlock).waiters;
  expect(main).toMatch(/^blockOn waits for the end of task \d+ "sleeper"/);
  expect(sleeper).toContain("runtime.test.ts");
  expect(sleeper).toContain("waits for a foreign effect");
});

test("a deadlock MUST drop the main future", async () => {
  const seen = trace(
    gen(function* () {
      using _ = noisy("main");
      yield* Effect.never;
    }),
  );
  await expect(seen).rejects.toBeInstanceOf(runtime.Deadlock);
});

async function panics(
  program: Effect.Effect<unknown, unknown>,
): Promise<Array<runtime.UnhandledPanic>> {
  const heard: Array<runtime.UnhandledPanic> = [];
  using rt = runtime.Builder.newCurrentThread()
    .startPaused(true)
    .unhandledPanic((panic) => heard.push(panic))
    .build();
  await rt.blockOn(program);
  return heard;
}

test("a panic that nobody awaits MUST be reported once, with its site", async () => {
  const heard = await panics(
    gen(function* () {
      spawn(Effect.die("boom"));
      yield* time.sleep(1);
    }),
  );
  expect(heard.map((panic) => panic.defect)).toEqual(["boom"]);
  expect(heard[0]?.task).toContain("runtime.test.ts");
});

test("a panic that somebody awaits MUST not be reported", async () => {
  const heard = await panics(
    gen(function* () {
      const h = spawn(Effect.die("boom"));
      yield* time.sleep(1);
      const e = yield* Effect.flip(h);
      expect(e.intoPanic()).toBe("boom");
    }),
  );
  expect(heard).toEqual([]);
});

test("a typed error MUST reach whoever awaits the handle", async () => {
  const events = await trace(
    gen(function* () {
      log(yield* Effect.flip(spawn(Effect.fail("mine"))));
    }),
  );
  expect(events).toEqual(["@0 mine"]);
});

test("a wall-clock runtime MUST wake sleepers in the order of their deadlines, none early", async () => {
  using rt = runtime.Builder.newCurrentThread().enableAll().build();
  const naps = gen(function* () {
    const seen: Array<[number, boolean]> = [];
    const start = time.Instant.now();
    let late = false;
    const handles = [3, 1, 2].map((n) => {
      const deadline = start.add(n * 5);
      return spawn(
        gen(function* () {
          // On a machine that is late they are all due, and none waits.
          late ||= time.Instant.now().millis >= start.millis + 5;
          yield* time.sleepUntil(deadline);
          seen.push([n, time.Instant.now().millis >= deadline.millis]);
        }),
      );
    });
    for (const handle of handles) yield* handle;
    return late ? undefined : seen;
  });
  let woke: Array<[number, boolean]> | undefined;
  while (woke === undefined) woke = await rt.blockOn(naps);
  expect(woke).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
});

test("a host's timer that fires early MUST not end a sleep", async () => {
  let now = 1_000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  using rt = runtime.Builder.newCurrentThread().enableAll().build();
  // As good as the deadline, but before it; the deadline much later.
  setTimeout(() => (now = 1_002 - 5e-8), 1);
  setTimeout(() => (now = 1_003), 30);
  const woke = await rt.blockOn(
    gen(function* () {
      yield* time.sleep(2);
      return time.Instant.now().millis;
    }),
  );
  clock.mockRestore();
  expect(woke).toBe(3);
});

test("a multi-thread runtime MUST run its tasks without a blockOn", async () => {
  using rt = runtime.Builder.newMultiThread().workerThreads(2).build();
  const value = await new Promise((resolve) => {
    rt.spawn(Effect.map(time.sleep(1), () => resolve("ran")));
  });
  expect(value).toBe("ran");
});
