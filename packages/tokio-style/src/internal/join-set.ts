/** A set of tasks that are awaited in the order in which they end. */
import { Effect, type Exit } from "effect";
import { Exit as E } from "effect";
import { madeProgress, proceed } from "./coop.js";
import { fn } from "./gen.js";
import { dropGuards, HOLDS } from "./guards.js";
import { type Handle, schedulerIn } from "./handle.js";
import { AbortHandle, JoinError } from "./join-handle.js";
import { Leaf, type Pollable, type Slot } from "./leaf.js";
import { localHere } from "./local-queue.js";
import { type LocalSet, queueIn } from "./local-set.js";
import { currentScheduler } from "./scheduler.js";
import { noRuntime } from "./services.js";
import { spawnOn } from "./spawn.js";
import type { TaskCore } from "./task.js";

/** A task of a {@link JoinSet} that has ended with a value. */
export class Joined<A> {
  /** @internal */
  constructor(
    /** The task's number. */
    readonly id: number,
    readonly value: A,
  ) {}

  /** @internal */
  get [HOLDS](): A {
    return this.value;
  }
}

type Next<A, Err> = Exit.Exit<Joined<A> | undefined, Err | JoinError>;

class JoinNext<A, Err> extends Leaf<Joined<A> | undefined, Err | JoinError> {
  constructor(readonly poll: (slot: Slot) => Next<A, Err> | undefined) {
    super();
  }
  pollFirst(slot: Slot): Next<A, Err> | undefined {
    return this.poll(slot);
  }
  pollAgain(slot: Slot): Next<A, Err> | undefined {
    return this.poll(slot);
  }
  release(): void {}
  waitsFor(): string {
    return "the next task of a JoinSet";
  }
}

/** Takes the next task of a set that has ended; `none` if it is empty. */
export let pollEnded: (
  set: JoinSet<any, any>,
  slot: Slot,
) => TaskCore | "none" | undefined;

/** Returns how a task has ended, as who joins it is told. */
export function endOf(task: TaskCore): Exit.Exit<any, any> {
  const ended = task.ended!;
  return ended.kind === "exit"
    ? ended.exit
    : E.fail(new JoinError(task.id, ended, task.name));
}

/** Stops all tasks of a set. */
const stopped = fn(function* (set: JoinSet<any, any>) {
  set.abortAll();
  while (!set.isEmpty()) dropGuards(yield* Effect.exit(set.joinNext()));
});

/**
 * A set of tasks. Original: `tokio::task::JoinSet`.
 *
 * Dropping the set (`using`, or {@link abortAll}) aborts what is in it.
 */
export class JoinSet<A, Err = never> {
  static {
    pollEnded = (set, slot) => set.#pollEnded(slot);
  }

  readonly #idle = new Set<TaskCore>();
  readonly #ended: Array<TaskCore> = [];
  #waker: Pollable | undefined = undefined;
  readonly #next = new JoinNext<A, Err>((slot) => this.#poll(slot));

  /** How many tasks are in the set, ended ones included. */
  get length(): number {
    return this.#idle.size + this.#ended.length;
  }

  /** Returns whether no task is left. */
  isEmpty(): boolean {
    return this.length === 0;
  }

  /**
   * Spawns a task into the set.
   *
   * Errors: throws when no runtime is running.
   *
   * Original: `JoinSet::spawn`.
   */
  spawn(future: Effect.Effect<A, Err>): AbortHandle {
    const scheduler = currentScheduler();
    if (scheduler === undefined) throw noRuntime();
    return this.#add(spawnOn(scheduler, future));
  }

  /** Spawns a task of another runtime into the set. Original: `spawn_on`. */
  spawnOn(future: Effect.Effect<A, Err>, handle: Handle): AbortHandle {
    return this.#add(spawnOn(schedulerIn(handle), future));
  }

  /**
   * Spawns a task of the present LocalSet into the set.
   *
   * Errors: throws when there is none, see `task.spawnLocal`.
   *
   * Original: `JoinSet::spawn_local`.
   */
  spawnLocal(future: Effect.Effect<A, Err>): AbortHandle {
    return this.#add(localHere().spawn(future));
  }

  /** Spawns a task of a LocalSet into the set. Original: `spawn_local_on`. */
  spawnLocalOn(future: Effect.Effect<A, Err>, local: LocalSet): AbortHandle {
    const queue = queueIn(local);
    const handle = this.#add(queue.spawn(future));
    queue.wake();
    return handle;
  }

  #add(task: TaskCore): AbortHandle {
    task.claim();
    this.#idle.add(task);
    const wake = (): void => {
      if (!this.#idle.delete(task)) return;
      this.#ended.push(task);
      const waker = this.#waker;
      this.#waker = undefined;
      waker?.wake();
    };
    task.join({ task: { wake } });
    return new AbortHandle(task);
  }

  /**
   * Waits for a task to end; `undefined` when the set is empty.
   *
   * Cancellation: cancel safe; no result is lost.
   *
   * Errors: the task's typed error, or a {@link JoinError}.
   *
   * Original: `JoinSet::join_next`.
   */
  joinNext(): Effect.Effect<Joined<A> | undefined, Err | JoinError> {
    return this.#next;
  }

  /** Asks all tasks to stop; they stay in the set until they are joined. */
  abortAll(): void {
    for (const task of this.#idle) task.abort();
  }

  /**
   * Asks all tasks to stop, and waits until they have.
   *
   * Cancellation: cancel safe; once it was polled the tasks stop all the same.
   *
   * Original: `JoinSet::shutdown`.
   */
  shutdown(): Effect.Effect<void> {
    return stopped(this);
  }

  /** Takes all tasks out of the set; they go on. Original: `detach_all`. */
  detachAll(): void {
    for (const task of this.#idle) task.fate = "detached";
    this.#idle.clear();
    for (const task of this.#ended) task.discard();
    this.#ended.length = 0;
  }

  [Symbol.dispose](): void {
    this.abortAll();
    this.detachAll();
  }

  #poll(slot: Slot): Next<A, Err> | undefined {
    const task = this.#pollEnded(slot);
    if (task === undefined) return undefined;
    if (task === "none") return E.succeed(undefined);
    const exit: Exit.Exit<A, Err | JoinError> = endOf(task);
    return E.map(exit, (value) => new Joined(task.id, value));
  }

  #pollEnded(slot: Slot): TaskCore | "none" | undefined {
    if (this.length === 0) return "none";
    // One that gets a task is woken by the next that ends, all the same.
    this.#waker = slot.task;
    const task = this.#ended.shift();
    if (task === undefined) return undefined;
    if (!proceed(slot.task)) {
      // Without budget the task's own wake comes at once: it is now the last.
      this.#ended.push(task);
      this.#waker = undefined;
      return undefined;
    }
    madeProgress();
    return task;
  }
}
