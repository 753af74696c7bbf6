/** Generators close: what Rust drops, `finally` and `using` see. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { fn, gen, select, spawn, time } from "../src/index.js";
import { log, noisy, run, trace } from "./support.js";

const guarded = fn(function* (future: Effect.Effect<unknown, unknown>) {
  using _ = noisy("guard");
  try {
    return yield* future;
  } finally {
    log("finally");
  }
});

test("a failure MUST run finally and using, inner ones first", async () => {
  const events = await trace(
    gen(function* () {
      log(yield* Effect.flip(guarded(Effect.fail("boom"))));
    }),
  );
  expect(events).toEqual(["@0 finally", "@0 drop guard", "@0 boom"]);
});

test("a panic below MUST run finally and using", async () => {
  const events = await trace(Effect.exit(guarded(Effect.die("boom"))));
  expect(events).toEqual(["@0 finally", "@0 drop guard"]);
});

test("an abort MUST run finally and using at the task's turn", async () => {
  const events = await trace(
    gen(function* () {
      const h = spawn(guarded(time.sleep(5)));
      yield* time.sleep(1);
      h.abort();
      log("aborted");
      yield* Effect.exit(h);
    }),
  );
  expect(events).toEqual(["@1 aborted", "@1 finally", "@1 drop guard"]);
});

test("a loser MUST be closed before select returns", async () => {
  const events = await trace(
    gen(function* () {
      const won = yield* select({
        slow: guarded(time.sleep(9)),
        fast: time.sleep(2),
      });
      log(won._tag);
    }),
  );
  expect(events).toEqual(["@2 finally", "@2 drop guard", "@2 fast"]);
});

test("a future that was never polled MUST run nothing when dropped", async () => {
  const events = await trace(
    gen(function* () {
      const h = spawn(guarded(Effect.void));
      h.abort();
      yield* Effect.exit(h);
    }),
  );
  expect(events).toEqual([]);
});

test("a finally block MAY await when the body fails", async () => {
  const events = await trace(
    Effect.exit(
      gen(function* () {
        try {
          yield* Effect.fail("boom");
        } finally {
          yield* time.sleep(3);
          log("finally");
        }
      }),
    ),
  );
  expect(events).toEqual(["@3 finally"]);
});

test("a failing finally MUST be reported together with the failure", async () => {
  const cause = await run(function* () {
    const future = gen(function* () {
      try {
        yield* Effect.fail("first");
      } finally {
        yield* Effect.fail("second");
      }
    });
    const exit = yield* Effect.exit(future);
    return exit._tag === "Failure" ? exit.cause.reasons : [];
  });
  expect(cause.map((r) => r._tag === "Fail" && r.error)).toEqual([
    "first",
    "second",
  ]);
});
