/** JoinHandle, AbortHandle and JoinError. Original: `tokio::task`. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { madeProgress, proceed } from "./coop.js";
import { nameOf } from "./dump.js";
import { Leaf, type Slot } from "./leaf.js";
import type { TaskCore } from "./task.js";

/**
 * A task did not end by itself: it was aborted, or it panicked.
 *
 * Original: `tokio::task::JoinError`.
 */
export class JoinError extends Error {
  override readonly name = "JoinError";
  readonly _tag = "JoinError";
  readonly #panic: { readonly defect: unknown } | undefined;

  /** @internal */
  constructor(
    readonly taskId: number,
    panic?: { readonly defect: unknown },
  ) {
    super(
      `task ${taskId} ${panic === undefined ? "was cancelled" : "panicked"}`,
      panic === undefined ? undefined : { cause: panic.defect },
    );
    this.#panic = panic;
  }

  /** Returns whether the task was aborted, or its runtime shut down. */
  isCancelled(): boolean {
    return this.#panic === undefined;
  }

  /** Returns whether the task panicked. */
  isPanic(): boolean {
    return this.#panic !== undefined;
  }

  /** Returns what the panic threw; throws when the task did not panic. */
  intoPanic(): unknown {
    if (this.#panic === undefined) {
      throw new Error("intoPanic: the task was cancelled, it did not panic");
    }
    return this.#panic.defect;
  }
}

/** Aborts a task without being able to await it. */
export class AbortHandle {
  readonly #task: TaskCore;
  /** @internal */
  constructor(task: TaskCore) {
    this.#task = task;
  }
  /** Asks the task to stop; see {@link JoinHandle.abort}. */
  abort(): void {
    this.#task.abort();
  }
  /** Returns whether the task has ended. */
  isFinished(): boolean {
    return this.#task.isComplete;
  }
  /** The task's number. */
  get id(): number {
    return this.#task.id;
  }
}

/**
 * The right to await a task: it is itself a future.
 *
 * Behaviour of `yield* handle`:
 * - the task has ended: its value, or its typed error, without a suspension
 *   (but for the budget);
 * - it was aborted or panicked: fails with {@link JoinError};
 * - else waits.
 *
 * Cancellation: cancel safe; dropping the await does not stop the task.
 * A handle may be awaited more than once.
 *
 * Original: `tokio::task::JoinHandle`.
 */
export class JoinHandle<A, E = never> extends Leaf<A, E | JoinError> {
  readonly #task: TaskCore;

  /** @internal */
  constructor(task: TaskCore) {
    super();
    this.#task = task;
  }

  /** The task's number. */
  get id(): number {
    return this.#task.id;
  }

  /**
   * Asks the task to stop.
   *
   * Runs nothing: the task is dropped at its own turn in the queue. One that
   * has ended keeps its value; one that was woken but not yet polled does not
   * get to finish.
   */
  abort(): void {
    this.#task.abort();
  }

  /** Returns whether the task has ended. */
  isFinished(): boolean {
    return this.#task.isComplete;
  }

  /** Returns a handle that can only abort. */
  abortHandle(): AbortHandle {
    return new AbortHandle(this.#task);
  }

  pollFirst(slot: Slot): Exit.Exit<A, E | JoinError> | undefined {
    return this.pollAgain(slot);
  }

  pollAgain(slot: Slot): Exit.Exit<A, E | JoinError> | undefined {
    const task = this.#task;
    task.observed = true;
    if (!proceed(slot.task)) return undefined;
    const ended = task.ended;
    if (ended === undefined) {
      task.join(slot.task);
      return undefined;
    }
    madeProgress();
    if (ended.kind === "exit") return ended.exit;
    return E.fail(
      new JoinError(task.id, ended.kind === "panic" ? ended : undefined),
    );
  }

  release(slot: Slot): void {
    this.#task.unjoin(slot.task);
  }

  waitsFor(): string {
    return `the end of ${nameOf(this.#task)}`;
  }
}
