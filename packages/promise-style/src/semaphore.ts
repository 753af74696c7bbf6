import { waitFor } from "./abort.js";
import type { Abortable } from "./abort.js";

/** A place that somebody has, until it is disposed of; then it has none. */
export class Permit {
  #giveBack: (() => void) | undefined;

  /** @internal */
  constructor(giveBack: () => void) {
    this.#giveBack = giveBack;
  }

  [Symbol.dispose](): void {
    const giveBack = this.#giveBack;
    this.#giveBack = undefined;
    giveBack?.();
  }
}

/**
 * So many places, and a line in front of them.
 *
 * Behaviour: a place that is given back is handed to who has waited longest; it
 * is free only when nobody waits, so nobody overtakes.
 */
export class Semaphore {
  #free: number;
  readonly #waiters = new Set<() => void>();

  /** Errors: throws a `RangeError` unless there is a place at least. */
  constructor(places: number) {
    if (!(places >= 1))
      throw new RangeError(`there must be 1 place at least, not ${places}`);
    this.#free = places;
  }

  /** How many places nobody has. */
  get free(): number {
    return this.#free;
  }

  /**
   * Waits for a place: `using place = await semaphore.acquire()`.
   *
   * Cancellation: who gives up leaves the line, and keeps no place.
   */
  async acquire(options: Abortable = {}): Promise<Permit> {
    options.signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else
      await waitFor<void>((hand) => {
        this.#waiters.add(hand);
        return () => this.#waiters.delete(hand);
      }, options);
    return new Permit(() => this.#release());
  }

  #release(): void {
    const [first] = this.#waiters;
    if (first === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiters.delete(first);
    first();
  }
}

/** A lock: a semaphore with one place. */
export class Mutex {
  readonly #semaphore = new Semaphore(1);

  get isLocked(): boolean {
    return this.#semaphore.free === 0;
  }

  /**
   * Waits for the lock: `using lock = await mutex.lock()`.
   *
   * Cancellation: as {@link Semaphore.acquire}.
   */
  lock(options?: Abortable): Promise<Permit> {
    return this.#semaphore.acquire(options);
  }
}
