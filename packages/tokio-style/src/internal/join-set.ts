/** A set of tasks that are awaited in the order in which they end. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { madeProgress, proceed } from "./coop.js";
import { AbortHandle, JoinError } from "./join-handle.js";
import { Leaf, type Pollable, type Slot } from "./leaf.js";
import { currentScheduler } from "./scheduler.js";
import { noRuntime } from "./services.js";
import { spawnOn } from "./spawn.js";
import type { TaskCore } from "./task.js";

/** A task of a {@link JoinSet} that has ended with a value. */
export interface Joined<A> {
  /** The task's number. */
  readonly id: number;
  readonly value: A;
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

/**
 * A set of tasks. Original: `tokio::task::JoinSet`.
 *
 * Dropping the set (`using`, or {@link abortAll}) aborts what is in it.
 */
export class JoinSet<A, Err = never> {
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

  /** Spawns a task into the set. */
  spawn(future: Effect.Effect<A, Err>): AbortHandle {
    const scheduler = currentScheduler();
    if (scheduler === undefined) throw noRuntime();
    const task = spawnOn(scheduler, future);
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

  [Symbol.dispose](): void {
    this.abortAll();
    this.#idle.clear();
    for (const task of this.#ended) task.discard();
    this.#ended.length = 0;
  }

  #poll(slot: Slot): Next<A, Err> | undefined {
    if (this.length === 0) return E.succeed(undefined);
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
    const ended = task.ended!;
    if (ended.kind !== "exit") {
      return E.fail(new JoinError(task.id, ended, task.name));
    }
    return E.map(ended.exit as Exit.Exit<A, Err>, (value) => ({
      id: task.id,
      value,
    }));
  }
}
