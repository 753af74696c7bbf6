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
import { fireBoth } from "./both.js";
import { call, callCancelCallbacks } from "./call.js";
import { open, openAny } from "./callbacks.js";
import { enterBoundary, leaveBoundary } from "./depth.js";
import {
  BIND,
  BOTH,
  CANCEL_SELF,
  Canceled,
  FULFILLED,
  GROUP,
  HAS_STORAGE,
  HOW,
  KIND,
  type LwtCallback,
  type LwtPromise,
  MAP,
  PARTNER,
  REJECTED,
  rejected,
  type Releasable,
  REMOVED,
  STATE,
  underlying,
} from "./promise.js";
import { type Group, noteUnheard, settle, unify } from "./settle.js";
import { getStorage, setStorage, type Storage } from "./storage.js";
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

/** Fulfills the underlying, pending `p` and calls its callbacks. */
export function fulfill(p: AnyPromise, value: unknown): void {
  const last: Callback | undefined = p.v;
  p.s = (p.s & ~(STATE | HOW)) | FULFILLED;
  p.v = value;
  p.h = undefined;
  if (last !== undefined) callBack(open(last), FULFILLED, value, undefined);
}

/** Rejects the underlying, pending `p` and calls its callbacks. */
export function reject(p: AnyPromise, exn: unknown): void {
  const last: Callback | undefined = p.v;
  const released = rejecting(p, exn);
  p.s = (p.s & ~(STATE | HOW)) | REJECTED;
  p.v = exn;
  p.h = undefined;
  if (last !== undefined || released !== undefined) {
    callBack(openAny(last), REJECTED, exn, released);
  }
}

export const resolve = (p: AnyPromise, state: number, value: unknown): void =>
  state === FULFILLED ? fulfill(p, value) : reject(p, value);

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

/** Ends a walk that an exception of the hook broke off. */
export function abandonWakeups(): void {
  if (nesting === 0) return;
  nesting -= 1;
  callBack(null, FULFILLED, undefined, undefined);
  setStorage(undefined);
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

/**
 * Calls the callbacks of a promise that is resolved already, from the first of
 * an opened list on. The outermost of these walks ends with what was deferred.
 *
 * It is long on purpose. V8 puts no function of more than 460 bytes of bytecode
 * into another; this one has more, so it is compiled by itself, with what it
 * calls inside. Were it shorter, the order in which functions get hot would
 * decide what it is put into, and what is left out there: the same program
 * would take half as long again in every third process.
 */
export function callBack(
  first: Callback | null,
  state: number,
  value: any,
  released: Releasable | undefined,
): void {
  nesting += 1;
  const storage = getStorage();
  let c = first;
  if (value === Canceled && state === REJECTED) {
    callCancelCallbacks(c);
    released?.release();
  }
  const boundary = enterBoundary();
  let frames: Frame[] | undefined;
  for (;;) {
    if (c === null) {
      const frame: Frame | undefined = frames?.pop();
      if (frame !== undefined) {
        c = frame.callback;
        state = frame.state;
        value = frame.value;
        setStorage(frame.storage);
        continue;
      }
      leaveBoundary(boundary);
      if (firstDeferred === undefined || nesting !== 1) {
        nesting -= 1;
        setStorage(storage);
        return;
      }
      const deferred: Deferred = firstDeferred;
      firstDeferred = deferred.following;
      if (firstDeferred === undefined) lastDeferred = undefined;
      c = deferred.first;
      state = deferred.state;
      value = deferred.value;
      if (value === Canceled && state === REJECTED) {
        callCancelCallbacks(c);
        deferred.released?.release();
      }
      enterBoundary();
      continue;
    }
    const called: Callback = c;
    c = called.following;
    const kind = called.s & (KIND | HAS_STORAGE | REMOVED);
    let p2: AnyPromise | undefined;
    if (state === FULFILLED && kind === BIND) {
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
    } else if (state === FULFILLED && kind === MAP) {
      const { f } = called;
      called.f = undefined;
      setStorage(undefined);
      let mapped: unknown;
      let became = FULFILLED;
      try {
        mapped = f(value);
      } catch (exn) {
        mapped = exn;
        became = REJECTED;
      }
      p2 = settle(underlying(called), became, mapped);
    } else if (kind === GROUP) {
      p2 = (called.f as Group).fire(called, state, value);
    } else if (kind === BOTH || kind === PARTNER) {
      p2 = fireBoth(called, state, value);
    } else if ((kind & REMOVED) === 0) {
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
