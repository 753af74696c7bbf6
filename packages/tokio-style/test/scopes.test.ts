/** Guards, tasks and runtimes that belong to Effect's scopes. */
import { Cause, Context, Effect, Exit, Layer } from "effect";
import { expect, test } from "vitest";
import {
  acquireScoped,
  layer,
  onRuntime,
  spawnScoped,
  type TokioRuntime,
} from "../src/effect.js";
import { gen, runtime, select, spawn, sync, task, time } from "../src/index.js";
import { isOk, log, noisy, run, trace } from "./support.js";

const { sleep } = time;

test("a guard of a scope MUST be dropped when the scope closes, whatever ends it", () =>
  run(function* () {
    const mutex = new sync.Mutex(0);
    yield* Effect.scoped(
      gen(function* () {
        const guard = yield* acquireScoped(mutex.lock());
        guard.value++;
        expect(Exit.isFailure(mutex.tryLock())).toBe(true);
      }),
    );
    const fails = Effect.andThen(
      acquireScoped(mutex.lock()),
      Effect.fail("no"),
    );
    yield* Effect.exit(Effect.scoped(fails));
    const waits = Effect.andThen(acquireScoped(mutex.lock()), sleep(100));
    yield* select(
      { holds: Effect.scoped(waits), late: sleep(5) },
      { biased: true },
    );
    using guard = yield* mutex.lock();
    expect(guard.value).toBe(1);
  }));

test("a wait for a guard that is dropped or interrupted MUST acquire nothing", () =>
  run(function* () {
    const permits = new sync.Semaphore(1);
    const held = yield* permits.acquire();
    const scoped = Effect.scoped(acquireScoped(permits.acquire()));
    expect(yield* isOk(time.timeout(5, scoped))).toBe(false);
    expect(yield* isOk(Effect.timeout(scoped, "5 millis"))).toBe(false);
    expect(time.Instant.now().millis).toBe(10);
    held.drop();
    // Below a plain fiber the wait is a task, which is dropped at its turn.
    yield* task.yieldNow();
    expect(permits.availablePermits()).toBe(1);
  }));

test("a task of a scope MUST be aborted and have ended when the scope is closed", async () => {
  const events = await trace(
    gen(function* () {
      const holds = gen(function* () {
        using _ = noisy("task");
        yield* Effect.never;
      });
      const handle = yield* Effect.scoped(
        gen(function* () {
          const inner = yield* spawnScoped(holds);
          yield* sleep(3);
          log("closes");
          return { inner };
        }),
      );
      log(`closed ${handle.inner.isFinished()}`);
      const error = yield* Effect.flip(handle.inner);
      log(error.cancelledBy);
    }),
  );
  expect(events).toEqual([
    "@3 closes",
    "@3 drop task",
    "@3 closed true",
    "@3 abort",
  ]);
});

test("a task of a scope MUST find the services, and give its value while the scope is open", () =>
  run(function* () {
    class Name extends Context.Service<Name, string>()("Name") {}
    const greets = Effect.map(Name, (name) => `hello ${name}`);
    const greeting = Effect.scoped(
      gen(function* () {
        const handle = yield* spawnScoped(greets);
        return yield* handle;
      }),
    );
    expect(yield* Effect.provideService(greeting, Name, "you")).toBe(
      "hello you",
    );
  }));

test("a panic in a task of a scope that nobody awaits MUST be reported", async () => {
  const panics: Array<unknown> = [];
  using rt = runtime.Builder.newCurrentThread()
    .startPaused(true)
    .unhandledPanic(({ defect }) => panics.push(defect))
    .build();
  const boom = Effect.die("boom");
  await rt.blockOn(
    Effect.scoped(Effect.andThen(spawnScoped(boom), Effect.yieldNow)),
  );
  expect(panics).toEqual(["boom"]);
});

test("a runtime of a layer MUST run effects, and be shut down with it", async () => {
  let kept: task.JoinHandle<unknown> | undefined;
  const program = onRuntime(
    gen(function* () {
      kept = spawn(Effect.never);
      yield* sleep(1);
      return yield* spawn(Effect.succeed("done"));
    }),
  );
  const value = await Effect.runPromise(Effect.provide(program, layer()));
  expect(value).toBe("done");
  expect(kept?.isFinished()).toBe(true);
});

test("onRuntime MUST give typed errors, panics and services as they are", async () => {
  class Name extends Context.Service<Name, string>()("Name") {}
  const on = <A, E>(it: Effect.Effect<A, E, TokioRuntime | Name>) =>
    Effect.runPromise(
      Effect.exit(it).pipe(
        Effect.provide(Layer.merge(layer(), Layer.succeed(Name, "you"))),
      ),
    );
  expect(await on(onRuntime(Effect.fail("no")))).toEqual(Exit.fail("no"));
  expect(await on(onRuntime(Effect.die("boom")))).toEqual(Exit.die("boom"));
  expect(await on(onRuntime(Effect.map(Name, String)))).toEqual(
    Exit.succeed("you"),
  );
});

test("onRuntime MUST run on a paused runtime, and say when that is stuck", async () => {
  const builder = () => runtime.Builder.newCurrentThread().startPaused(true);
  const sleeps = gen(function* () {
    yield* sleep(60_000);
    return time.Instant.now().millis;
  });
  const both = Effect.andThen(onRuntime(sleeps), onRuntime(sleeps));
  expect(await Effect.runPromise(Effect.provide(both, layer(builder())))).toBe(
    120_000,
  );
  const stuck = Effect.provide(onRuntime(Effect.never), layer(builder()));
  await expect(Effect.runPromise(stuck)).rejects.toBeInstanceOf(
    runtime.Deadlock,
  );
});

test("an interruption MUST abort the task on the runtime, and wait for its end", async () => {
  const said: Array<string> = [];
  const holds = gen(function* () {
    using _ = { [Symbol.dispose]: () => void said.push("dropped") };
    yield* Effect.never;
  });
  const program = Effect.timeout(onRuntime(holds), "5 millis").pipe(
    Effect.provide(layer()),
  );
  const exit = await Effect.runPromise(Effect.exit(program));
  expect(Exit.isFailure(exit)).toBe(true);
  expect(said).toEqual(["dropped"]);
});

test("spawnScoped MUST die where no runtime runs", async () => {
  const exit = await Effect.runPromise(
    Effect.exit(Effect.scoped(spawnScoped(Effect.void))),
  );
  expect(Exit.isFailure(exit) && Cause.hasDies(exit.cause)).toBe(true);
});
