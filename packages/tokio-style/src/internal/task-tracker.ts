/** Waiting for many tasks whose results nobody needs. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { type Notified, Notify } from "../sync/notify.js";
import { type ModuleFn, spawnBlocking } from "./blocking.js";
import { fn } from "./gen.js";
import { GUARD } from "./guards.js";
import { type Handle, schedulerIn } from "./handle.js";
import { JoinHandle, taskOf, whenEnded } from "./join-handle.js";
import { Leaf, type Slot } from "./leaf.js";
import { localHere } from "./local-queue.js";
import { type LocalSet, queueIn } from "./local-set.js";
import { currentScheduler } from "./scheduler.js";
import { noRuntime } from "./services.js";
import { spawnOn } from "./spawn.js";
import type { TaskCore } from "./task.js";

class State {
  readonly lastExit = new Notify();
  count = 0;
  closed = false;

  get isOver(): boolean {
    return this.closed && this.count === 0;
  }

  remove(): void {
    this.count--;
    if (this.isOver) this.lastExit.notifyWaiters();
  }
}

/** The wait until a tracker is closed and empty. */
class Wait extends Leaf<void> {
  readonly #notified: Notified;
  readonly #wasOver: boolean;

  constructor(readonly state: State) {
    super();
    this.#notified = state.lastExit.notified();
    this.#wasOver = state.isOver;
  }

  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    if (this.#wasOver || this.state.isOver) return E.void;
    const inner: Slot = { task: slot.task, state: undefined };
    slot.state = inner;
    return this.#notified.pollFirst(inner);
  }

  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    if (!this.state.isOver) return this.#notified.pollAgain(innerOf(slot));
    this.release(slot);
    return E.void;
  }

  release(slot: Slot): void {
    this.#notified.release(innerOf(slot));
  }

  waitsFor(): string {
    const { closed, count } = this.state;
    return closed
      ? `the end of ${count} tasks of a TaskTracker`
      : "a TaskTracker to be closed";
  }
}

const innerOf = (slot: Slot): Slot => slot.state as Slot;

/** Counts as a task until it is dropped. Original: `TaskTrackerToken`. */
export class TaskTrackerToken {
  #dropped = false;

  /** @internal */
  constructor(
    /** The tracker that counts it. */
    readonly taskTracker: TaskTracker,
    readonly remove: () => void,
  ) {}

  /** Returns one more token of the tracker. */
  clone(): TaskTrackerToken {
    return this.taskTracker.token();
  }

  /** Counts no longer; `using` does the same. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.remove();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  /** @internal */
  get [GUARD](): true {
    return true;
  }
}

const tracked = fn(function* (
  token: TaskTrackerToken,
  future: Effect.Effect<any, any, any>,
) {
  using _ = token;
  return yield* future;
});

/**
 * Waits until tasks have ended. Unlike a `JoinSet` it keeps nothing of a task
 * that has ended, and needs nobody who takes the results.
 *
 * ```ts
 * const tracker = new task.TaskTracker();
 * for (const job of jobs) tracker.spawn(job);
 * tracker.close();
 * yield* tracker.wait(); // all have ended
 * ```
 *
 * Original: `tokio_util::task::TaskTracker`, of release 0.7.10 and later.
 */
export class TaskTracker {
  readonly #state = new State();

  /** How many tasks are tracked. */
  get length(): number {
    return this.#state.count;
  }

  /** Returns whether no task is tracked. */
  isEmpty(): boolean {
    return this.#state.count === 0;
  }

  /** Returns whether it is closed. */
  isClosed(): boolean {
    return this.#state.closed;
  }

  /**
   * Lets {@link wait} end once no task is left. More may be spawned all the
   * same. Returns false when it was closed before.
   */
  close(): boolean {
    const state = this.#state;
    if (state.closed) return false;
    state.closed = true;
    if (state.isOver) state.lastExit.notifyWaiters();
    return true;
  }

  /** Keeps {@link wait} from ending; returns false when it was open before. */
  reopen(): boolean {
    const { closed } = this.#state;
    this.#state.closed = false;
    return closed;
  }

  /**
   * Waits until it is closed and empty at once.
   *
   * Behaviour: that it was so once since this call is enough, even when tasks
   * have come since, or it was opened again. When the wait ends, each task has
   * dropped its future.
   *
   * Cancellation: cancel safe. When it is closed and empty for a moment only,
   * not cancel safe: the next call waits for another such moment.
   *
   * Original: `TaskTracker::wait`.
   */
  wait(): Effect.Effect<void> {
    return new Wait(this.#state);
  }

  /** Spawns a task that is tracked. Errors: as those of `spawn`. */
  spawn<A, Err>(future: Effect.Effect<A, Err>): JoinHandle<A, Err> {
    const scheduler = currentScheduler();
    if (scheduler === undefined) throw noRuntime();
    return this.#track(spawnOn(scheduler, future));
  }

  /** Spawns a task of another runtime. Original: `TaskTracker::spawn_on`. */
  spawnOn<A, Err>(
    future: Effect.Effect<A, Err>,
    handle: Handle,
  ): JoinHandle<A, Err> {
    return this.#track(spawnOn(schedulerIn(handle), future));
  }

  /** Spawns a task of the present LocalSet. Original: `spawn_local`. */
  spawnLocal<A, Err>(future: Effect.Effect<A, Err>): JoinHandle<A, Err> {
    return this.#track(localHere().spawn(future));
  }

  /** Spawns a task of a LocalSet. Original: `TaskTracker::spawn_local_on`. */
  spawnLocalOn<A, Err>(
    future: Effect.Effect<A, Err>,
    local: LocalSet,
  ): JoinHandle<A, Err> {
    const queue = queueIn(local);
    const task = queue.spawn(future);
    queue.wake();
    return this.#track(task);
  }

  /** Tracks a job on a worker thread. Original: `spawn_blocking`. */
  spawnBlocking<Args extends Array<unknown>, R>(
    work: ModuleFn<Args, R>,
    ...args: Args
  ): JoinHandle<Awaited<R>> {
    return this.#track(taskOf(spawnBlocking(work, ...args)));
  }

  #track<A, Err>(task: TaskCore): JoinHandle<A, Err> {
    const state = this.#state;
    state.count++;
    whenEnded(task, () => state.remove());
    return new JoinHandle(task);
  }

  /**
   * Tracks a future from this call until it has ended or was dropped.
   *
   * One that is never awaited stays tracked, for JavaScript does not see that
   * it is dropped; so does that of a task which is aborted before its first
   * poll. {@link spawn} has no such hole.
   *
   * Cancellation: dropping it drops the future; it is as cancel safe as that.
   *
   * Original: `TaskTracker::track_future`.
   */
  trackFuture<A, Err, R>(
    future: Effect.Effect<A, Err, R>,
  ): Effect.Effect<A, Err, R> {
    return tracked(this.token(), future) as Effect.Effect<A, Err, R>;
  }

  /** Returns what counts as a task until it is dropped. */
  token(): TaskTrackerToken {
    const state = this.#state;
    state.count++;
    return new TaskTrackerToken(this, () => state.remove());
  }
}
