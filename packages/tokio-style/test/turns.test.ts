/** Budgets, and how a runtime takes turns, against the real Tokio. */
import { Effect } from "effect";
import { expect, test, vi } from "vitest";
import { gen, runtime, spawn, task, time } from "../src/index.js";
import { recorded, startLog } from "./support.js";
import { programs } from "./turns-programs.js";

const tokio = recorded("turns.trace");
const builder = () => runtime.Builder.newCurrentThread().startPaused(true);

test.each(Object.entries(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name, { build = (it) => it, before, main }) => {
    const lines = startLog();
    using rt = build(builder()).build();
    before?.(rt);
    await rt.blockOn(main());
    expect(lines).toEqual(tokio.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

test("what a park throws MUST end blockOn", async () => {
  using rt = builder()
    .onThreadPark(() => {
      throw new Error("no park");
    })
    .build();
  await expect(rt.blockOn(time.sleep(1))).rejects.toThrow("no park");
  expect(await rt.blockOn(Effect.succeed("ready"))).toBe("ready");
});

test("a runtime on the wall clock MUST say when it waits and when it goes on", async () => {
  const said: Array<string> = [];
  using rt = runtime.Builder.newMultiThread()
    .onThreadPark(() => said.push("park"))
    .onThreadUnpark(() => said.push("unpark"))
    .build();
  const main = gen(function* () {
    yield* time.sleep(1);
    said.push("slept");
    yield* Effect.promise(() => new Promise((done) => setTimeout(done, 1)));
    yield* spawn(Effect.sync(() => said.push("task")));
  });
  await rt.blockOn(main);
  const waits = said.filter((word) => word.endsWith("park"));
  for (const [i, word] of waits.entries()) {
    expect(word).toBe(i % 2 === 0 ? "park" : "unpark");
  }
  expect(said[said.indexOf("slept") - 1]).toBe("unpark");
  expect(said[said.indexOf("task") - 1]).toMatch(/park/);
});

test("threads MUST be told of when they start and when they end, and end after their time", async () => {
  const [onStart, onStop] = [vi.fn(), vi.fn()];
  using rt = runtime.Builder.newCurrentThread()
    .maxBlockingThreads(1)
    .threadKeepAlive(20)
    .threadStackSize(2 ** 20)
    .onThreadStart(onStart)
    .onThreadStop(onStop)
    .build();
  const url = new URL("./fixtures/jobs.mjs", import.meta.url);
  const deep = task.moduleFn<[number], number>(url, "deep");
  const most = (): Promise<number> =>
    rt.blockOn(Effect.suspend(() => task.spawnBlocking(deep, 1e6)));
  const small = await most();
  expect(onStart).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(onStop).toHaveBeenCalledTimes(1), 5000);
  // Gives the threads back as other tests expect them.
  using large = runtime.Builder.newCurrentThread()
    .maxBlockingThreads(2)
    .threadStackSize(2 ** 22)
    .build();
  expect(
    await large.blockOn(Effect.suspend(() => task.spawnBlocking(deep, 1e6))),
  ).toBeGreaterThan(small);
});

test("the settings of a runtime MUST refuse what is no number of their kind", () => {
  for (const count of [0, -1, 1.5, Number.NaN]) {
    expect(() => builder().eventInterval(count)).toThrow("eventInterval");
    expect(() => builder().globalQueueInterval(count)).toThrow("at least 1");
    expect(() => builder().maxBlockingThreads(count)).toThrow("at least 1");
    expect(() => builder().threadStackSize(count)).toThrow("at least 1");
  }
  expect(() => builder().threadKeepAlive(-1)).toThrow("not negative");
});
