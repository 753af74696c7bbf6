/** What the locks share: guards, and waiting for one. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "./fiber.js";
import { GUARD } from "./guards.js";
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

const DROPPED = "this guard was dropped: lock again before you use it";

/** Where a part of a value stands: under a key, or nowhere that is known. */
export function partOf<U>(
  whole: any,
  part: PropertyKey | ((value: any) => U),
): { value: U } {
  if (typeof part !== "function") {
    return {
      get value() {
        return whole[part];
      },
      set value(value) {
        whole[part] = value;
      },
    };
  }
  const found = part(whole);
  return {
    get value() {
      return found;
    },
    set value(_) {
      throw new Error(
        "a part that a function gives cannot be replaced: name it by its key",
      );
    },
  };
}

/** Makes a guard of some permits. */
type GuardClass<G> = new (
  cell: { value: any },
  semaphore: BatchSemaphore,
  count: number,
) => G;

/** Where the value stands that a guard locks. */
export let cellOf: <T>(guard: Guard<T>) => { value: T };

/** The right to a locked value, until it is dropped: what all guards are. */
export class Guard<T> {
  // Plain fields: a class that extends one with #fields is made at a third of
  // the speed.
  private readonly held: { value: T };
  private readonly semaphore: BatchSemaphore;
  private count: number;

  /** @internal */
  constructor(cell: { value: T }, semaphore: BatchSemaphore, count: number) {
    this.held = cell;
    this.semaphore = semaphore;
    this.count = count;
  }

  /** Unlocks, and hands over to who has waited longest. */
  drop(): void {
    const count = this.count;
    this.count = 0;
    this.semaphore.release(count);
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  get [GUARD](): true {
    return true;
  }

  /** The locked value. */
  get value(): T {
    if (this.count === 0) throw new Error(DROPPED);
    return this.held.value;
  }

  set value(value: T) {
    if (this.count === 0) throw new Error(DROPPED);
    this.held.value = value;
  }

  static {
    cellOf = (guard) => guard.held;
  }

  /** @internal Gives all permits back but one, which another kind guards. */
  protected keepOne<G>(guard: GuardClass<G>): G {
    if (this.count === 0) throw new Error(DROPPED);
    const rest = this.count - 1;
    this.count = 0;
    this.semaphore.release(rest);
    return new guard(this.held, this.semaphore, 1);
  }

  /** @internal Hands all permits over to a guard of this or something else. */
  protected handOver<G>(
    guard: GuardClass<G>,
    cell: { value: unknown } = this.held,
  ): G {
    const count = this.count;
    if (count === 0) throw new Error(DROPPED);
    this.count = 0;
    return new guard(cell, this.semaphore, count);
  }

  /**
   * Becomes a guard of a part of the value; this one is then dropped, and the
   * other one unlocks. A part that is named by its key can be replaced by it,
   * one that a function gives can only be changed.
   *
   * Original: `MutexGuard::map`, whose `MappedMutexGuard` is a `Guard` here.
   */
  map<K extends keyof T>(key: K): Guard<T[K]>;
  map<U>(part: (value: T) => U): Guard<U>;
  map<U>(part: PropertyKey | ((value: T) => U)): Guard<U> {
    return this.handOver(Guard<U>, partOf<U>(this.value, part));
  }

  /**
   * Becomes a guard of a part of the value, if a function gives one; if it
   * gives `undefined`, so does this, and this guard stays as it is.
   *
   * Original: `MutexGuard::try_map`.
   */
  tryMap<U>(part: (value: T) => U | undefined): Guard<U> | undefined {
    const found = part(this.value);
    return found === undefined ? undefined : this.map<U>(() => found);
  }
}

/** Waits for a lock: for so many permits of its semaphore. */
export class Lock<G> extends Leaf<G> {
  constructor(
    readonly semaphore: BatchSemaphore,
    readonly count: number,
    readonly cell: { value: any },
    readonly guard: GuardClass<G>,
    readonly what: string,
  ) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<G> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<G> | undefined {
    if (this.semaphore.poll(slot, this.count) === undefined) return undefined;
    return succeed(new this.guard(this.cell, this.semaphore, this.count));
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
      ? succeed(new this.guard(this.cell, this.semaphore, this.count))
      : E.fail(new TryLockError());
  }
}

/** The value of a lock that nobody holds, by what locks all of it. */
export function unlocked<T>(
  { semaphore, count }: Lock<unknown>,
  cell: { readonly value: T },
): T {
  if (semaphore.permits < count) throw new Error("somebody holds this lock");
  return cell.value;
}
