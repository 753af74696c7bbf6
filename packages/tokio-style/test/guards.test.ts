/** Locks and permits that nobody will get are given back, as Rust drops them. */
import { Effect, Exit } from "effect";
import { describe, expect, test } from "vitest";
import {
  branch,
  CancellationToken,
  gen,
  join,
  select,
  spawn,
  sync,
  task,
  time,
  tryJoin,
} from "../src/index.js";
import { settled } from "./cancel/scene.js";
import { errorOf, run, valueOf } from "./support.js";

const { sleep, timeout } = time;

type Body = (lock: sync.Mutex<number>) => Effect.Effect<unknown, unknown>;
const fails = Effect.andThen(sleep(1), Effect.fail("boom"));

const lost: Record<string, Body> = {
  "a join that timed out": (m) => timeout(5, join(m.lock(), sleep(9))),
  "a join in a join that timed out": (m) =>
    timeout(5, join(join(m.lock(), sleep(1)), sleep(9))),
  "a join of a select that timed out": (m) =>
    timeout(5, join(select({ lock: m.lock() }), sleep(9))),
  "a join of an exit that timed out": (m) =>
    timeout(5, join(Effect.exit(m.lock()), Effect.result(sleep(1)), sleep(9))),
  "a join of a result that timed out": (m) =>
    timeout(5, join(Effect.result(m.lock()), sleep(9))),
  "a join whose other branch failed": (m) => join(m.lock(), fails),
  "a tryJoin whose other branch failed": (m) => tryJoin(m.lock(), fails),
  "a join whose other branch panicked": (m) =>
    join(m.lock(), Effect.andThen(sleep(1), Effect.die("boom"))),
  "a select whose pattern it missed": (m) =>
    select({
      lock: branch(m.lock(), { match: () => false }),
      nap: sleep(5),
    }),
  "a select whose pattern threw": (m) =>
    select({
      lock: branch(m.lock(), {
        match: (): boolean => {
          throw new Error("boom");
        },
      }),
      nap: sleep(5),
    }),
  "a JoinHandle that was dropped before the task ended": (m) =>
    Effect.sync(() => spawn(m.lock()).drop()),
  "a JoinHandle that was dropped after the task had ended": (m) =>
    gen(function* () {
      const handle = spawn(m.lock());
      yield* settled;
      handle.drop();
    }),
  "a JoinSet that was dropped": (m) =>
    gen(function* () {
      using set = new task.JoinSet<Disposable>();
      set.spawn(m.lock());
      yield* settled;
    }),
  "a JoinSet whose tasks were let go": (m) =>
    gen(function* () {
      const set = new task.JoinSet<Disposable>();
      set.spawn(m.lock());
      set.detachAll();
      yield* settled;
    }),
  "a JoinSet that was shut down": (m) =>
    gen(function* () {
      const set = new task.JoinSet<Disposable>();
      set.spawn(m.lock());
      yield* settled;
      yield* set.shutdown();
    }),
  "a JoinSet that its own task has dropped": (m) =>
    gen(function* () {
      const set = new task.JoinSet<Disposable>();
      set.spawn(
        gen(function* () {
          set[Symbol.dispose]();
          return yield* m.lock();
        }),
      );
      yield* settled;
    }),
  "a join of a JoinSet's next that timed out": (m) =>
    gen(function* () {
      const set = new task.JoinSet<Disposable>();
      set.spawn(m.lock());
      yield* timeout(5, join(set.joinNext(), sleep(9)));
    }),
  "a JoinMap that was dropped": (m) =>
    gen(function* () {
      using map = new task.JoinMap<string, Disposable>();
      map.spawn("key", m.lock());
      yield* settled;
    }),
  "a JoinMap whose tasks were let go": (m) =>
    gen(function* () {
      const map = new task.JoinMap<string, Disposable>();
      map.spawn("key", m.lock());
      map.detachAll();
      yield* settled;
    }),
  "a JoinMap that was shut down": (m) =>
    gen(function* () {
      const map = new task.JoinMap<string, Disposable>();
      map.spawn("key", m.lock());
      yield* settled;
      yield* map.shutdown();
    }),
  "a task of a JoinMap whose key was given to another": (m) =>
    gen(function* () {
      const map = new task.JoinMap<string, Disposable>();
      map.spawn("key", m.lock());
      yield* settled;
      map.spawn("key", Effect.as(sleep(1), { [Symbol.dispose]() {} }));
      yield* map.joinNext();
    }),
  "a join of a JoinMap's next that timed out": (m) =>
    gen(function* () {
      const map = new task.JoinMap<string, Disposable>();
      map.spawn("key", m.lock());
      yield* timeout(5, join(map.joinNext(), sleep(9)));
    }),
};

