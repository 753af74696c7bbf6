/** Runtimes that end while tasks are alive, against the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { gen, runtime, spawn, task, time } from "../src/index.js";
import {
  begun,
  drops,
  ends,
  forever,
  hold,
  holds,
  programs,
  release,
  said,
} from "./shutdown-programs.js";
import { isOk, paused, recorded } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
const tokio = recorded("shutdown.trace");

test.each(Object.keys(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    said.length = 0;
    await programs[name]?.();
    expect(said).toEqual(tokio.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

test("a blockOn MUST reject when its runtime is shut down, main dropped first", async () => {
  said.length = 0;
  const rt = runtime.Builder.newCurrentThread().build();
  rt.spawn(forever(drops("task")));
  const main = rt.blockOn(holds(drops("main"), sleep(60_000)));
  await rt.shutdownTimeout(60_000);
  await expect(main).rejects.toThrow("shut down before this future ended");
  expect(said).toEqual(["drop main", "drop task"]);
  await expect(rt.blockOn(Effect.void)).rejects.toThrow("shut down");
});

test("shutdownTimeout MUST end a blockOn at once, whatever jobs run", async () => {
  const rt = paused();
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const job = rt.enter(() => task.spawnBlocking(hold, cells));
  const main = rt.blockOn(Effect.never);
  await begun(cells);
  const down = rt.shutdownTimeout(60_000);
  await expect(main).rejects.toThrow("shut down before this future ended");
  expect(job.isFinished()).toBe(false);
  release(cells);
  await down;
  expect(job.isFinished()).toBe(true);
});

test("shutdownTimeout MUST refuse a time that is none", async () => {
  using rt = paused();
  await expect(rt.shutdownTimeout(-1)).rejects.toThrow("not negative");
  await expect(rt.shutdownTimeout(Number.NaN)).rejects.toThrow("not negative");
  expect(await rt.blockOn(Effect.succeed("open"))).toBe("open");
});

test("a future MUST NOT shut its own runtime down", async () => {
  using rt = paused();
  const shutsIt = Effect.sync(() => rt.shutdown());
  await expect(rt.blockOn(shutsIt)).rejects.toThrow("do it after blockOn");
  const inTask = gen(function* () {
    return yield* isOk(spawn(shutsIt));
  });
  expect(await rt.blockOn(inTask)).toBe(false);
});

test("a job MUST be cancelled when its runtime has been shut down", async () => {
  const rt = paused();
  const queued = rt.enter(() => task.spawnBlocking(hold, new Int32Array(2)));
  rt.shutdown();
  const late = rt.enter(() => task.spawnBlocking(hold, new Int32Array(2)));
  said.length = 0;
  await ends([queued, late]);
  expect(said).toEqual([
    "0 cancelled true panic false",
    "1 cancelled true panic false",
  ]);
});

test("shutdown MUST end when a finaliser waits, and drop it", async () => {
  said.length = 0;
  const rt = paused();
  const waits = Effect.ensuring(
    Effect.never,
    holds(drops("finaliser"), Effect.never),
  );
  const handle = rt.spawn(waits);
  await rt.blockOn(yieldNow());
  rt.shutdown();
  rt.shutdown();
  await ends([handle]);
  expect(said).toEqual(["drop finaliser", "0 cancelled true panic false"]);
});
