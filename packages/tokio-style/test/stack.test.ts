/** Depth and length cost no stack. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { fn, gen, join, spawn, task, time } from "../src/index.js";
import { run } from "./support.js";

const MILLION = 1_000_000;

test("a million yields MUST not overflow", async () => {
  const count = await run(function* () {
    let i = 0;
    for (; i < MILLION; i++) yield* task.yieldNow();
    return i;
  });
  expect(count).toBe(MILLION);
});

test("a million awaits of ready futures MUST not overflow", async () => {
  const ready = gen(function* () {
    return yield* time.sleep(0);
  });
  const count = await run(function* () {
    let i = 0;
    for (; i < MILLION; i++) yield* ready;
    return i;
  });
  expect(count).toBe(MILLION);
});

test("a join of 20,000 branches MUST not overflow", async () => {
  const values = await run(function* () {
    return yield* join(
      Array.from({ length: 20_000 }, (_, i) => Effect.as(time.sleep(1), i)),
    );
  });
  expect(values.length).toBe(20_000);
  expect(values[19_999]).toBe(19_999);
});

const nested: (depth: number) => Effect.Effect<number> = fn(function* (
  depth: number,
) {
  if (depth === 0) {
    yield* time.sleep(1);
    return 0;
  }
  const [below] = yield* join(nested(depth - 1));
  return below + 1;
});

test("a join that is 100,000 deep MUST end", async () => {
  expect(
    await run(function* () {
      return yield* nested(100_000);
    }),
  ).toBe(100_000);
});

test("a join that is 100,000 deep MUST be dropped", async () => {
  const cancelled = await run(function* () {
    const h = spawn(nested(100_000));
    yield* task.yieldNow();
    h.abort();
    const e = yield* Effect.flip(h);
    return e.isCancelled();
  });
  expect(cancelled).toBe(true);
});

test("awaits that are 100,000 deep MUST end", async () => {
  const deep: (depth: number) => Effect.Effect<number> = fn(function* (
    depth: number,
  ) {
    if (depth === 0) {
      yield* time.sleep(1);
      return 0;
    }
    return (yield* deep(depth - 1)) + 1;
  });
  expect(
    await run(function* () {
      return yield* deep(100_000);
    }),
  ).toBe(100_000);
});
