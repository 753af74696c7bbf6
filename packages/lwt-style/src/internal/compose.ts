/**
 * One after the other: `bind` and what follows its shape.
 *
 * `bind` is the model. Fulfilled: the callback is called at once, and what it
 * throws is thrown. Rejected: a fresh promise with the same exception. Pending:
 * a callback in front of the others of `p`, which is also the promise returned;
 * a cancel of it goes on to `p`.
 */
import { callNow } from "./bounce.js";
import { pushFront, pushFrontStored } from "./callbacks.js";
import { enterBoundary, leaveBoundary } from "./depth.js";
import { callWithHook } from "./hook.js";
import {
  BIND,
  CANCEL_ONE,
  Canceled,
  CATCH,
  FULFILLED,
  fulfilled,
  LwtCallback,
  type LwtPromise,
  MAP,
  notAPromise,
  OBSERVE,
  ON_CANCEL,
  PENDING,
  REJECTED,
  rejected,
  rejectedAs,
  STATE,
  TRY_BIND,
  underlying,
} from "./promise.js";
import { Observer } from "./settle.js";
import { getStorage, Stored } from "./storage.js";
import { isWatching, noteHandled, noteMade } from "./unhandled.js";

/** Leaves a callback of the given kind on the pending `p`. */
function later<A>(p: LwtPromise<any>, kind: number, f: unknown): LwtPromise<A> {
  const p2 = new LwtCallback<A>(PENDING | CANCEL_ONE | kind, p, f);
  if (isWatching()) noteMade(p2);
  pushFrontStored(p, p2);
  return p2;
}

export function bind<A, B>(
  given: LwtPromise<A>,
  f: (value: A) => LwtPromise<B>,
): LwtPromise<B> {
  const p = underlying(given);
  const state = p.s & STATE;
  if (state === PENDING) return later(p, BIND, f);
  if (state === FULFILLED) return callNow(f, p.v);
  return rejectedAs(p);
}

export function map<A, B>(
  f: (value: A) => B,
  given: LwtPromise<A>,
): LwtPromise<B> {
  const p = underlying(given);
  const state = p.s & STATE;
  if (state === PENDING) return later(p, MAP, f);
  if (state === REJECTED) return rejectedAs(p);
  try {
    return fulfilled(f(p.v));
  } catch (exn) {
    return rejected(exn);
  }
}

/** Calls `f()`; what it throws becomes a rejected promise. */
export function apply<A>(f: () => LwtPromise<A>): LwtPromise<A> {
  const boundary = enterBoundary();
  let p: LwtPromise<A>;
  try {
    p = f();
  } catch (exn) {
    p = rejected(exn);
  }
  leaveBoundary(boundary);
  return (p as unknown) === undefined || p === null ? notAPromise(p, "Lwt") : p;
}

export function handle<A, B = never>(
  f: () => LwtPromise<A>,
  h: (exn: unknown) => LwtPromise<B>,
): LwtPromise<A | B> {
  const p = underlying(apply(f));
  const state = p.s & STATE;
  if (state === PENDING) return later(p, CATCH, h);
  if (state === FULFILLED) return p;
  noteHandled(p);
  return callNow(h, p.v);
}

export function tryBind<A, B, C = never>(
  f: () => LwtPromise<A>,
  onFulfilled: (value: A) => LwtPromise<B>,
  onRejected: (exn: unknown) => LwtPromise<C>,
): LwtPromise<B | C> {
  const p = underlying(apply(f));
  const state = p.s & STATE;
  if (state === PENDING) {
    return later(p, TRY_BIND, { f: onFulfilled, h: onRejected });
  }
  if (state === FULFILLED) return callNow<A, B | C>(onFulfilled, p.v);
  noteHandled(p);
  return callNow<unknown, B | C>(onRejected, p.v);
}

export const finalize = <A>(
  f: () => LwtPromise<A>,
  after: () => LwtPromise<unknown>,
): LwtPromise<A> =>
  tryBind(
    f,
    (value) => bind(after(), () => fulfilled(value)),
    (exn) => bind(after(), () => rejected(exn)),
  );

export function onCancel(given: LwtPromise<any>, f: () => void): void {
  const p = underlying(given);
  const state = p.s & STATE;
  if (state === PENDING) {
    const stored = new Stored(f, getStorage());
    pushFront(p, new LwtCallback(ON_CANCEL, undefined, stored));
  } else if (state === REJECTED && p.v === Canceled) {
    callWithHook(f, undefined);
  }
}

/** Leaves functions on `p` that nobody waits for, or calls one at once. */
export function onAny<A>(
  given: LwtPromise<A>,
  f: ((value: A) => void) | undefined,
  h: ((exn: unknown) => void) | undefined,
): void {
  const p = underlying(given);
  const state = p.s & STATE;
  if (state === PENDING) {
    const observer = new Observer(f, h, getStorage());
    pushFront(p, new LwtCallback(OBSERVE, undefined, observer));
  } else if (state === FULFILLED) {
    if (f !== undefined) callWithHook(f, p.v);
  } else if (h !== undefined) {
    noteHandled(p);
    callWithHook(h, p.v);
  }
}
