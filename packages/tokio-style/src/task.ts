/** Tasks. Original: `tokio::task`, and `tokio_util::task`. */
import type { Effect } from "effect";
import { JoinHandle } from "./internal/join-handle.js";
import { localHere } from "./internal/local-queue.js";
import { currentScheduler } from "./internal/scheduler.js";
import { noRuntime } from "./internal/services.js";
import { spawnOn } from "./internal/spawn.js";
import { LocalKey } from "./internal/task-local.js";
import { ConsumeBudget, Unconstrained } from "./internal/unconstrained.js";
import { YieldNow } from "./internal/yield-now.js";

export { AbortHandle, JoinError, JoinHandle } from "./internal/join-handle.js";
export { type JoinedKey, JoinMap } from "./internal/join-map.js";
export { type Joined, JoinSet } from "./internal/join-set.js";
export { LocalEnterGuard, LocalSet } from "./internal/local-set.js";
export { AccessError, LocalKey } from "./internal/task-local.js";
export { TaskTracker, TaskTrackerToken } from "./internal/task-tracker.js";
export { type ModuleFn, moduleFn, spawnBlocking } from "./internal/blocking.js";

/** Settings of {@link spawn}. */
export interface SpawnOptions {
  /** Names the task in a dump, a deadlock's report and a panic's report. */
  readonly name?: string;
}

/**
 * Starts a task.
 *
 * Behaviour: the task is queued behind all others; nothing of it runs before
 * this call returns. It goes on whether or not its handle is awaited.
 *
 * Cancellation: by {@link JoinHandle.abort} or the runtime's shutdown only.
 *
 * Errors: throws when no runtime is running. A typed error and a panic go to
 * whoever awaits the handle; a panic that nobody awaits is reported once.
 *
 * Original: `tokio::spawn`.
 */
export function spawn<A, E>(
  future: Effect.Effect<A, E>,
  options?: SpawnOptions,
): JoinHandle<A, E> {
  const scheduler = currentScheduler();
  if (scheduler === undefined) throw noRuntime();
  const task = spawnOn(scheduler, future);
  if (options?.name !== undefined) task.name = options.name;
  return new JoinHandle(task);
}

/**
 * Starts a task of the present {@link LocalSet}: the one that is polled now,
 * or that was entered.
 *
 * Behaviour: the task is queued behind the others of the set; it runs when the
 * set is polled, at the latest when it is polled the next time.
 *
 * Cancellation: by {@link JoinHandle.abort} or the drop of the set only.
 *
 * Errors: throws when there is no such set. A typed error and a panic go to
 * whoever awaits the handle.
 *
 * Original: `tokio::task::spawn_local`.
 */
export function spawnLocal<A, E>(
  future: Effect.Effect<A, E>,
  options?: SpawnOptions,
): JoinHandle<A, E> {
  const task = localHere().spawn(future);
  if (options?.name !== undefined) task.name = options.name;
  return new JoinHandle(task);
}

const yielded = new YieldNow();

/**
 * Lets the other tasks run.
 *
 * Behaviour: the task comes back after the driver has run: behind every task
 * that is queued now, and those that these spawn before then.
 *
 * Cancellation: cancel safe.
 *
 * Original: `tokio::task::yield_now`.
 */
export function yieldNow(): Effect.Effect<void> {
  return yielded;
}

/**
 * Takes a future out of its task's budget.
 *
 * Behaviour: operations in it that are ready never suspend, however many there
 * are. A future in it that never has to wait keeps all others from running.
 *
 * Cancellation: dropping it drops the future; it is as cancel safe as that.
 *
 * Original: `tokio::task::unconstrained`.
 */
export function unconstrained<A, E, R>(
  future: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> {
  return new Unconstrained(future);
}

const consumed = new ConsumeBudget();

/**
 * Takes one from the task's budget of 128 operations a poll, so that a loop
 * without operations of Tokio's lets others run now and then.
 *
 * Behaviour:
 * - something is left of the budget, or there is none
 *   ({@link unconstrained}): ready;
 * - it is used up: the task is queued again, behind the others.
 *
 * Cancellation: cancel safe.
 *
 * Original: `tokio::task::consume_budget`, which in 1.24 needs
 * `--cfg tokio_unstable`.
 */
export function consumeBudget(): Effect.Effect<void> {
  return consumed;
}

/**
 * Makes a key for a value that a future carries with it.
 *
 * ```ts
 * const requestId = task.taskLocal<number>();
 * yield* requestId.scope(7, handle(request)); // requestId.get() in there
 * ```
 *
 * Original: `tokio::task_local!`.
 */
export function taskLocal<T>(): LocalKey<T> {
  return new LocalKey();
}
