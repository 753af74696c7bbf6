/** Permits. Original: `tokio::sync::Semaphore`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { GUARD } from "../internal/guards.js";
import { Leaf, type Slot } from "../internal/leaf.js";

/** The semaphore has been closed. Original: `AcquireError`. */
export class AcquireError extends Error {
  override readonly name = "AcquireError";
  readonly _tag = "AcquireError";
  constructor() {
    super("semaphore closed");
  }
}

/** No permit could be had at once. Original: `TryAcquireError`. */
export class TryAcquireError extends Error {
  override readonly name = "TryAcquireError";
  readonly _tag = "TryAcquireError";
  constructor(
    /** Whether the semaphore is closed, or only short of permits. */
    readonly kind: "Closed" | "NoPermits",
  ) {
    super(kind === "Closed" ? "semaphore closed" : "no permits available");
  }
}

/** Permits that are held until they are dropped. Original: `SemaphorePermit`. */
export class SemaphorePermit {
  readonly #semaphore: BatchSemaphore;
  #count: number;

  /** @internal */
  constructor(semaphore: BatchSemaphore, count: number) {
    this.#semaphore = semaphore;
    this.#count = count;
  }

  /** Gives the permits back; the second time does nothing. */
  drop(): void {
    const count = this.#count;
    this.#count = 0;
    this.#semaphore.release(count);
  }

  /** Keeps the permits out of the semaphore for good. */
  forget(): void {
    this.#count = 0;
  }

  /**
   * Takes over the permits of another guard, which then has none.
   *
   * Errors: throws when they are of another semaphore.
   *
   * Original: `SemaphorePermit::merge`.
   */
  merge(other: SemaphorePermit): void {
    if (other.#semaphore !== this.#semaphore) {
      throw new Error("merging permits from different semaphore instances");
    }
    const count = other.#count;
    other.#count = 0;
    this.#count += count;
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  get [GUARD](): true {
    return true;
  }
}

class Acquire extends Leaf<SemaphorePermit, AcquireError> {
  constructor(
    readonly semaphore: BatchSemaphore,
    readonly count: number,
  ) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<SemaphorePermit, AcquireError> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<SemaphorePermit, AcquireError> | undefined {
    const result = this.semaphore.poll(slot, this.count);
    if (result === undefined) return undefined;
    if (result === "closed") return E.fail(new AcquireError());
    return E.succeed(new SemaphorePermit(this.semaphore, this.count));
  }
  release(slot: Slot): void {
    this.semaphore.forget(slot, this.count);
  }
  waitsFor(): string {
    return this.count === 1 ? "a permit" : `${this.count} permits`;
  }
}

function whole(what: string, count: number): number {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new RangeError(
    `${what} takes a whole number that is not negative, not ${count}`,
  );
}

/**
 * A number of permits. Original: `tokio::sync::Semaphore`.
 *
 * Fair: permits go to who has waited longest; one who wants many holds up
 * those behind, and collects bit by bit. Whoever waits when it is closed
 * fails.
 *
 * `acquireOwned` and its like are the same as those without `Owned`: a permit
 * borrows nothing here.
 */
export class Semaphore {
  /**
   * How many permits there may be: as many as a number counts exactly.
   *
   * Original: `Semaphore::MAX_PERMITS`, 2^61 - 1 there.
   */
  static readonly MAX_PERMITS = Number.MAX_SAFE_INTEGER;

  readonly #inner: BatchSemaphore;
  readonly #one: Acquire;

  constructor(permits: number) {
    this.#inner = new BatchSemaphore(whole("Semaphore", permits));
    this.#one = new Acquire(this.#inner, 1);
  }

  /** How many permits could be had at once. */
  availablePermits(): number {
    return this.#inner.permits;
  }

  /**
   * Waits for a permit.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a permit
   * that was handed over goes to the next.
   *
   * Errors: {@link AcquireError} when the semaphore is closed.
   *
   * Original: `Semaphore::acquire`.
   */
  acquire(): Effect.Effect<SemaphorePermit, AcquireError> {
    return this.#one;
  }

  /**
   * Waits for several permits at once.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; permits that
   * it had collected go to the next.
   *
   * Errors: {@link AcquireError} when the semaphore is closed.
   *
   * Original: `Semaphore::acquire_many`.
   */
  acquireMany(count: number): Effect.Effect<SemaphorePermit, AcquireError> {
    return new Acquire(this.#inner, whole("acquireMany", count));
  }

  /** Takes a permit if there is one. */
  tryAcquire(): Exit.Exit<SemaphorePermit, TryAcquireError> {
    return this.tryAcquireMany(1);
  }

  /** Takes several permits if there are so many. */
  tryAcquireMany(count: number): Exit.Exit<SemaphorePermit, TryAcquireError> {
    const result = this.#inner.tryAcquire(whole("tryAcquireMany", count));
    return result === "ok"
      ? E.succeed(new SemaphorePermit(this.#inner, count))
      : E.fail(
          new TryAcquireError(result === "closed" ? "Closed" : "NoPermits"),
        );
  }

  /** Waits for a permit: the same as {@link acquire}. */
  acquireOwned(): Effect.Effect<SemaphorePermit, AcquireError> {
    return this.acquire();
  }

  /** Waits for several permits: the same as {@link acquireMany}. */
  acquireManyOwned(
    count: number,
  ): Effect.Effect<SemaphorePermit, AcquireError> {
    return this.acquireMany(count);
  }

  /** Takes a permit if there is one: the same as {@link tryAcquire}. */
  tryAcquireOwned(): Exit.Exit<SemaphorePermit, TryAcquireError> {
    return this.tryAcquire();
  }

  /** Takes several permits: the same as {@link tryAcquireMany}. */
  tryAcquireManyOwned(
    count: number,
  ): Exit.Exit<SemaphorePermit, TryAcquireError> {
    return this.tryAcquireMany(count);
  }

  /** Adds permits; those that wait get them first. */
  addPermits(count: number): void {
    this.#inner.release(whole("addPermits", count));
  }

  /** Refuses everybody from now on; those that wait fail. */
  close(): void {
    this.#inner.close();
  }

  /** Returns whether the semaphore is closed. */
  isClosed(): boolean {
    return this.#inner.closed;
  }
}
