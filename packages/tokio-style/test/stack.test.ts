/** Depth and length cost no stack. */
import { Effect } from "effect";
import { describe, expect, test } from "vitest";
import {
  fn,
  gen,
  join,
  select,
  spawn,
  task,
  time,
  tryJoin,
} from "../src/index.js";
import { paused, run } from "./support.js";

const MILLION = 1_000_000;
const DEEP = 100_000;

/** Where a program runs: in main, or in a task. */
const places: Record<string, <A>(it: Effect.Effect<A, any>) => Promise<A>> = {
  main: (it) =>
    run(function* () {
      return yield* it;
    }),
  "a task": (it) =>
    run(function* () {
      return yield* spawn(it);
    }),
};

const ready = gen(function* () {
  return yield* time.sleep(0);
});

const many: Record<string, () => Effect.Effect<unknown, unknown>> = {
  yields: () => task.yieldNow(),
  "awaits of ready futures": () => ready,
  "awaits of tasks": () => spawn(Effect.void),
};

/** Each takes a future and gives it back as part of another. */
const levels: Record<string, (below: Tower) => Tower> = {
  await: (below) => below,
  "await with finalisers": (below) => Effect.ensuring(below, Effect.void),
  join: (below) => Effect.map(join(below), ([depth]) => depth),
  "join of two": (below) =>
    Effect.map(join(Effect.void, below), ([, depth]) => depth),
  tryJoin: (below) => Effect.map(tryJoin(below), ([depth]) => depth),
  select: (below) => Effect.map(select({ below }), ({ value }) => value),
  timeout: (below) => Effect.orDie(time.timeout(1000, below)),
  "task-local scope": (below) => key.scope(1, below),
};

type Tower = Effect.Effect<number>;
const key = task.taskLocal<number>();
const kinds = Object.keys(levels);

/** A tower that ends after a millisecond, so high. */
const tower: (kind: string, depth: number) => Tower = fn(function* (
  kind: string,
  depth: number,
) {
  if (depth > 0) return (yield* levels[kind]!(tower(kind, depth - 1))) + 1;
  yield* time.sleep(1);
  return 0;
});

describe.each(Object.keys(places))("in %s", (place) => {
  const runs = places[place]!;

  test.each(Object.keys(many))(
    "a million %s MUST not overflow",
    async (name) => {
      const once = many[name]!;
      const all = gen(function* () {
        let i = 0;
        for (; i < MILLION; i++) yield* once();
        return i;
      });
      expect(await runs(all)).toBe(MILLION);
    },
  );

  test.each(kinds)("a %s that is 100,000 deep MUST end", async (kind) => {
    expect(await runs(tower(kind, DEEP))).toBe(DEEP);
  });

  test("a chain of 100,000 tasks that await each other MUST end", async () => {
    const chain: (depth: number) => Effect.Effect<number, unknown> = fn(
      function* (depth: number) {
        if (depth === 0) return 0;
        return (yield* spawn(chain(depth - 1))) + 1;
      },
    );
    expect(await runs(chain(DEEP))).toBe(DEEP);
  });

  test("a join of 20,000 branches MUST not overflow", async () => {
    const branches = Array.from({ length: 20_000 }, (_, i) =>
      Effect.as(time.sleep(1), i),
    );
    const values = await runs(join(branches));
    expect(values.length).toBe(20_000);
    expect(values[19_999]).toBe(19_999);
  });
});

/** Counts the bodies that were closed, and stops at the bottom for ever. */
function counting(kind: string): { future: Tower; closed: () => number } {
  let closed = 0;
  const deep: (depth: number) => Tower = fn(function* (depth: number) {
    try {
      if (depth > 0) return yield* levels[kind]!(deep(depth - 1));
      yield* time.sleep(MILLION);
      return 0;
    } finally {
      closed++;
    }
  });
  return { future: deep(DEEP), closed: () => closed };
}

describe.each(kinds)("a %s that is 100,000 deep", (kind) => {
  test("MUST be dropped to its bottom when its task is aborted", async () => {
    const { future, closed } = counting(kind);
    const cancelled = await run(function* () {
      const handle = spawn(future);
      yield* task.yieldNow();
      handle.abort();
      return (yield* Effect.flip(handle)).isCancelled();
    });
    expect([cancelled, closed()]).toEqual([true, DEEP + 1]);
  });

  test("MUST be dropped to its bottom when it loses a select", async () => {
    const { future, closed } = counting(kind);
    await run(function* () {
      yield* select({ future, soon: time.sleep(1) });
    });
    expect(closed()).toBe(DEEP + 1);
  });

  test("MUST be dropped to its bottom when its runtime shuts down", async () => {
    const { future, closed } = counting(kind);
    const rt = paused();
    await rt.blockOn(
      gen(function* () {
        spawn(future).drop();
        yield* task.yieldNow();
      }),
    );
    rt.shutdown();
    expect(closed()).toBe(DEEP + 1);
  });
});
