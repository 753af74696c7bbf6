import { Effect } from "effect";
import { expect, test } from "vitest";
import { gen, join, type runtime, spawn, task, time } from "../src/index.js";
import { isOk, log, noisy, paused, run, trace } from "./support.js";

const { sleep } = time;

const nap = (name: string, duration: number) =>
  gen(function* () {
    using _ = noisy(name);
    yield* sleep(duration);
  });

test("wait MUST end when the tracker is closed and its last task has dropped its future", async () => {
  const events = await trace(
    gen(function* () {
      const tracker = new task.TaskTracker();
      const waits = spawn(Effect.map(tracker.wait(), () => log("over")));
      const a = tracker.spawn(nap("a", 3));
      tracker.spawn(nap("b", 2));
      spawn(Effect.map(a, () => log("a joined")));
      log(tracker.length);
      yield* sleep(1);
      log(tracker.close());
      log(tracker.close());
      yield* waits;
    }),
  );
  expect(events).toEqual([
    "@0 2",
    "@1 true",
    "@1 false",
    "@2 drop b",
    "@3 drop a",
    "@3 over",
    "@3 a joined",
  ]);
});

test("wait MUST NOT end while the tracker is open", () =>
  run(function* () {
    const tracker = new task.TaskTracker();
    expect(yield* isOk(time.timeout(5, tracker.wait()))).toBe(false);
    tracker.close();
    yield* tracker.wait();
    expect(tracker.reopen()).toBe(true);
    expect(tracker.reopen()).toBe(false);
    expect(tracker.isClosed()).toBe(false);
    expect(yield* isOk(time.timeout(5, tracker.wait()))).toBe(false);
  }));

test("a wait MUST end when the tracker was over once since it was made", () =>
  run(function* () {
    const tracker = new task.TaskTracker();
    const made = tracker.wait();
    tracker.close();
    tracker.reopen();
    tracker.spawn(Effect.never);
    yield* made;
    const other = new task.TaskTracker();
    other.close();
    const over = other.wait();
    other.spawn(Effect.never);
    yield* over;
    const waits = spawn(other.wait());
    yield* task.yieldNow();
    expect(waits.isFinished()).toBe(false);
  }));

test("a task that is aborted before its first poll MUST NOT be waited for", () =>
  run(function* () {
    const tracker = new task.TaskTracker();
    tracker.spawn(Effect.never).abort();
    tracker.close();
    yield* tracker.wait();
    expect(tracker.isEmpty()).toBe(true);
  }));

test("a token MUST count as a task until it is dropped, once", () =>
  run(function* () {
    const tracker = new task.TaskTracker();
    const token = tracker.token();
    const clone = token.clone();
    expect(clone.taskTracker).toBe(tracker);
    expect(tracker.length).toBe(2);
    token.drop();
    token.drop();
    expect(tracker.length).toBe(1);
    tracker.close();
    const waits = spawn(tracker.wait());
    yield* task.yieldNow();
    expect(waits.isFinished()).toBe(false);
    clone.drop();
    yield* waits;
  }));

test("a tracked future MUST count from the call to its end or its drop", () =>
  run(function* () {
    const tracker = new task.TaskTracker();
    const ends = tracker.trackFuture(sleep(2));
    expect(tracker.length).toBe(1);
    yield* ends;
    expect(tracker.length).toBe(0);
    const dropped = time.timeout(1, tracker.trackFuture(Effect.never));
    expect(yield* isOk(dropped)).toBe(false);
    expect(tracker.length).toBe(0);
    expect(
      yield* Effect.flip(tracker.trackFuture(Effect.fail("no" as const))),
    ).toBe("no");
    expect(tracker.isEmpty()).toBe(true);
  }));

test("a tracker MUST track tasks of other runtimes, of LocalSets and on threads", async () => {
  using other = paused();
  using rt = paused();
  const tracker = new task.TaskTracker();
  const local = new task.LocalSet();
  const module = new URL("./fixtures/blocking.mjs", import.meta.url);
  const square = task.moduleFn<[number], number>(module, "square");
  tracker.spawnOn(Effect.void, other.handle());
  tracker.spawnLocalOn(Effect.void, local);
  await local.blockOn(
    rt,
    gen(function* () {
      tracker.spawnLocal(Effect.void);
      const job = tracker.spawnBlocking(square, 3);
      expect(tracker.length).toBe(4);
      expect(yield* job).toBe(9);
      expect(tracker.length).toBe(1);
    }),
  );
  tracker.close();
  await other.blockOn(tracker.wait());
});

test("a wait that is dropped MUST leave the others in the queue", () =>
  run(function* () {
    const tracker = new task.TaskTracker();
    tracker.spawn(sleep(3));
    tracker.close();
    const early = time.timeout(1, tracker.wait());
    yield* join(Effect.exit(early), tracker.wait());
    expect(time.Instant.now().millis).toBe(3);
  }));

test("a deadlock MUST say what a wait waits for", async () => {
  using rt = paused();
  const tracker = new task.TaskTracker();
  const error: unknown = await rt
    .blockOn(tracker.wait())
    .catch((e: unknown) => e);
  expect((error as runtime.Deadlock).waiters).toEqual([
    "blockOn waits for a TaskTracker to be closed",
  ]);
});
