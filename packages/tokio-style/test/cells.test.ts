/** OnceCell, RwLock, Semaphore and task-locals, as the real Tokio. */
import { Cause, Effect, Exit } from "effect";
import { expect, test } from "vitest";
import { gen, runtime, select, spawn, sync, task, time } from "../src/index.js";
import { a, programs as locals } from "./local-programs.js";
import { programs as locks } from "./lock-programs.js";
import { programs as onces } from "./once-programs.js";
import { errorOf, paused, recorded, run, trace } from "./support.js";

const programs = { ...onces, ...locks, ...locals };
const tokio = recorded("cells.trace");
/** What is set around the blockOn of one program. */
const around = (name: string, f: () => Promise<ReadonlyArray<string>>) =>
  name === "local-block-on" ? a.syncScope(7, f) : f();

test.each(Object.keys(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    const program = programs[name]?.() ?? Effect.void;
    expect(await around(name, () => trace(program))).toEqual(tokio.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

async function deadlock(
  program: Effect.Effect<unknown, unknown>,
): Promise<ReadonlyArray<string>> {
  using rt = paused();
  const error: unknown = await rt.blockOn(program).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(runtime.Deadlock);
  return (error as runtime.Deadlock).waiters;
}

test("a deadlock MUST say who waits for the value of a OnceCell", async () => {
  const cell = new sync.OnceCell<number>();
  const [main, maker] = await deadlock(
    gen(function* () {
      spawn(cell.getOrInit(() => Effect.never));
      yield* task.yieldNow();
      yield* cell.getOrInit(() => Effect.succeed(1));
    }),
  );
  expect(main).toBe("blockOn waits for the value of a OnceCell");
  expect(maker).toMatch(/waits for a foreign effect$/);
});

test("a deadlock MUST look through a scope", async () => {
  const scoped = a.scope(1, sync.watch.channel(0)[1].changed());
  expect(await deadlock(scoped)).toEqual([
    "blockOn waits for scope(a change (watch))",
  ]);
});

test("a guard that was dropped MUST say so, and a second drop do nothing", () =>
  run(function* () {
    const m = new sync.RwLock(1);
    const other = yield* m.read();
    const r = yield* m.read();
    r.drop();
    r.drop();
    expect(() => r.value).toThrow("this guard was dropped");
    expect(Exit.isFailure(m.tryWrite())).toBe(true);
    other.drop();
    const w = yield* m.write();
    w.downgrade();
    w.drop();
    expect(() => (w.value = 2)).toThrow("this guard was dropped");
    expect(() => w.downgrade()).toThrow("this guard was dropped");
    expect(Exit.isFailure(m.tryWrite())).toBe(true);
  }));

test("merge MUST refuse the permits of another semaphore", () =>
  run(function* () {
    const [one, two] = [new sync.Semaphore(1), new sync.Semaphore(1)];
    const a1 = yield* one.acquire();
    const a2 = yield* two.acquire();
    expect(() => a1.merge(a2)).toThrow("different semaphore instances");
    a1.merge(a1);
    a1.drop();
    expect(one.availablePermits()).toBe(1);
  }));

test("locks MUST refuse a number of readers that is none", () => {
  for (const readers of [0, -1, 1.5, 2 ** 29]) {
    expect(() => sync.RwLock.withMaxReaders(0, readers)).toThrow("from 1 to");
  }
});

test("a clone of a OnceCell MUST have its value, and be another cell", () => {
  const cell = new sync.OnceCell<number>();
  const empty = cell.clone();
  cell.set(1);
  expect([empty.get(), cell.clone().get()]).toEqual([undefined, 1]);
  expect(errorOf(cell.clone().set(2))).toMatchObject({
    kind: "AlreadyInitialized",
    value: 2,
  });
});

test("with MUST throw where there is no value, and tryWith fail", () => {
  const key = task.taskLocal<number>();
  expect(() => key.get()).toThrow("without setting it first");
  expect(errorOf(key.tryWith((v) => v))).toBeInstanceOf(task.AccessError);
  expect(() =>
    key.syncScope(1, () => {
      throw new Error(`in ${key.get()}`);
    }),
  ).toThrow("in 1");
  expect(Exit.isFailure(key.tryWith((v) => v))).toBe(true);
});

test("a scope MUST hold below Effect's own operators and after a promise", () =>
  run(function* () {
    const key = task.taskLocal<string>();
    const seen: Array<string> = [];
    const look = Effect.sync(() => seen.push(key.get()));
    yield* key.scope(
      "in",
      Effect.promise(() => Promise.resolve()).pipe(
        Effect.andThen(look),
        Effect.andThen(Effect.sleep("1 second")),
        Effect.ensuring(look),
      ),
    );
    expect(seen).toEqual(["in", "in"]);
    expect(Exit.isFailure(key.tryWith((v) => v))).toBe(true);
  }));

test("a scope MUST hand on the typed error and the panic of its future", () =>
  run(function* () {
    const key = task.taskLocal<number>();
    const failed = yield* Effect.exit(key.scope(1, Effect.fail("typed")));
    const died = yield* Effect.exit(key.scope(1, Effect.die("panic")));
    expect(errorOf(failed)).toBe("typed");
    expect(Exit.isFailure(died) && Cause.squash(died.cause)).toBe("panic");
  }));

test("a scope MUST be set while an interruption of the fiber drops it", () =>
  run(function* () {
    const key = task.taskLocal<number>();
    const seen: Array<unknown> = [];
    const holds = gen(function* () {
      using _ = { [Symbol.dispose]: () => seen.push(key.get()) };
      yield* time.sleep(9);
    });
    const handle = spawn(
      Effect.withFiber<void>((fiber) => {
        spawn(Effect.sync(() => fiber.interruptUnsafe()));
        return key.scope(6, holds);
      }),
    );
    expect((yield* Effect.flip(handle)).isCancelled()).toBe(true);
    expect(seen).toEqual([6]);
    expect(Exit.isFailure(key.tryWith((v) => v))).toBe(true);
  }));

test("a scope that an Effect interruption drops MUST be left again", () =>
  run(function* () {
    const key = task.taskLocal<number>();
    const seen: Array<unknown> = [];
    const holds = gen(function* () {
      using _ = { [Symbol.dispose]: () => seen.push(key.get()) };
      yield* time.sleep(9);
    });
    yield* select({
      loser: Effect.andThen(time.sleep(0), key.scope(4, holds)),
      winner: time.sleep(1),
    });
    yield* Effect.timeoutOption(key.scope(5, holds), "1 second");
    expect(seen).toEqual([4, 5]);
    expect(Exit.isFailure(key.tryWith((v) => v))).toBe(true);
  }));
