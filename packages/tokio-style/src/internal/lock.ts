/** What the locks share: guards, and waiting for one. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "./fiber.js";
import type { BatchSemaphore } from "./batch-semaphore.js";
import { Leaf, type Slot } from "./leaf.js";

/** The lock is held by somebody else. Original: `TryLockError`. */
export class TryLockError extends Error {
  override readonly name = "TryLockError";
  readonly _tag = "TryLockError";
  constructor() {
    super("operation would block");
  }
}

/** Some permits of a lock, which open its value until they are dropped. */
export abstract class ValueGuard<T> {
  readonly #cell: { value: T };
  readonly #semaphore: BatchSemaphore;
  readonly #count: number;
  #dropped = false;

  /** @internal */
  constructor(cell: { value: T }, semaphore: BatchSemaphore, count: number) {
    this.#cell = cell;
    this.#semaphore = semaphore;
    this.#count = count;
  }

  /** Unlocks, and hands over to who has waited longest. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#semaphore.release(this.#count);
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  /** @internal */
  protected get cell(): { value: T } {
    if (this.#dropped) {
      throw new Error("this guard was dropped: lock again before you use it");
    }
    return this.#cell;
  }

  /** @internal Gives all permits back but one, which `make` guards. */
  protected keepOne<G>(
    make: (cell: { value: T }, semaphore: BatchSemaphore) => G,
  ): G {
    const { cell } = this;
    this.#dropped = true;
    this.#semaphore.release(this.#count - 1);
    return make(cell, this.#semaphore);
  }
}

/** Waits for a lock: for so many permits of its semaphore. */
export class Lock<G> extends Leaf<G> {
  constructor(
    readonly semaphore: BatchSemaphore,
    readonly count: number,
    readonly guard: () => G,
    readonly what: string,
  ) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<G> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<G> | undefined {
    if (this.semaphore.poll(slot, this.count) === undefined) return undefined;
    return succeed(this.guard());
  }
  release(slot: Slot): void {
    this.semaphore.forget(slot, this.count);
  }
  waitsFor(): string {
    return this.what;
  }
  /** Locks if that can be done at once. */
  attempt(): Exit.Exit<G, TryLockError> {
    return this.semaphore.tryAcquire(this.count) === "ok"
      ? succeed(this.guard())
      : E.fail(new TryLockError());
  }
}
