/** Locks that are held across awaits. Original: `tokio::sync::Mutex`. */
import type { Effect, Exit } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { Lock, type TryLockError, ValueGuard } from "../internal/lock.js";

export { TryLockError } from "../internal/lock.js";

/** The right to a locked value, until it is dropped. Original: `MutexGuard`. */
export class Guard<T> extends ValueGuard<T> {
  /** The locked value. */
  get value(): T {
    return this.cell.value;
  }

  set value(value: T) {
    this.cell.value = value;
  }
}

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
  readonly #lock: Lock<Guard<T>>;

  constructor(value: T) {
    const cell = { value };
    const semaphore = new BatchSemaphore(1);
    this.#lock = new Lock(
      semaphore,
      1,
      () => new Guard(cell, semaphore, 1),
      "a mutex",
    );
  }

  /**
   * Waits for the lock.
   *
   * Cancellation: cancel safe; the place in the queue is lost, a lock that
   * was handed over goes to the next.
   *
   * Original: `Mutex::lock`.
   */
  lock(): Effect.Effect<Guard<T>> {
    return this.#lock;
  }

  /** Locks if nobody holds or has been handed the lock. */
  tryLock(): Exit.Exit<Guard<T>, TryLockError> {
    return this.#lock.attempt();
  }

  /** Waits for the lock: the same as {@link lock}. Original: `lock_owned`. */
  lockOwned(): Effect.Effect<Guard<T>> {
    return this.#lock;
  }

  /** Locks if nobody has the lock: the same as {@link tryLock}. */
  tryLockOwned(): Exit.Exit<Guard<T>, TryLockError> {
    return this.#lock.attempt();
  }
}
