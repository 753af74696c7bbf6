/** JoinHandle, AbortHandle and JoinError. Original: `tokio::task`. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { madeProgress, proceed } from "./coop.js";
import { nameOf } from "./names.js";
import { Leaf, type Slot } from "./leaf.js";
import type { CancelledBy, Ended, TaskCore } from "./task.js";

/** An end without a value and without a typed error. */
type NoExit = Exclude<Ended, { readonly kind: "exit" }>;

const aborted: NoExit = { kind: "cancelled", by: "abort" };
const WORDS = {
  abort: "was cancelled",
  shutdown: "was cancelled by the shutdown of its runtime",
  drop: "was cancelled by the drop of its LocalSet",
  interruption: "was cancelled by an interruption in its own code",
} as const;

/**
 * A task did not end by itself: it was aborted, or it panicked.
 *
 * Original: `tokio::task::JoinError`.
 */
export class JoinError extends Error {
  override readonly name = "JoinError";
  readonly _tag = "JoinError";
  readonly #ended: NoExit;

  /** @internal */
  constructor(
    readonly taskId: number,
    ended: NoExit = aborted,
    /** The name that `spawn` was given. */
    readonly taskName?: string,
  ) {
    const name = taskName === undefined ? "" : ` "${taskName}"`;
    super(
      `task ${taskId}${name} ${ended.kind === "panic" ? "panicked" : WORDS[ended.by]}`,
      ended.kind === "panic" ? { cause: ended.defect } : undefined,
    );
    this.#ended = ended;
  }

  /**
   * Who stopped the task: `abort`, the runtime's `shutdown`, the `drop` of its
   * LocalSet, or an `interruption` of Effect's in its own code; undefined when
   * it panicked.
   */
  get cancelledBy(): CancelledBy | undefined {
    return this.#ended.kind === "cancelled" ? this.#ended.by : undefined;
  }

  /** Returns whether the task was aborted, or its runtime shut down. */
  isCancelled(): boolean {
    return this.#ended.kind === "cancelled";
  }

  /** Returns whether the task panicked. */
  isPanic(): boolean {
    return this.#ended.kind === "panic";
  }

  /** Returns what the panic threw; throws when the task did not panic. */
  intoPanic(): unknown {
    if (this.#ended.kind !== "panic") {
      throw new Error("intoPanic: the task was cancelled, it did not panic");
    }
    return this.#ended.defect;
  }

  /** Gives what the panic threw; fails with this when there was none. */
  tryIntoPanic(): Exit.Exit<unknown, JoinError> {
    return this.#ended.kind === "panic"
      ? E.succeed(this.#ended.defect)
      : E.fail(this);
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

/** Returns the task that a handle is of. */
export let taskOf: (handle: JoinHandle<any, any>) => TaskCore;

/**
 * Calls a function when a task has ended, before those that await it later
 * than now are woken.
 */
export function whenEnded(task: TaskCore, f: () => void): void {
  if (task.isComplete) f();
  else task.join({ task: { wake: f } });
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
 * A handle may be awaited more than once.
 *
 * Cancellation: cancel safe; dropping the await does not stop the task.
 *
 * Original: `tokio::task::JoinHandle`.
 */
export class JoinHandle<A, E = never> extends Leaf<A, E | JoinError> {
  readonly #task: TaskCore;

  static {
    taskOf = (handle) => handle.#task;
  }

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

  /**
   * Gives up the right to await the task, which goes on; `using` does the
   * same. A panic in it is then reported when it happens, and a lock or permit
   * that it gives is given back.
   *
   * Original: the drop of a `JoinHandle`.
   */
  drop(): void {
    this.#task.detach();
  }

  [Symbol.dispose](): void {
    this.drop();
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
    task.claim();
    if (!proceed(slot.task)) return undefined;
    const ended = task.ended;
    if (ended === undefined) {
      task.join(slot);
      return undefined;
    }
    madeProgress();
    if (ended.kind === "exit") return ended.exit;
    return E.fail(new JoinError(task.id, ended, task.name));
  }

  release(slot: Slot): void {
    this.#task.unjoin(slot);
  }

  waitsFor(): string {
    return `the end of ${nameOf(this.#task)}`;
  }
}