describe("a lock that was given to", () => {
  test.each(Object.keys(lost))("%s MUST be given back", async (name) => {
    const free = await run(function* () {
      const lock = new sync.Mutex(0);
      yield* Effect.exit(spawn(Effect.exit(lost[name]!(lock))));
      yield* settled;
      return lock.tryLock()._tag;
    });
    expect(free).toBe("Success");
  });
});

const tokens: Record<string, () => readonly [Disposable, () => boolean]> = {
  "a permit of a semaphore": () => {
    const semaphore = new sync.Semaphore(1);
    const permit = valueOf(semaphore.tryAcquireOwned());
    return [permit, () => semaphore.availablePermits() === 1];
  },
  "a permit of a channel": () => {
    const [tx] = sync.mpsc.channel<number>(1);
    return [valueOf(tx.tryReserve()), () => tx.capacity() === 1];
  },
  "an owned permit of a channel": () => {
    const [tx, rx] = sync.mpsc.channel<number>(1);
    const permit = valueOf(tx.tryReserveOwned());
    return [permit, () => errorOf(rx.tryRecv()).kind === "Disconnected"];
  },
  "a guard of a part": () => {
    const lock = new sync.RwLock([0]);
    const part = valueOf(lock.tryWrite()).map(0);
    return [part, () => lock.tryWrite()._tag === "Success"];
  },
  "a token's DropGuard": () => {
    const token = new CancellationToken();
    return [token.dropGuard(), () => token.isCancelled()];
  },
  "a tracker's token": () => {
    const tracker = new task.TaskTracker();
    return [tracker.token(), () => tracker.isEmpty()];
  },
};

test.each(Object.keys(tokens))(
  "%s that a join has got MUST go with the join",
  async (name) => {
    const [before, after] = await run(function* () {
      const [guard, isGone] = tokens[name]!();
      const was = isGone();
      const both = join(
        Effect.sync(() => guard),
        sleep(9),
      );
      yield* Effect.exit(timeout(5, both));
      return [was, isGone()];
    });
    expect([before, after]).toEqual([false, true]);
  },
);

test("guards of a join that is dropped MUST be dropped in the order of its branches", async () => {
  const order = await run(function* () {
    const names: Array<string> = [];
    const [a, b] = [new sync.Mutex(0), new sync.Mutex(0)];
    const between = gen(function* () {
      try {
        yield* sleep(100);
      } finally {
        names.push(`between, a is ${a.tryLock()._tag}, b ${b.tryLock()._tag}`);
      }
    });
    const handle = spawn(join(a.lock(), between, b.lock()));
    yield* settled;
    handle.abort();
    yield* settled;
    return names;
  });
  expect(order).toEqual(["between, a is Success, b Failure"]);
});

test("a value that is no guard MUST be left alone when a join is dropped", async () => {
  let disposed = false;
  const shared = { [Symbol.dispose]: () => (disposed = true) };
  await run(function* () {
    yield* Effect.exit(
      timeout(5, join(Effect.succeed(shared), Effect.succeed(null), sleep(9))),
    );
  });
  expect(disposed).toBe(false);
});

test("a guard that was passed on MUST be held until its owner drops it", async () => {
  const held = await run(function* () {
    const lock = new sync.Mutex(0);
    const [guard] = yield* join(lock.lock(), sleep(1));
    yield* settled;
    const before = lock.tryLock();
    guard.drop();
    return [Exit.isSuccess(before), Exit.isSuccess(lock.tryLock())];
  });
  expect(held).toEqual([false, true]);
});

test.each([0, 1])(
  "a JoinHandle that a task awaits twice MUST wake it though number %i of the two is dropped",
  async (dropped) => {
    const got = await run(function* () {
      const handle = spawn(Effect.as(sleep(10), "value"));
      const first = timeout(dropped === 0 ? 5 : 50, handle);
      const second = timeout(dropped === 1 ? 5 : 50, handle);
      yield* join(Effect.exit(first), Effect.exit(second));
      return time.Instant.now().millis;
    });
    expect(got).toBe(10);
  },
);
