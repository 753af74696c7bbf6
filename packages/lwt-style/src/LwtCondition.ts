/** OCaml's `Lwt_condition` 5.6.1: waiting until somebody signals. */
import type { LwtPromise } from "./internal/promise.js";
import { addTaskRight, Sequence } from "./internal/sequence.js";
import * as Lwt from "./Lwt.js";
import * as LwtMutex from "./LwtMutex.js";

/** `'a Lwt_condition.t` */
export class Condition<in out A> {
  /** @internal */
  readonly waiters: Sequence<LwtPromise<A>>;

  constructor(name: string | undefined) {
    this.waiters = new Sequence("LwtCondition.wait", name);
  }
}

/** Makes a condition; `name` shows up in a deadlock report. Original: `Lwt_condition.create` */
export const create = <A = void>(options?: {
  readonly name?: string;
}): Condition<A> => new Condition<A>(options?.name);

const resolver = <A>(p: LwtPromise<A>): Lwt.Resolver<A> =>
  p as unknown as Lwt.Resolver<A>;

/**
 * Waits for a signal.
 *
 * Behaviour: with a mutex, unlocks it for the wait and locks it again before
 * the promise resolves, whatever came of the wait.
 *
 * Cancellation: the waiter leaves the line.
 *
 * Original: `Lwt_condition.wait`
 */
export function wait<A>(
  condition: Condition<A>,
  options?: { readonly mutex?: LwtMutex.Mutex },
): Lwt.Promise<A> {
  const waiter = addTaskRight(condition.waiters);
  const mutex = options?.mutex;
  if (mutex !== undefined) LwtMutex.unlock(mutex);
  return Lwt.finalize(
    () => waiter,
    () => (mutex === undefined ? Lwt.returnUnit : LwtMutex.lock(mutex)),
  );
}

/** Wakes the one that waits longest, if any. Original: `Lwt_condition.signal` */
export function signal<A>(condition: Condition<A>, value: A): void {
  const waiter = condition.waiters.takeLeft();
  if (waiter !== undefined) Lwt.wakeupLater(resolver(waiter), value);
}

/** Wakes all that wait, the longest first. Original: `Lwt_condition.broadcast` */
export function broadcast<A>(condition: Condition<A>, value: A): void {
  for (const waiter of condition.waiters.takeAll()) {
    Lwt.wakeupLater(resolver(waiter), value);
  }
}

/** Rejects all that wait. Original: `Lwt_condition.broadcast_exn` */
export function broadcastExn(condition: Condition<any>, exn: unknown): void {
  for (const waiter of condition.waiters.takeAll()) {
    Lwt.wakeupLaterExn(resolver(waiter), exn);
  }
}
