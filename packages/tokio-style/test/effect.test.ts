/** Effect code that knows nothing of Tokio, inside a task. */
import { Deferred, Effect, Fiber, Scope } from "effect";
import { expect, test } from "vitest";
import { fn, gen, join, spawn, task, time } from "../src/index.js";
import { log, run, trace } from "./support.js";

test("a promise MUST resume its task at the task's own turn", async () => {
  const events = await trace(
    gen(function* () {
      const waits = gen(function* () {
        log("asks");
        log(yield* Effect.promise(() => Promise.resolve("answer")));
      });
      const h = spawn(waits);
      yield* task.yieldNow();
      log("main");
      yield* h;
    }),
  );
  expect(events).toEqual(["@0 asks", "@0 main", "@0 answer"]);
});

test("paused time MUST stand still while a promise is in flight", async () => {
  const events = await trace(
    join(
      Effect.map(time.sleep(5), () => log("slept")),
      Effect.promise(
        () => new Promise((resolve) => void setTimeout(resolve, 20)),
      ).pipe(Effect.map(() => log("host"))),
    ),
  );
  expect(events).toEqual(["@0 host", "@5 slept"]);
});

test("paused time MUST move when a task waits for another's Deferred", async () => {
  const events = await trace(
    gen(function* () {
      const answer = yield* Deferred.make<number>();
      spawn(
        gen(function* () {
          yield* time.sleep(7);
          yield* Deferred.succeed(answer, 42);
        }),
      );
      log(yield* Deferred.await(answer));
    }),
  );
  expect(events).toEqual(["@7 42"]);
});

test("Effect.sleep and Effect.timeout MUST obey paused time", async () => {
  const events = await trace(
    gen(function* () {
      yield* Effect.sleep("3 seconds");
      log("slept");
      yield* Effect.exit(Effect.timeout(Effect.never, "1 minute"));
      log("timed out");
    }),
  );
  expect(events).toEqual(["@3000 slept", "@63000 timed out"]);
});

test("a forked fiber MUST take its turns in the run queue", async () => {
  const events = await trace(
    gen(function* () {
      const fiber = yield* Effect.forkChild(
        Effect.map(time.sleep(2), () => log("fork")),
      );
      spawn(Effect.sync(() => log("task")));
      yield* Fiber.join(fiber);
      log("joined");
    }),
  );
  expect(events).toEqual(["@0 task", "@2 fork", "@2 joined"]);
});

test("a task's forked fibers MUST be interrupted when it ends", async () => {
  const events = await trace(
    gen(function* () {
      yield* spawn(
        Effect.gen(function* () {
          yield* Effect.forkChild(
            Effect.onInterrupt(time.sleep(100), () =>
              Effect.sync(() => log("interrupted")),
            ),
          );
          yield* task.yieldNow();
        }),
      );
      log("joined");
    }),
  );
  expect(events).toEqual(["@0 interrupted", "@0 joined"]);
});

test("Effect's combinators MUST work on futures", async () => {
  const sum = await run(function* () {
    const later = fn(function* (n: number) {
      yield* time.sleep(n);
      return n;
    });
    const all = yield* Effect.all([later(1), later(2), later(3)], {
      concurrency: "unbounded",
    });
    const first = yield* Effect.raceFirst(later(9), later(4));
    return [...all, first];
  });
  expect(sum).toEqual([1, 2, 3, 4]);
});

test("a drop MUST run Effect's finalisers before it returns", async () => {
  const events = await trace(
    gen(function* () {
      const h = spawn(
        Effect.scoped(
          Effect.gen(function* () {
            const scope = yield* Scope.Scope;
            yield* Scope.addFinalizer(
              scope,
              Effect.sync(() => log("scope closed")),
            );
            yield* Effect.acquireRelease(
              Effect.sync(() => log("acquired")),
              () => Effect.sync(() => log("released")),
            );
            yield* time.sleep(10);
          }),
        ),
      );
      yield* time.sleep(1);
      h.abort();
      yield* Effect.exit(h);
      log("joined");
    }),
  );
  expect(events).toEqual([
    "@0 acquired",
    "@1 released",
    "@1 scope closed",
    "@1 joined",
  ]);
});

test("a finaliser that waits MUST end in a task of its own", async () => {
  const events = await trace(
    gen(function* () {
      const cleanup = gen(function* () {
        yield* time.sleep(5);
        log("cleaned up");
      });
      const h = spawn(Effect.ensuring(time.sleep(10), cleanup));
      yield* time.sleep(1);
      h.abort();
      yield* Effect.exit(h);
      log("joined");
      yield* time.sleep(10);
    }),
  );
  expect(events).toEqual(["@1 joined", "@6 cleaned up"]);
});

test("a future MUST run below a plain fiber, in a task of its own", async () => {
  const events = await trace(
    gen(function* () {
      const fiber = yield* Effect.forkChild(
        Effect.gen(function* () {
          const both = yield* join(
            Effect.as(time.sleep(3), "a"),
            Effect.as(time.sleep(2), "b"),
          );
          log(both.join(""));
        }),
      );
      yield* Fiber.join(fiber);
      log("joined");
    }),
  );
  expect(events).toEqual(["@3 ab", "@3 joined"]);
});
