/**
 * How a pending promise changes: it gets a value or an exception, or it becomes
 * one with another pending promise.
 *
 * `unify` makes the promise that a callback returned one with the promise that
 * `bind` returned long before: a loop of binds keeps one promise, not a chain.
 * The callbacks are not called here; see resolve.ts.
 */
import { concat } from "./callbacks.js";
import {
  Canceled,
  HOW,
  KIND,
  type LwtCallback,
  type LwtPromise,
  notAPromise,
  OBSERVE,
  ON_CANCEL,
  PENDING,
  PROXY,
  REJECTED,
  STATE,
  underlying,
} from "./promise.js";
import type { Storage } from "./storage.js";
import {
  isWatching,
  noteHandled,
  noteMerged,
  noteRejected,
} from "./unhandled.js";

type Callback = LwtCallback<any>;
type AnyPromise = LwtPromise<any>;

/** A callback shared by several promises: see concurrent.ts, choose.ts. */
export interface Group {
  /** Is told that one of them resolved; gives what that resolved, if any. */
  fire(c: Callback, state: number, value: any): AnyPromise | undefined;
}

/** What `Lwt.onAny` and its kin leave on a promise. */
export class Observer {
  constructor(
    readonly onFulfilled: ((value: any) => unknown) | undefined,
    readonly onRejected: ((exn: unknown) => unknown) | undefined,
    /** `async` and `dontWait` neither keep the storage nor use the hook. */
    readonly storage: Storage | "leave",
  ) {}
}

/**
 * Changes the state of `p`, unless it is resolved, and gives `p` with its
 * callbacks in `h` for the walk to call.
 */
export function settle(
  p: AnyPromise,
  state: number,
  value: unknown,
): AnyPromise | undefined {
  if ((p.s & STATE) !== PENDING) return undefined;
  if (state === REJECTED && isWatching()) noteUnheard(p, value);
  p.s = (p.s & ~(STATE | HOW)) | state;
  p.h = p.v;
  p.v = value;
  return p;
}

/**
 * Makes `p1`, which a callback returned, one with the pending `p2`. Gives `p2`
 * if that resolves it, with its callbacks in `h`.
 */
export function unify(
  p2: AnyPromise,
  returned: AnyPromise,
): AnyPromise | undefined {
  if (!isPromise(returned)) {
    returned = notAPromise(returned, "Lwt.bind");
  }
  const p1 = underlying(returned);
  if (p1 === p2) return undefined;
  const state = p1.s & STATE;
  if (state !== PENDING) {
    if (state === REJECTED) noteHandled(p1);
    return settle(p2, state, p1.v);
  }
  merge(p2, p1);
  return undefined;
}

function merge(p2: AnyPromise, p1: AnyPromise): void {
  if (isWatching()) noteMerged(p2, p1);
  p2.v = concat(p2.v, p1.v);
  p2.s = (p2.s & ~HOW) | (p1.s & HOW);
  p2.h = p1.h;
  p1.s = (p1.s & ~(STATE | HOW)) | PROXY;
  p1.v = p2;
  p1.h = undefined;
}

const isPromise = (p: any): boolean =>
  p !== undefined && p !== null && p.s !== undefined;

/** Notes that the pending `p` is rejected, if no callback hears of it. */
export function noteUnheard(p: AnyPromise, exn: unknown): void {
  if (exn === Canceled) return;
  const last: Callback | undefined = p.v;
  let c = last;
  while (c !== undefined) {
    if (hearsRejection(c)) return;
    c = c.following === last ? undefined : c.following!;
  }
  noteRejected(p, exn);
}

function hearsRejection(c: Callback): boolean {
  const kind = c.s & KIND;
  if (kind === ON_CANCEL) return false;
  return kind !== OBSERVE || (c.f as Observer).onRejected !== undefined;
}
