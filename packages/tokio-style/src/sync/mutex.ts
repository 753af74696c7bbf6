/** Locks that are held across awaits. Original: `tokio::sync::Mutex`. */
import type { Effect, Exit } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { Lock, type TryLockError, Guard } from "../internal/lock.js";

export { Guard, TryLockError } from "../internal/lock.js";

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
    this.#lock = new Lock(
      new BatchSemaphore(1),
      1,
      { value },
      Guard<T>,
      "a mutex",
    );
  }

  /**
   * Waits for the lock.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a lock that
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
