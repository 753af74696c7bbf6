/**
 * Resolution: what happens when a promise gets its value.
 *
 * The state changes first; then the callbacks are called, newest first. A
 * callback often resolves another promise, whose callbacks are called at once,
 * before the remaining ones of the first: the walk is depth first. Recursion
 * would do it and would overflow the stack on long chains, so `walk` keeps an
 * explicit stack: a frame wherever callbacks remain.
 *
 * Three kinds of callers:
 *  - `resolve`       callbacks now, nested in whatever runs (`Lwt.wakeup`)
 *  - `resolveLater`  callbacks now only if none are running; else they queue
 *                    until the outermost walk ends (`Lwt.wakeupLater`)
 *  - the walk itself, when a callback resolved the promise it is.
 */
import { open, openAny } from "./callbacks.js";
import { enterBoundary, leaveBoundary } from "./depth.js";
import { callWithHook } from "./hook.js";
import {
  BIND,
  CANCEL_SELF,
  Canceled,
  CATCH,
  FORWARD,
  FULFILLED,
  GENERATOR,
  GROUP,
  HAS_STORAGE,
  HOW,
  KIND,
  type LwtCallback,
  type LwtPromise,
  MAP,
  OBSERVE,
  ON_CANCEL,
  REJECTED,
  rejected,
  type Releasable,
  REMOVED,
  STATE,
  underlying,
} from "./promise.js";
import {
  getStorage,
  setStorage,
  type Storage,
  type Stored,
} from "./storage.js";
import { resume } from "./gen.js";
import {
  type Group,
  noteUnheard,
  type Observer,
  settle,
  unify,
} from "./settle.js";
import { isWatching } from "./unhandled.js";

type Callback = LwtCallback<any>;
type AnyPromise = LwtPromise<any>;

/** The callbacks of a promise that is resolved already, not called yet. */
class Deferred {
  following: Deferred | undefined;
  constructor(
    readonly first: Callback | null,
    readonly state: number,
    readonly value: unknown,
    readonly released: Releasable | undefined,
  ) {}
}

let nesting = 0;
let firstDeferred: Deferred | undefined;
let lastDeferred: Deferred | undefined;

/** What leaves its queue now that the pending `p` is to be rejected. */
function rejecting(p: AnyPromise, exn: unknown): Releasable | undefined {
  if (isWatching()) noteUnheard(p, exn);
  return exn === Canceled && (p.s & HOW) === CANCEL_SELF ? p.h : undefined;
}

/** Resolves the underlying, pending `p` and calls its callbacks. */
export function resolve(p: AnyPromise, state: number, value: unknown): void {
  const last: Callback | undefined = p.v;
  const released = state === REJECTED ? rejecting(p, value) : undefined;
  p.s = (p.s & ~(STATE | HOW)) | state;
  p.v = value;
  p.h = undefined;
  if (last !== undefined || released !== undefined) {
    callBack(openAny(last), state, value, released);
  }
}

/** As `resolve`; in a callback, leaves calling to the outermost walk. */
export function resolveLater(
  p: AnyPromise,
  state: number,
  value: unknown,
): void {
  if (nesting < 1) {
    resolve(p, state, value);
    return;
  }
  const released = state === REJECTED ? rejecting(p, value) : undefined;
  const waiting = new Deferred(openAny(p.v), state, value, released);
  p.s = (p.s & ~(STATE | HOW)) | state;
  p.v = value;
  p.h = undefined;
  if (lastDeferred === undefined) firstDeferred = waiting;
  else lastDeferred.following = waiting;
  lastDeferred = waiting;
}

/**
 * Calls the callbacks of a promise that is resolved already, from the first of
 * an opened list on.
 */
export function callBack(
  first: Callback | null,
  state: number,
  value: unknown,
  released: Releasable | undefined,
): void {
  nesting += 1;
  const storage = getStorage();
  walk(first, state, value, released);
  leave(storage);
}

/** Leaves a walk; the outermost first calls what was deferred. */
function leave(storage: Storage): void {
  if (firstDeferred !== undefined && nesting === 1) callDeferred();
  nesting -= 1;
  setStorage(storage);
}

function callDeferred(): void {
  while (firstDeferred !== undefined) {
    if (nesting !== 1) break;
    const { first, state, value, released, following } = firstDeferred;
    firstDeferred = following;
    if (following === undefined) lastDeferred = undefined;
    walk(first, state, value, released);
  }
}

/** Ends a walk that an exception of the hook broke off. */
export function abandonWakeups(): void {
  if (nesting !== 0) leave(undefined);
}

/** Where a walk goes on once it has been down another list. */
class Frame {
  constructor(
    readonly callback: Callback,
    readonly state: number,
    readonly value: unknown,
    readonly storage: Storage,
  ) {}
}

function walk(
  first: Callback | null,
  state: number,
  value: any,
  released: Releasable | undefined,
): void {
  let c = first;
  if (value === Canceled && state === REJECTED) {
    callCancelCallbacks(c);
    released?.release();
  }
  const boundary = enterBoundary();
  let frames: Frame[] | undefined;
  for (;;) {
    while (c === null) {
      const frame: Frame | undefined = frames?.pop();
      if (frame === undefined) {
        leaveBoundary(boundary);
        return;
      }
      c = frame.callback;
      state = frame.state;
      value = frame.value;
      setStorage(frame.storage);
    }
    const called: Callback = c;
    c = called.following;
    let p2: AnyPromise | undefined;
    if (
      state === FULFILLED &&
      (called.s & (KIND | HAS_STORAGE | REMOVED)) === BIND
    ) {
      // What `call` would do, for the commonest callback.
      const { f } = called;
      called.f = undefined;
      setStorage(undefined);
      let p1: AnyPromise;
      try {
        p1 = f(value);
      } catch (exn) {
        p1 = rejected(exn);
      }
      p2 = unify(underlying(called), p1);
    } else if ((called.s & REMOVED) === 0) {
      p2 = call(called, state, value);
    }
    if (p2 === undefined) continue;
    const down: Callback | undefined = p2.h;
    p2.h = undefined;
    if (down === undefined) continue;
    if (c !== null) {
      (frames ??= []).push(new Frame(c, state, value, getStorage()));
    }
    state = p2.s & STATE;
    value = p2.v;
    c = open(down);
    if (value === Canceled && state === REJECTED) callCancelCallbacks(c);
  }
}

/** Calls the cancel callbacks of a list that starts with `c`. */
function callCancelCallbacks(c: Callback | null): void {
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
function call(c: Callback, state: number, value: any): AnyPromise | undefined {
  const kind = c.s & KIND;
  switch (kind) {
    case ON_CANCEL:
      return undefined;
    case GROUP:
      return (c.f as Group).fire(c, state, value);
    case OBSERVE:
      observe(c.f as Observer, state, value);
      return undefined;
    default:
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
