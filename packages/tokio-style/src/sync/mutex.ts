/** Locks that are held across awaits. Original: `tokio::sync::Mutex`. */
import type { Effect, Exit } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import {
  cellOf,
  Guard,
  Lock,
  type TryLockError,
  unlocked,
} from "../internal/lock.js";
import { fromOutside } from "../internal/outside.js";

export { Guard, TryLockError } from "../internal/lock.js";

/** A value, and the mutex that has it. */
interface Owned<T> {
  value: T;
  readonly mutex: Mutex<T>;
}

/**
 * The right to the value of a mutex, until it is dropped.
 *
 * Original: `MutexGuard`, `OwnedMutexGuard`.
 */
export type MutexGuard<T> = Guard<T>;

/**
 * A value that one task at a time may use. Fair: first come, first served.
 *
 * ```ts
 * using guard = yield* mutex.lock();
 * guard.value += 1;
 * ```
 *
 * Original: `tokio::sync::Mutex`.
 */
export class Mutex<T> {
  readonly #cell: Owned<T>;
  readonly #lock: Lock<MutexGuard<T>>;

  constructor(value: T) {
    this.#cell = { value, mutex: this };
    this.#lock = new Lock(
      new BatchSemaphore(1),
      1,
      this.#cell,
      Guard<T>,
      "a mutex",
    );
  }

  /**
   * Returns the mutex that a guard locks; `undefined` for one of a part of its
   * value, and of anything else.
   *
   * Original: `MutexGuard::mutex`.
   */
  static of<T>(guard: MutexGuard<T>): Mutex<T> | undefined {
    return (cellOf(guard) as Partial<Owned<T>>).mutex;
  }

  /**
   * Waits for the lock.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a lock that
   * was handed over goes to the next.
   *
   * Original: `Mutex::lock`.
   */
  lock(): Effect.Effect<MutexGuard<T>> {
    return this.#lock;
  }

  /** Locks if nobody holds or has been handed the lock. */
  tryLock(): Exit.Exit<MutexGuard<T>, TryLockError> {
    return this.#lock.attempt();
  }

  /** Waits for the lock: the same as {@link lock}. Original: `lock_owned`. */
  lockOwned(): Effect.Effect<MutexGuard<T>> {
    return this.#lock;
  }

  /** Locks if nobody has the lock: the same as {@link tryLock}. */
  tryLockOwned(): Exit.Exit<MutexGuard<T>, TryLockError> {
    return this.#lock.attempt();
  }

  /**
   * Waits for the lock in code that is on no runtime.
   *
   * Errors: throws on a runtime.
   *
   * Original: `Mutex::blocking_lock`. It gives a promise because JavaScript
   * cannot block.
   */
  blockingLock(): Promise<MutexGuard<T>> {
    return fromOutside(this.#lock);
  }

  /** Waits for the lock: the same as {@link blockingLock}. */
  blockingLockOwned(): Promise<MutexGuard<T>> {
    return fromOutside(this.#lock);
  }

  /**
   * Returns the value, for nobody but the caller can see the lock.
   *
   * Errors: throws while it is locked, which Rust would not compile.
   *
   * Original: `Mutex::into_inner`.
   */
  intoInner(): T {
    return unlocked(this.#lock, this.#cell);
  }

  /**
   * Returns a reference to the value, which reads and sets it.
   *
   * Errors: as {@link intoInner}.
   *
   * Original: `Mutex::get_mut`.
   */
  getMut(): { value: T } {
    unlocked(this.#lock, this.#cell);
    return this.#cell;
  }
}
