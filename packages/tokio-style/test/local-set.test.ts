/** LocalSets, against traces recorded from the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { gen, type runtime, sync, task, time } from "../src/index.js";
import { programs as arounds } from "./local-set-around-programs.js";
import {
  programs as endings,
  said,
  wholes,
} from "./local-set-ends-programs.js";
import { programs as orders } from "./local-set-programs.js";
import { collected, paused, recorded, run, trace } from "./support.js";

const programs = { ...orders, ...arounds, ...endings };
const tokio = recorded("local-set.trace");

test.each(Object.keys(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    expect(await trace(programs[name]?.() ?? Effect.void)).toEqual(
      tokio.get(name),
    );
  },
);

test.each(Object.keys(wholes))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    said.length = 0;
    await wholes[name]?.();
    expect(said).toEqual(tokio.get(name));
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys({ ...programs, ...wholes }).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

test("a deadlock MUST name the tasks of a LocalSet, and where they were spawned", async () => {
  using rt = paused();
  using local = new task.LocalSet();
  local.spawnLocal(Effect.never);
  const main = gen(function* () {
    task.spawnLocal(time.sleep(5));
    task.spawnLocal(new sync.Notify().notified(), { name: "listener" });
    yield* local;
  });
  const error: unknown = await local.blockOn(rt, main).catch((e: unknown) => e);
  const { waiters } = error as runtime.Deadlock;
  expect(waiters[0]).toBe(
    "blockOn waits for runUntil(the tasks of a LocalSet)",
  );
  expect(waiters.length).toBe(3);
  expect(waiters[2]).toMatch(
    /^task \d+ "listener" \(spawned at .*local-set.test.ts:\d+:\d+\) waits for/,
  );
});

test("a handle MUST say that its task went with its LocalSet", () =>
  run(function* () {
    const local = new task.LocalSet();
    const handle = local.spawnLocal(Effect.never);
    local.drop();
    const late = local.spawnLocal(Effect.never);
    for (const one of [handle, late]) {
      const error = yield* Effect.flip(one);
      expect(error.cancelledBy).toBe("drop");
      expect(error.message).toContain("by the drop of its LocalSet");
    }
    yield* local;
  }));

test("a task that was spawned before its runtime MUST find that one's clock", async () => {
  using rt = paused();
  const local = new task.LocalSet();
  const slept = local.spawnLocal(
    gen(function* () {
      yield* Effect.sleep("3 seconds");
      return time.Instant.now().millis;
    }),
  );
  await rt.blockOn(local);
  expect(await rt.blockOn(slept)).toBe(3000);
});

test("a LocalSet MUST go on in another runtime", async () => {
  const local = new task.LocalSet();
  const n = new sync.Notify();
  const handle = local.spawnLocal(Effect.as(n.notified(), "woken"));
  {
    using rt = paused();
    await local.blockOn(rt, task.yieldNow());
  }
  using rt = paused();
  n.notifyOne();
  expect(await local.blockOn(rt, handle)).toBe("woken");
});

test("a runUntil that fails MUST leave the set", () =>
  run(function* () {
    const local = new task.LocalSet();
    const fails = gen(function* () {
      yield* task.yieldNow();
      yield* Effect.fail("no");
    });
    expect(yield* Effect.flip(local.runUntil(fails))).toBe("no");
    expect(() => task.spawnLocal(Effect.void)).toThrow("called from outside");
  }));

test("a guard that is dropped twice MUST leave the set once", () => {
  const [a, b] = [new task.LocalSet(), new task.LocalSet()];
  const inA = a.enter();
  const inB = b.enter();
  inB.drop();
  const again = b.enter();
  inB.drop();
  expect(task.spawnLocal(Effect.void).isFinished()).toBe(false);
  again.drop();
  inA.drop();
  expect(() => task.spawnLocal(Effect.void)).toThrow("called from outside");
});

test("a JoinSet MUST take tasks of another runtime, and let go of them", async () => {
  using other = paused();
  using rt = paused();
  const set = new task.JoinSet<string>();
  set.spawnOn(Effect.succeed("there"), other.handle());
  await other.blockOn(task.yieldNow());
  expect((await rt.blockOn(set.joinNext()))?.value).toBe("there");
  await rt.blockOn(
    gen(function* () {
      const done: Array<string> = [];
      const says = (word: string) =>
        gen(function* () {
          yield* task.yieldNow();
          done.push(word);
          return word;
        });
      set.spawn(says("detached"));
      set.detachAll();
      expect(set.isEmpty()).toBe(true);
      set.spawn(says("shut down"));
      yield* set.shutdown();
      expect(set.isEmpty()).toBe(true);
      yield* task.yieldNow();
      expect(done).toEqual(["detached"]);
    }),
  );
});

test("a LocalSet with no task left MUST be let go by its runtime", async () => {
  using rt = paused();
  const ref = await rt.blockOn(
    gen(function* () {
      const local = new task.LocalSet();
      local.spawnLocal(task.yieldNow());
      yield* local;
      return new WeakRef(local);
    }),
  );
  expect(await collected(ref)).toBe(true);
});
