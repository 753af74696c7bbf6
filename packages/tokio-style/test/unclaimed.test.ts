/** Ends of tasks that nobody awaits: who hears of them, and when. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { gen, runtime, spawn, task, time } from "../src/index.js";

/** Runs a program; gives what was heard, with the time at which it was. */
async function heardIn(
  program: Effect.Effect<unknown, unknown>,
  builder = runtime.Builder.newCurrentThread().startPaused(true),
): Promise<ReadonlyArray<string>> {
  const heard: Array<string> = [];
  const note = (what: string): void => {
    const now = runtime.Handle.tryCurrent()
      ? `@${Math.floor(time.Instant.now().millis)}`
      : "after";
    heard.push(`${now} ${what}`);
  };
  using rt = builder
    .unhandledPanic(({ defect }) => note(`panic ${String(defect)}`))
    .unhandledFailure(({ error }) => note(`failure ${String(error)}`))
    .build();
  await rt.blockOn(program);
  heard.push("end");
  return heard;
}

/** Ends badly after so many milliseconds. */
const after = <E>(milliseconds: number, end: Effect.Effect<never, E>) =>
  Effect.andThen(time.sleep(milliseconds), end);

test("a panic whose handle was dropped MUST be told when it happens", async () => {
  const heard = await heardIn(
    gen(function* () {
      spawn(after(5, Effect.die("boom"))).drop();
      yield* time.sleep(10);
    }),
  );
  expect(heard).toEqual(["@5 panic boom", "end"]);
});

test("a panic MUST be told when its handle is dropped", async () => {
  const heard = await heardIn(
    gen(function* () {
      {
        using _ = spawn(after(5, Effect.die("boom")));
        yield* time.sleep(7);
      }
      yield* time.sleep(10);
    }),
  );
  expect(heard).toEqual(["@7 panic boom", "end"]);
});

test("a panic whose handle is awaited later MUST not be told", async () => {
  const program = gen(function* () {
    const handle = spawn(after(5, Effect.die("boom")));
    yield* time.sleep(40);
    const error = yield* Effect.flip(handle);
    handle.drop();
    return error.isPanic();
  });
  expect(await heardIn(program)).toEqual(["end"]);
  const wall = runtime.Builder.newCurrentThread();
  expect(await heardIn(program, wall)).toEqual(["end"]);
});

test("a panic MUST be told once a second has passed, and still reach who awaits it", async () => {
  const heard = await heardIn(
    gen(function* () {
      const handle = spawn(after(5, Effect.die("boom")));
      yield* time.sleep(900);
      yield* time.sleep(900);
      expect((yield* Effect.flip(handle)).intoPanic()).toBe("boom");
    }),
  );
  const [told, ...rest] = heard;
  expect(rest).toEqual(["end"]);
  // Paused time stops on its way where timers move down the wheel.
  const at = Number(/^@(\d+) panic boom$/.exec(told!)?.[1]);
  expect(at).toBeGreaterThanOrEqual(1005);
  expect(at).toBeLessThanOrEqual(1800);
});

test("a panic that nobody awaits MUST be told before blockOn ends", async () => {
  const heard = await heardIn(
    gen(function* () {
      const handle = spawn(Effect.die("boom"));
      yield* task.yieldNow();
      return handle.isFinished();
    }),
  );
  expect(heard).toEqual(["@0 panic boom", "end"]);
});

test("a panic whose handle nobody holds MUST be told when the host sees that", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heard: Array<unknown> = [];
  using rt = runtime.Builder.newCurrentThread()
    .startPaused(true)
    .unhandledPanic(({ defect }) => heard.push(defect))
    .build();
  const turn = Effect.promise(() => new Promise((go) => setImmediate(go)));
  const before = await rt.blockOn(
    gen(function* () {
      spawn(Effect.die("boom"));
      yield* task.yieldNow();
      for (let i = 0; i < 20 && heard.length === 0; i++) {
        collect();
        yield* turn;
      }
      return [...heard];
    }),
  );
  expect(before).toEqual(["boom"]);
  expect(heard).toEqual(["boom"]);
});

test("a typed failure MUST be told as one, when a panic would be", async () => {
  const heard = await heardIn(
    gen(function* () {
      spawn(after(5, Effect.fail("no"))).drop();
      spawn(after(6, Effect.interrupt)).drop();
      const awaited = spawn(after(7, Effect.fail("mine")));
      yield* Effect.flip(awaited);
      yield* time.sleep(2000);
    }),
  );
  expect(heard).toEqual(["@5 failure no", "end"]);
});

test("a typed failure MUST be lost unless somebody listens", async () => {
  const heard: Array<unknown> = [];
  using rt = runtime.Builder.newCurrentThread()
    .startPaused(true)
    .unhandledPanic((panic) => heard.push(panic))
    .build();
  await rt.blockOn(
    gen(function* () {
      spawn(Effect.fail("no")).drop();
      yield* time.sleep(2000);
    }),
  );
  expect(heard).toEqual([]);
});
