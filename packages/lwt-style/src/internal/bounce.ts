/**
 * Binds on resolved promises, as deep as one likes.
 *
 * `bind` on a fulfilled promise calls back at once. In OCaml that is a tail
 * call, so a loop of binds runs in constant stack. JavaScript has no tail
 * calls: `callNow` counts how many are inside each other, and from `LIMIT` on
 * it returns a pending promise, a *bounce*, in place of the call. The outermost
 * bind then makes the calls that were put off, before it returns.
 *
 * A loop whose recursive call is in tail position cannot tell the difference:
 * the frames between do nothing but return the promise. Code that looks at the
 * promise of a call 500 binds deep, and is itself inside those binds, sees it
 * pending where OCaml's is resolved. That is the sole departure of the core.
 */
import { open } from "./callbacks.js";
import { getDepth, setDepth } from "./depth.js";
import {
  type LwtPromise,
  NOT_CANCELABLE,
  pending,
  rejected,
  STATE,
  underlying,
} from "./promise.js";
import { callBack } from "./resolve.js";
import { unify } from "./settle.js";
import { getStorage, setStorage, type Storage } from "./storage.js";

const LIMIT = 500;

/**
 * Only every so many levels does a bind set the count right when it is thrown
 * through: a `try` at each would take half of a loop's time. Throws that are
 * caught by hand can so make the count too high, by less than this at each
 * place that catches.
 */
const GUARD = 10;

/** A call that was put off, and the promise returned in its place. */
class Bounce {
  constructor(
    readonly p2: LwtPromise<any>,
    readonly f: (value: any) => LwtPromise<any>,
    readonly value: unknown,
    readonly storage: Storage,
  ) {}
}

const bounces: Bounce[] = [];

/** Calls `f(value)`, or puts the call off if it is too deep. */
export function callNow<A, B>(
  f: (value: A) => LwtPromise<B>,
  value: A,
): LwtPromise<B> {
  const depth = getDepth();
  if (depth === 0) return callOutermost(f, value);
  if (depth % GUARD === 0) return callGuarded(f, value, depth);
  setDepth(depth + 1);
  const p = f(value);
  setDepth(depth);
  return p;
}

function callOutermost<A, B>(
  f: (value: A) => LwtPromise<B>,
  value: A,
): LwtPromise<B> {
  const before = bounces.length;
  setDepth(1);
  let p: LwtPromise<B>;
  // As `finally` would do it, a tenth faster.
  try {
    p = f(value);
  } catch (exn) {
    leaveOutermost(before);
    throw exn;
  }
  leaveOutermost(before);
  return p;
}

function leaveOutermost(before: number): void {
  setDepth(0);
  if (bounces.length > before) makeCalls(before);
}

function callGuarded<A, B>(
  f: (value: A) => LwtPromise<B>,
  value: A,
  depth: number,
): LwtPromise<B> {
  if (depth === LIMIT) return putOff(f, value);
  setDepth(depth + 1);
  try {
    return f(value);
  } finally {
    setDepth(depth);
  }
}

function putOff<A, B>(f: (value: A) => LwtPromise<B>, value: A): LwtPromise<B> {
  const p2 = pending<B>(NOT_CANCELABLE, undefined);
  bounces.push(new Bounce(p2, f, value, getStorage()));
  return p2;
}

/**
 * Makes the calls put off since there were `before` of them, in the order in
 * which they would have been made.
 */
function makeCalls(before: number): void {
  const storage = getStorage();
  reverseFrom(before);
  while (bounces.length > before) {
    const bounce = bounces.pop()!;
    const from = bounces.length;
    setStorage(bounce.storage);
    setDepth(1);
    let p1: LwtPromise<any>;
    try {
      p1 = bounce.f(bounce.value);
    } catch (exn) {
      p1 = rejected(exn);
    }
    setDepth(0);
    reverseFrom(from);
    const p2 = unify(underlying(bounce.p2), p1);
    if (p2 === undefined) continue;
    const last = p2.h;
    p2.h = undefined;
    if (last !== undefined) callBack(open(last), p2.s & STATE, p2.v, undefined);
  }
  setStorage(storage);
}

function reverseFrom(start: number): void {
  for (let i = start, j = bounces.length - 1; i < j; i++, j--) {
    const swapped = bounces[i]!;
    bounces[i] = bounces[j]!;
    bounces[j] = swapped;
  }
}
