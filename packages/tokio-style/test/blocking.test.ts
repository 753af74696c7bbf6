/** Work on other threads, as tasks. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { gen, spawn, task, time } from "../src/index.js";
import { log, run, trace } from "./support.js";

const module = new URL("./fixtures/blocking.mjs", import.meta.url);
const square = task.moduleFn<[number], number>(module, "square");
const fails = task.moduleFn<[], never>(module, "fails");

test("spawnBlocking MUST give what the function returns", async () => {
  expect(
    await run(function* () {
      return yield* task.spawnBlocking(square, 12);
    }),
  ).toBe(144);
});

test("what the function throws MUST be a panic of the task", async () => {
  const error = await run(function* () {
    return yield* Effect.flip(task.spawnBlocking(fails));
  });
  expect(error.isPanic()).toBe(true);
  expect(error.intoPanic()).toMatchObject({ message: "no such number" });
});

test("other tasks MUST run meanwhile, and paused time stand still", async () => {
  const events = await trace(
    gen(function* () {
      const job = task.spawnBlocking(square, 3);
      spawn(Effect.sync(() => log("other")));
      spawn(Effect.map(time.sleep(5), () => log("slept")));
      log(yield* job);
      yield* time.sleep(9);
    }),
  );
  expect(events).toEqual(["@0 other", "@0 9", "@5 slept"]);
});

test("a closure MUST be refused with what to do", async () => {
  const refused = run(function* () {
    yield* task.spawnBlocking((() => 1) as never);
  });
  await expect(refused).rejects.toThrow("task.moduleFn");
});
