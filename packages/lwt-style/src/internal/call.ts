/**
 * What the rarer kinds of callbacks do when their promise is resolved.
 *
 * The walk in resolve.ts makes the commonest calls itself: those of groups, and
 * those of `bind` and `map` with a value and no storage.
 */
import { callWithHook } from "./hook.js";
import {
  BIND,
  CATCH,
  FORWARD,
  FULFILLED,
  GENERATOR,
  HAS_STORAGE,
  KIND,
  type LwtCallback,
  type LwtPromise,
  MAP,
  OBSERVE,
  ON_CANCEL,
  REJECTED,
  rejected,
  REMOVED,
  STATE,
  underlying,
} from "./promise.js";
import { resume } from "./gen.js";
import { type Observer, settle, unify } from "./settle.js";
import { getStorage, setStorage, type Stored } from "./storage.js";

type Callback = LwtCallback<any>;
type AnyPromise = LwtPromise<any>;

/** Calls the cancel callbacks of a list that starts with `c`. */
export function callCancelCallbacks(c: Callback | null): void {
  for (; c !== null; c = c.following) {
    if ((c.s & (KIND | REMOVED)) !== ON_CANCEL) continue;
    const { f, storage } = c.f as Stored;
    setStorage(storage);
    callWithHook(f, undefined);
  }
}

/**
 * Calls one callback. Gives the promise that it resolved, if any, with the
 * callbacks of that promise in `h`.
 */
export function call(
  c: Callback,
  state: number,
  value: any,
): AnyPromise | undefined {
  const kind = c.s & KIND;
  if (kind === ON_CANCEL) return undefined;
  if (kind === OBSERVE) {
    observe(c.f as Observer, state, value);
    return undefined;
  }
  // From here on `c` is also the promise that was returned: p2.
  const passesOn =
    kind === FORWARD ||
    (state === FULFILLED ? kind === CATCH : kind === BIND || kind === MAP);
  let f = c.f;
  c.f = undefined;
  if (passesOn) return settle(underlying(c), state, value);
  const before = getStorage();
  if ((c.s & HAS_STORAGE) === 0) {
    setStorage(undefined);
  } else {
    setStorage((f as Stored).storage);
    f = (f as Stored).f;
    c.s &= ~HAS_STORAGE;
  }
  if (kind === GENERATOR) {
    const p2 = resume(c, f, state, value);
    // A rejection that the body let through: no handler of it was called.
    if (state === REJECTED && p2 !== undefined) {
      if ((p2.s & STATE) === REJECTED && p2.v === value) setStorage(before);
    }
    return p2;
  }
  let p1;
  try {
    if (kind === BIND || kind === CATCH) p1 = f(value);
    else if (kind === MAP) value = f(value);
    else p1 = state === FULFILLED ? f.f(value) : f.h(value);
  } catch (exn) {
    if (kind === MAP) return settle(underlying(c), REJECTED, exn);
    p1 = rejected(exn);
  }
  // Only now: calling back may have made `c` one with another promise.
  const p2 = underlying(c);
  return kind === MAP ? settle(p2, FULFILLED, value) : unify(p2, p1);
}

function observe(o: Observer, state: number, value: unknown): void {
  const f = state === FULFILLED ? o.onFulfilled : o.onRejected;
  if (f === undefined) return;
  if (o.storage === "leave") {
    f(value);
  } else {
    setStorage(o.storage);
    callWithHook(f, value);
  }
}
