/** Locks that are held across awaits. Original: `tokio::sync::Mutex`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { Leaf, type Slot } from "../internal/leaf.js";

/** The lock is held by somebody else. Original: `TryLockError`. */
export class TryLockError extends Error {
  override readonly name = "TryLockError";
  readonly _tag = "TryLockError";
  constructor() {
    super("operation would block");
  }
}

/** The right to a locked value, until it is dropped. */
export class Guard<T> {
  readonly #cell: { value: T };
  readonly #semaphore: BatchSemaphore;
  #count: number;

  /** @internal */
  constructor(cell: { value: T }, semaphore: BatchSemaphore, count: number) {
    this.#cell = cell;
    this.#semaphore = semaphore;
    this.#count = count;
  }

  /** The locked value. */
  get value(): T {
    this.#check();
    return this.#cell.value;
  }

  set value(value: T) {
    this.#check();
    this.#cell.value = value;
  }

  /** Unlocks, and hands over to who has waited longest. */
  drop(): void {
    const count = this.#count;
    this.#count = 0;
    this.#semaphore.release(count);
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #check(): void {
    if (this.#count === 0) {
      throw new Error("this guard was dropped: lock again before you use it");
    }
  }
}

/** @internal Waits for a lock: for so many permits of its semaphore. */
export class Lock<T> extends Leaf<Guard<T>> {
  constructor(
    readonly cell: { value: T },
    readonly semaphore: BatchSemaphore,
    readonly count: number,
    readonly what: string,
  ) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<Guard<T>> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<Guard<T>> | undefined {
    if (this.semaphore.poll(slot, this.count) === undefined) return undefined;
    return E.succeed(new Guard(this.cell, this.semaphore, this.count));
  }
  release(slot: Slot): void {
    this.semaphore.forget(slot, this.count);
  }
  waitsFor(): string {
    return this.what;
  }
  /** Locks if that can be done at once. */
  attempt(): Exit.Exit<Guard<T>, TryLockError> {
    return this.semaphore.tryAcquire(this.count) === "ok"
      ? E.succeed(new Guard(this.cell, this.semaphore, this.count))
      : E.fail(new TryLockError());
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
  readonly #lock: Lock<T>;

  constructor(value: T) {
    this.#lock = new Lock({ value }, new BatchSemaphore(1), 1, "a mutex");
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
}

/** As many readers as Tokio allows. */
const MAX_READERS = 536870911;

/**
 * A value that many may read or one may write. A waiting writer holds up the
 * readers behind it. Original: `tokio::sync::RwLock`.
 */
export class RwLock<T> {
  readonly #read: Lock<T>;
  readonly #write: Lock<T>;

  constructor(value: T) {
    const cell = { value };
    const semaphore = new BatchSemaphore(MAX_READERS);
    this.#read = new Lock(cell, semaphore, 1, "a read lock");
    this.#write = new Lock(cell, semaphore, MAX_READERS, "a write lock");
  }

  /** Waits until it may read. Cancel safe. */
  read(): Effect.Effect<Guard<T>> {
    return this.#read;
  }

  /** Waits until it may write. Cancel safe. */
  write(): Effect.Effect<Guard<T>> {
    return this.#write;
  }

  /** Locks for reading if that can be done at once. */
  tryRead(): Exit.Exit<Guard<T>, TryLockError> {
    return this.#read.attempt();
  }

  /** Locks for writing if that can be done at once. */
  tryWrite(): Exit.Exit<Guard<T>, TryLockError> {
    return this.#write.attempt();
  }
}
