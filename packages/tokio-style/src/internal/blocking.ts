/**
 * Work on other threads: `spawnBlocking`.
 *
 * The pool is imported when it is first used: it needs Node, and the rest of
 * this package does not.
 */
import { Exit } from "effect";
import { JoinError, JoinHandle } from "./join-handle.js";
import { currentScheduler } from "./scheduler.js";
import { noRuntime } from "./services.js";
import { OutsideTask } from "./task.js";
import type * as WorkerPool from "./worker-pool.js";
import type { ModuleFn, PoolOptions } from "./worker-pool.js";

export type { ModuleFn } from "./worker-pool.js";

/** The settings that the pool gets before its next job. */
export const blocking: { options: PoolOptions | undefined } = {
  options: undefined,
};

/**
 * Names an exported function of a module, so that a thread can call it.
 *
 * ```ts
 * const fib = task.moduleFn<[number], number>(new URL("./fib.js", import.meta.url), "fib");
 * ```
 */
export function moduleFn<Args extends Array<unknown>, R>(
  url: URL | string,
  name: string,
): ModuleFn<Args, R> {
  return { url: String(url), name };
}

type Pool = typeof WorkerPool;
let pool: Promise<Pool> | undefined;
let counts: Pool["counts"] | undefined;

/** How many threads there are, how many do nothing, how many jobs wait. */
export function blockingCounts(): ReturnType<Pool["counts"]> {
  return counts?.() ?? { threads: 0, idle: 0, queued: 0 };
}

async function openPool(): Promise<Pool> {
  pool ??= import("./worker-pool.js");
  const opened = await pool;
  counts = opened.counts;
  const { options } = blocking;
  if (options !== undefined) {
    blocking.options = undefined;
    opened.configure(options);
  }
  return opened;
}

/**
 * Runs a function of a module on a thread of its own.
 *
 * A closure cannot cross threads in JavaScript; name an exported function
 * with {@link moduleFn}. Arguments and result are cloned.
 *
 * Behaviour: the job starts whether or not its handle is awaited; paused time
 * stands still while it runs.
 *
 * Cancellation: `abort` takes the job back if no thread has begun it. One
 * that runs goes on, as in Tokio.
 *
 * Errors: what the function throws is a panic: a {@link JoinError}.
 *
 * Original: `tokio::task::spawn_blocking`.
 */
export function spawnBlocking<Args extends Array<unknown>, R>(
  work: ModuleFn<Args, R>,
  ...args: Args
): JoinHandle<Awaited<R>> {
  const scheduler = currentScheduler();
  if (scheduler === undefined) throw noRuntime();
  if (typeof work !== "object" || typeof work?.url !== "string") {
    throw new TypeError(
      "spawnBlocking cannot take a closure to another thread: name an exported function with task.moduleFn(new URL(…, import.meta.url), name)",
    );
  }
  const task = new OutsideTask(scheduler);
  task.name = `${work.name} on a thread`;
  if (scheduler.ending) {
    task.settle({ kind: "cancelled", by: "shutdown" });
    return new JoinHandle(task);
  }
  const reason = new JoinError(task.id);
  let aborted = false;
  task.onAbort = () => {
    aborted = true;
  };
  scheduler.tasks.push(task);
  scheduler.outsideBegan();
  const settled = (): void => scheduler.outsideEnded();
  openPool()
    .then((opened) => {
      if (aborted) throw reason;
      const job = opened.startOnWorker(work, args);
      task.onAbort = () => {
        job.cancel(reason);
      };
      return job.result;
    })
    .then(
      (value) => {
        settled();
        task.settle({ kind: "exit", exit: Exit.succeed(value) });
      },
      (error: unknown) => {
        settled();
        task.settle(
          error === reason
            ? { kind: "cancelled", by: "abort" }
            : { kind: "panic", defect: error },
        );
      },
    );
  return new JoinHandle(task);
}
