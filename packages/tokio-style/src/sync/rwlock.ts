/** Locks that many may read. Original: `tokio::sync::RwLock`. */
import type { Effect, Exit } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { Lock, type TryLockError, Guard } from "../internal/lock.js";

/** As many readers as Tokio allows. */
const MAX_READERS = 536870911;

/** The right to read, until it is dropped. Original: `RwLockReadGuard`. */
export class RwLockReadGuard<T> extends Guard<T> {
  /** The value. */
  override get value(): T {
    return super.value;
  }
}

/** The right to write, until it is dropped. Original: `RwLockWriteGuard`. */
export class RwLockWriteGuard<T> extends Guard<T> {
  /**
   * Becomes a guard that reads, without unlocking in between; this one is
   * then dropped. Those that wait to read, up to the next writer, may read.
   *
   * Original: `RwLockWriteGuard::downgrade`.
   */
  downgrade(): RwLockReadGuard<T> {
    return this.keepOne(RwLockReadGuard<T>);
  }
}

/**
 * A value that many may read or one may write. A waiting writer holds up the
 * readers behind it. Original: `tokio::sync::RwLock`.
 *
 * `readOwned` and its like are the same as those without `Owned`: a guard
 * borrows nothing here.
 */
export class RwLock<T> {
  readonly #read: Lock<RwLockReadGuard<T>>;
  readonly #write: Lock<RwLockWriteGuard<T>>;

  constructor(value: T);
  /** @internal */
  constructor(value: T, maxReaders: number);
  constructor(value: T, maxReaders: number = MAX_READERS) {
    const cell = { value };
    const semaphore = new BatchSemaphore(maxReaders);
    this.#read = new Lock(
      semaphore,
      1,
      cell,
      RwLockReadGuard<T>,
      "a read lock",
    );
    this.#write = new Lock(
      semaphore,
      maxReaders,
      cell,
      RwLockWriteGuard<T>,
      "a write lock",
    );
  }

  /** Makes a lock that so many may read at once. */
  static withMaxReaders<T>(value: T, maxReaders: number): RwLock<T> {
    if (
      !Number.isInteger(maxReaders) ||
      maxReaders < 1 ||
      maxReaders > MAX_READERS
    ) {
      throw new RangeError(
        `withMaxReaders takes a whole number from 1 to ${MAX_READERS}, not ${maxReaders}`,
      );
    }
    return new RwLock(value, maxReaders);
  }

  /**
   * Waits until it may read.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a lock that
   * was handed over goes to the next.
   *
   * Original: `RwLock::read`.
   */
  read(): Effect.Effect<RwLockReadGuard<T>> {
    return this.#read;
  }

  /**
   * Waits until it may write. Readers that come later wait behind it.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; the readers
   * behind it may go on.
   *
   * Original: `RwLock::write`.
   */
  write(): Effect.Effect<RwLockWriteGuard<T>> {
    return this.#write;
  }

  /** Locks for reading if that can be done at once. */
  tryRead(): Exit.Exit<RwLockReadGuard<T>, TryLockError> {
    return this.#read.attempt();
  }

  /** Locks for writing if that can be done at once. */
  tryWrite(): Exit.Exit<RwLockWriteGuard<T>, TryLockError> {
    return this.#write.attempt();
  }

  /** Waits until it may read: the same as {@link read}. */
  readOwned(): Effect.Effect<RwLockReadGuard<T>> {
    return this.#read;
  }

  /** Waits until it may write: the same as {@link write}. */
  writeOwned(): Effect.Effect<RwLockWriteGuard<T>> {
    return this.#write;
  }

  /** Locks for reading if it can: the same as {@link tryRead}. */
  tryReadOwned(): Exit.Exit<RwLockReadGuard<T>, TryLockError> {
    return this.#read.attempt();
  }

  /** Locks for writing if it can: the same as {@link tryWrite}. */
  tryWriteOwned(): Exit.Exit<RwLockWriteGuard<T>, TryLockError> {
    return this.#write.attempt();
  }
}
