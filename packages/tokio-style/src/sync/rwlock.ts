/** Locks that many may read. Original: `tokio::sync::RwLock`. */
import type { Effect, Exit } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import {
  Guard,
  Lock,
  partOf,
  type TryLockError,
  unlocked,
} from "../internal/lock.js";
import { fromOutside } from "../internal/outside.js";

/** As many readers as Tokio allows. */
const MAX_READERS = 536870911;

/** The right to read, until it is dropped. Original: `RwLockReadGuard`. */
export class RwLockReadGuard<T> extends Guard<T> {
  /** @internal */
  // Written out: one that is implied hands its arguments on as a list.
  // oxlint-disable-next-line no-useless-constructor
  constructor(cell: { value: T }, semaphore: BatchSemaphore, count: number) {
    super(cell, semaphore, count);
  }

  /** The value. */
  override get value(): T {
    return super.value;
  }

  /**
   * Becomes a guard of a part of the value; this one is then dropped.
   *
   * Original: `RwLockReadGuard::map`.
   */
  override map<K extends keyof T>(key: K): RwLockReadGuard<T[K]>;
  override map<U>(part: (value: T) => U): RwLockReadGuard<U>;
  override map<U>(part: PropertyKey | ((value: T) => U)): RwLockReadGuard<U> {
    return this.handOver(RwLockReadGuard<U>, partOf<U>(this.value, part));
  }

  /** Becomes a guard of a part, if there is one: see `Guard.tryMap`. */
  override tryMap<U>(
    part: (value: T) => U | undefined,
  ): RwLockReadGuard<U> | undefined {
    return super.tryMap<U>(part);
  }
}

/**
 * The right to write a part of a value, until it is dropped.
 *
 * Original: `RwLockMappedWriteGuard`.
 */
export class RwLockMappedWriteGuard<T> extends Guard<T> {
  /** Becomes a guard of a part of the part; this one is then dropped. */
  override map<K extends keyof T>(key: K): RwLockMappedWriteGuard<T[K]>;
  override map<U>(part: (value: T) => U): RwLockMappedWriteGuard<U>;
  override map<U>(
    part: PropertyKey | ((value: T) => U),
  ): RwLockMappedWriteGuard<U> {
    return this.handOver(
      RwLockMappedWriteGuard<U>,
      partOf<U>(this.value, part),
    );
  }

  /** Becomes a guard of a part, if there is one: see `Guard.tryMap`. */
  override tryMap<U>(
    part: (value: T) => U | undefined,
  ): RwLockMappedWriteGuard<U> | undefined {
    return super.tryMap<U>(part);
  }
}

/** The right to write, until it is dropped. Original: `RwLockWriteGuard`. */
export class RwLockWriteGuard<T> extends Guard<T> {
  /** @internal */
  // Written out: one that is implied hands its arguments on as a list.
  // oxlint-disable-next-line no-useless-constructor
  constructor(cell: { value: T }, semaphore: BatchSemaphore, count: number) {
    super(cell, semaphore, count);
  }

  /**
   * Becomes a guard that reads, without unlocking in between; this one is
   * then dropped. Those that wait to read, up to the next writer, may read.
   *
   * Original: `RwLockWriteGuard::downgrade`.
   */
  downgrade(): RwLockReadGuard<T> {
    return this.keepOne(RwLockReadGuard<T>);
  }

  /**
   * Becomes a guard of a part of the value, which cannot be downgraded; this
   * one is then dropped. See `Guard.map`.
   *
   * Original: `RwLockWriteGuard::map`.
   */
  override map<K extends keyof T>(key: K): RwLockMappedWriteGuard<T[K]>;
  override map<U>(part: (value: T) => U): RwLockMappedWriteGuard<U>;
  override map<U>(
    part: PropertyKey | ((value: T) => U),
  ): RwLockMappedWriteGuard<U> {
    return this.handOver(
      RwLockMappedWriteGuard<U>,
      partOf<U>(this.value, part),
    );
  }

  /** Becomes a guard of a part, if there is one: see `Guard.tryMap`. */
  override tryMap<U>(
    part: (value: T) => U | undefined,
  ): RwLockMappedWriteGuard<U> | undefined {
    return super.tryMap<U>(part);
  }

  /** Becomes a mapped guard of the whole. Original: `into_mapped`. */
  intoMapped(): RwLockMappedWriteGuard<T> {
    return this.handOver(RwLockMappedWriteGuard<T>);
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
  readonly #cell: { value: T };
  readonly #read: Lock<RwLockReadGuard<T>>;
  readonly #write: Lock<RwLockWriteGuard<T>>;

  constructor(value: T);
  /** @internal */
  constructor(value: T, maxReaders: number);
  constructor(value: T, maxReaders: number = MAX_READERS) {
    const cell = { value };
    this.#cell = cell;
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

  /**
   * Waits until it may read, in code that is on no runtime.
   *
   * Errors: throws on a runtime.
   *
   * Original: `RwLock::blocking_read`. It gives a promise because JavaScript
   * cannot block.
   */
  blockingRead(): Promise<RwLockReadGuard<T>> {
    return fromOutside(this.#read);
  }

  /** Waits until it may write, in code that is on no runtime. */
  blockingWrite(): Promise<RwLockWriteGuard<T>> {
    return fromOutside(this.#write);
  }

  /**
   * Returns the value, for nobody but the caller can see the lock.
   *
   * Errors: throws while it is locked, which Rust would not compile.
   *
   * Original: `RwLock::into_inner`.
   */
  intoInner(): T {
    return unlocked(this.#write, this.#cell);
  }

  /**
   * Returns a reference to the value, which reads and sets it.
   *
   * Errors: as {@link intoInner}.
   *
   * Original: `RwLock::get_mut`.
   */
  getMut(): { value: T } {
    unlocked(this.#write, this.#cell);
    return this.#cell;
  }
}
