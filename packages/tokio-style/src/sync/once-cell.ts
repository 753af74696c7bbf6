/** A value that is set once. Original: `tokio::sync::OnceCell`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { fn } from "../internal/gen.js";
import { Leaf, type Slot } from "../internal/leaf.js";
import { SemaphorePermit } from "./semaphore.js";

/** The value could not be set. Original: `tokio::sync::SetError`. */
export class SetError<T> extends Error {
  override readonly name = "SetError";
  readonly _tag = "SetError";
  constructor(
    /** Whether there is a value, or somebody is at work on it. */
    readonly kind: "AlreadyInitialized" | "Initializing",
    /** The value that was not set. */
    readonly value: T,
  ) {
    super(`${kind}Error`);
  }

  /** Returns whether there was a value already. */
  isAlreadyInitErr(): boolean {
    return this.kind === "AlreadyInitialized";
  }

  /** Returns whether somebody is at work on the value. */
  isInitializingErr(): boolean {
    return this.kind === "Initializing";
  }
}

/** Waits for the right to make the value; undefined when it is there. */
class Turn extends Leaf<SemaphorePermit | undefined> {
  constructor(readonly semaphore: BatchSemaphore) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<SemaphorePermit | undefined> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<SemaphorePermit | undefined> | undefined {
    const result = this.semaphore.poll(slot, 1);
    if (result === undefined) return undefined;
    return E.succeed(
      result === "ok" ? new SemaphorePermit(this.semaphore, 1) : undefined,
    );
  }
  release(slot: Slot): void {
    this.semaphore.forget(slot, 1);
  }
  waitsFor(): string {
    return "the value of a OnceCell";
  }
}

/** The value, who makes it, and who waits for it. */
class State<T> {
  found: { readonly value: T } | undefined = undefined;
  readonly semaphore = new BatchSemaphore(1);
  readonly turn = new Turn(this.semaphore);

  fill(value: T): T {
    this.found = { value };
    this.semaphore.close();
    return value;
  }
}

const initialized = fn(function* <T, Err, R>(
  state: State<T>,
  make: () => Effect.Effect<T, Err, R>,
) {
  if (state.found !== undefined) return state.found.value;
  using permit = yield* state.turn;
  if (permit === undefined) return state.found!.value;
  const value = yield* make();
  state.fill(value);
  permit.forget();
  return value;
});

/**
 * A value that is made when it is first asked for, by one task.
 *
 * ```ts
 * const config = new sync.OnceCell<Config>();
 * const value = yield* config.getOrInit(() => load());
 * ```
 *
 * Original: `tokio::sync::OnceCell`.
 */
export class OnceCell<T> {
  #state = new State<T>();

  /** Makes a cell that holds a value. Original: `OnceCell::from`. */
  static from<T>(value: T): OnceCell<T> {
    const cell = new OnceCell<T>();
    cell.#state.fill(value);
    return cell;
  }

  /** Makes a cell, empty when given `undefined`. Original: `new_with`. */
  static newWith<T>(value: T | undefined): OnceCell<T> {
    return value === undefined ? new OnceCell() : OnceCell.from(value);
  }

  /** Returns whether there is a value. */
  initialized(): boolean {
    return this.#state.found !== undefined;
  }

  /** Returns the value, or `undefined` when there is none. */
  get(): T | undefined {
    return this.#state.found?.value;
  }

  /**
   * Sets the value, if it can be done at once.
   *
   * Errors: {@link SetError} when there is a value, or somebody is at work on
   * it or has been handed the turn to.
   *
   * Original: `OnceCell::set`.
   */
  set(value: T): Exit.Exit<void, SetError<T>> {
    const result = this.#state.semaphore.tryAcquire(1);
    if (result === "ok") {
      this.#state.fill(value);
      return E.void;
    }
    return E.fail(
      new SetError(
        result === "closed" ? "AlreadyInitialized" : "Initializing",
        value,
      ),
    );
  }

  /**
   * Gives the value; makes it when there is none.
   *
   * Behaviour:
   * - there is a value: it, without a suspension, and without taking from the
   *   budget;
   * - somebody is at work on it: waits for them;
   * - else calls `make` and awaits its future. Those that wait are woken in
   *   the order in which they began to.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; when the one
   * that is at work is dropped, or `make` panics, the first that waits takes
   * over, with its own `make`.
   *
   * Original: `OnceCell::get_or_init`.
   */
  getOrInit<R = never>(
    make: () => Effect.Effect<T, never, R>,
  ): Effect.Effect<T, never, R> {
    return this.getOrTryInit(make);
  }

  /**
   * Gives the value; makes it when there is none, which may fail.
   *
   * Behaviour and cancellation: as {@link getOrInit}.
   *
   * Errors: those of this call's own `make`; the cell stays empty, and the
   * first that waits takes over.
   *
   * Original: `OnceCell::get_or_try_init`.
   */
  getOrTryInit<Err, R = never>(
    make: () => Effect.Effect<T, Err, R>,
  ): Effect.Effect<T, Err, R> {
    return initialized(this.#state, make as never) as never;
  }

  /** Returns another cell, with the value that is here now. */
  clone(): OnceCell<T> {
    const { found } = this.#state;
    return found === undefined ? new OnceCell() : OnceCell.from(found.value);
  }

  /**
   * Takes the value out; the cell is then as new.
   *
   * Errors: throws while somebody is at work on the value, or waits for it,
   * which Rust would not compile.
   *
   * Original: `OnceCell::take`.
   */
  take(): T | undefined {
    const state = this.#state;
    if (state.found === undefined && state.semaphore.permits === 0)
      throw new Error("somebody is at work on the value of this cell");
    this.#state = new State();
    return state.found?.value;
  }

  /** Takes the value out: the same as {@link take}. */
  intoInner(): T | undefined {
    return this.take();
  }
}
