/** OCaml's `Lwt_mutex` 5.6.1: one at a time, in the order of asking. */
import type { LwtPromise } from "./internal/promise.js";
import { addTaskRight, Sequence } from "./internal/sequence.js";
import * as Lwt from "./Lwt.js";

/** `Lwt_mutex.t` */
export class Mutex {
  /** @internal */
  locked = false;
  /** @internal */
  readonly waiters: Sequence<LwtPromise<void>>;

  constructor(name: string | undefined) {
    this.waiters = new Sequence("LwtMutex.lock", name);
  }
}

/** Makes an unlocked mutex; `name` shows up in a deadlock report. Original: `Lwt_mutex.create` */
export const create = (options?: { readonly name?: string }): Mutex =>
  new Mutex(options?.name);

/**
 * Locks the mutex.
 *
 * Behaviour: unlocked: at once; locked: waits in line.
 *
 * Cancellation: the waiter leaves the line.
 *
 * Original: `Lwt_mutex.lock`
 */
export function lock(mutex: Mutex): Lwt.Promise<void> {
  if (mutex.locked) return addTaskRight(mutex.waiters);
  mutex.locked = true;
  return Lwt.returnUnit;
}

/**
 * Unlocks the mutex, or hands it to the next in line: it stays locked then.
 * Does nothing if it is unlocked.
 *
 * Original: `Lwt_mutex.unlock`
 */
export function unlock(mutex: Mutex): void {
  if (!mutex.locked) return;
  const waiter = mutex.waiters.takeLeft();
  if (waiter === undefined) mutex.locked = false;
  else Lwt.wakeupLater(waiter as unknown as Lwt.Resolver<void>, undefined);
}

/**
 * Runs `f` while it holds the mutex, and unlocks it whatever came of `f`.
 *
 * Original: `Lwt_mutex.with_lock`
 */
export const withLock = <A>(
  mutex: Mutex,
  f: () => Lwt.Promise<A>,
): Lwt.Promise<A> =>
  Lwt.bind(lock(mutex), () =>
    Lwt.finalize(f, () => {
      unlock(mutex);
      return Lwt.returnUnit;
    }),
  );

/** Tells whether it is locked. Original: `Lwt_mutex.is_locked` */
export const isLocked = (mutex: Mutex): boolean => mutex.locked;

/** Tells whether nobody waits in line. Original: `Lwt_mutex.is_empty` */
export const isEmpty = (mutex: Mutex): boolean => mutex.waiters.isEmpty();
