/** Dumps, metrics, the watchdog, and how a task was cancelled. */
import { Effect } from "effect";
import { expect, test, vi } from "vitest";
import {
  gen,
  join,
  runtime,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { paused, run } from "./support.js";

const lines = (dump: ReadonlyArray<runtime.TaskDump>): Array<string> =>
  dump.map((one) =>
    String(one)
      .replaceAll(/task \d+/g, "task N")
      .replaceAll(/ \(spawned at [^)]*\)/g, ""),
  );

test("a dump MUST say who waits for what, and since when", async () => {
  const dump = await run(function* () {
    const [tx, rx] = sync.mpsc.channel<number>(1);
    spawn(
      gen(function* () {
        yield* time.sleep(3);
        yield* select({ message: rx.recv(), late: time.sleep(100) });
      }),
      { name: "receiver" },
    );
    const mutex = new sync.Mutex(0);
    using _ = yield* mutex.lock();
    spawn(join(mutex.lock(), time.sleep(200)), { name: "locker" });
    yield* time.sleep(10);
    spawn(task.yieldNow(), { name: "new" });
    tx.drop();
    return runtime.Handle.current().dump();
  });
  expect(lines(dump)).toEqual([
    "blockOn is running, since 0ms",
    'task N "receiver" waits for select(a message (mpsc recv), sleep until 103ms), since 3ms',
    'task N "locker" waits for join(a mutex, sleep until 200ms), since 0ms',
    'task N "new" waits for its turn, since 10ms',
  ]);
  expect(dump.map((one) => one.state)).toEqual([
    "running",
    "queued",
    "waiting",
    "queued",
  ]);
  expect(dump[1]?.spawnedAt).toMatch(/diagnostics\.test\.ts:\d+:\d+$/);
});

test("a dump MUST tell tasks that failed from those that panicked", async () => {
  using rt = runtime.Builder.newCurrentThread()
    .startPaused(true)
    .unhandledPanic(() => {})
    .unhandledFailure(() => {})
    .build();
  const dump = await rt.blockOn(
    gen(function* () {
      const handles = [
        spawn(Effect.fail(new Error("no")), { name: "a" }),
        spawn(Effect.die(new TypeError("boom")), { name: "b" }),
        spawn(Effect.interrupt, { name: "c" }),
      ];
      yield* time.sleep(5);
      return handles.length > 0 ? rt.handle().dump() : [];
    }),
  );
  expect(lines(dump).slice(1)).toEqual([
    'task N "a" failed and was not awaited: Error: no, since 0ms',
    'task N "b" panicked and was not awaited: TypeError: boom, since 0ms',
  ]);
});

test("a deadlock MUST also name the task whose panic led to it", async () => {
  using rt = paused();
  const error: unknown = await rt
    .blockOn(
      gen(function* () {
        const [tx, rx] = sync.oneshot.channel<number>();
        spawn(
          gen(function* () {
            yield* time.sleep(5);
            if (tx.isClosed()) return;
            throw new Error("before it sends");
          }),
          { name: "sender" },
        );
        return yield* rx;
      }),
    )
    .catch((e: unknown) => e);
  const { message, tasks, waiters } = error as runtime.Deadlock;
  expect(waiters).toEqual(["blockOn waits for a message (oneshot)"]);
  expect(tasks.map((one) => one.state)).toEqual(["waiting", "panicked"]);
  expect(message).toContain(
    "panicked and was not awaited: Error: before it sends",
  );
  expect(message).toContain('"sender" (spawned at ');
});

test("a JoinError MUST say who stopped the task", async () => {
  const rt = paused();
  const left = rt.spawn(Effect.never);
  const errors = await rt.blockOn(
    gen(function* () {
      const aborted = spawn(Effect.never, { name: "idle" });
      aborted.abort();
      const interrupted = spawn(Effect.interrupt);
      const panicked = spawn(Effect.die("boom"));
      return [
        yield* Effect.flip(aborted),
        yield* Effect.flip(interrupted),
        yield* Effect.flip(panicked),
      ];
    }),
  );
  rt.shutdown();
  errors.push(await paused().blockOn(Effect.flip(left)));
  expect(errors.map((error) => error.cancelledBy)).toEqual([
    "abort",
    "interruption",
    undefined,
    "shutdown",
  ]);
  expect(errors.map(({ message }) => message.replace(/\d+/, "N"))).toEqual([
    'task N "idle" was cancelled',
    "task N was cancelled by an interruption in its own code",
    "task N panicked",
    "task N was cancelled by the shutdown of its runtime",
  ]);
});

test("the watchdog MUST name a task whose poll takes too long, and no other", async () => {
  const heard: Array<runtime.BlockedLoop> = [];
  const clock = vi.spyOn(performance, "now");
  let now = 0;
  clock.mockImplementation(() => now);
  const blocks = (milliseconds: number) =>
    Effect.sync(() => void (now += milliseconds));
  try {
    using rt = runtime.Builder.newCurrentThread()
      .startPaused(true)
      .watchdog(10, (blocked) => heard.push(blocked))
      .build();
    await rt.blockOn(
      gen(function* () {
        yield* join(
          spawn(blocks(10), { name: "quick" }),
          spawn(blocks(11), { name: "slow" }),
        );
        yield* blocks(30);
      }),
    );
  } finally {
    clock.mockRestore();
  }
  expect(heard.map((blocked) => blocked.milliseconds)).toEqual([11, 30]);
  expect(heard[0]?.task).toMatch(/"slow" \(spawned at .*diagnostics/);
  expect(heard[1]).toMatchObject({ task: "blockOn", taskId: undefined });
});

test("the metrics MUST count tasks, polls and turns in the queues", async () => {
  using rt = paused();
  const metrics = rt.metrics();
  rt.spawn(time.sleep(5));
  rt.spawn(task.yieldNow());
  expect(metrics.injectionQueueDepth()).toBe(2);
  expect(metrics.remoteScheduleCount()).toBe(2);
  expect(metrics.activeTasksCount()).toBe(2);
  expect(metrics.workerPollCount()).toBe(0);
  await rt.blockOn(
    gen(function* () {
      spawn(Effect.void);
      expect(metrics.workerLocalQueueDepth(0)).toBe(1);
      yield* time.sleep(10);
    }),
  );
  expect(metrics.injectionQueueDepth()).toBe(0);
  expect(metrics.activeTasksCount()).toBe(0);
  // A first poll of each, and a second of the two that waited.
  expect(metrics.workerPollCount(0)).toBe(5);
  expect(metrics.workerLocalScheduleCount()).toBe(3);
  expect(metrics.workerTotalBusyDuration()).toBeGreaterThan(0);
  expect(() => metrics.workerPollCount(1)).toThrow("one worker");
  expect(metrics.numWorkers()).toBe(1);
});
