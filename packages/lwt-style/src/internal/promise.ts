/**
 * What a promise is made of.
 *
 * READING GUIDE of the core. Read in this order, each idea needs the ones
 * before it; what stands after "esoteric" may be skipped at first.
 *
 *  1. promise.ts    a promise: a state, a value, how to cancel it
 *  2. callbacks.ts  the list of what waits for a promise, newest first
 *  3. settle.ts     how the state changes; how two promises become one
 *  4. resolve.ts    resolution: walking those lists without recursion; call.ts
 *                   has what the rarer callbacks do
 *  5. compose.ts    `bind`, the model that all the others follow
 *  6. cancel.ts     walking back from a promise to the tasks it stands on
 *  7. concurrent.ts, both.ts     join, both, all
 *     choose.ts     choose, pick and their kin
 *  8. gen.ts        `let%lwt` as generators
 *  esoteric:        storage.ts (keys), pause.ts, bounce.ts (no tail calls in
 *                   JavaScript), random.ts (OCaml's generator), sequence.ts,
 *                   unhandled.ts (rejections that nobody handles)
 *
 * In this folder `p` is the promise given, `p1` the promise that the user's
 * callback returned, `p2` the promise that the operation returned.
 *
 * A promise has three fields:
 *
 * | state     | `v`                          | `h`                        |
 * |-----------|------------------------------|----------------------------|
 * | pending   | the last of the callbacks    | what a cancel goes on to   |
 * | fulfilled | the value                    | nothing                    |
 * | rejected  | the exception                | nothing                    |
 * | proxy     | the promise it became one with | nothing                  |
 *
 * and `s` packs the state with how to cancel and, for callbacks, their kind.
 * Only settle.ts, resolve.ts and cancel.ts change the state of a promise.
 */
import {
  isWatching,
  noteHandled,
  noteMade,
  noteRejected,
} from "./unhandled.js";

// The state: two bits.
export const PENDING = 0;
export const FULFILLED = 1;
export const REJECTED = 2;
export const PROXY = 3;
export const STATE = 3;

// How to cancel a pending promise: two bits.
/** `Lwt.wait`, `Lwt.noCancel`: a cancel stops here and does nothing. */
export const NOT_CANCELABLE = 0 << 2;
/** `Lwt.task` and its kin: `h` is what leaves its queue, or undefined. */
export const CANCEL_SELF = 1 << 2;
/** `Lwt.bind` and its kin: `h` is the promise that is waited for. */
export const CANCEL_ONE = 2 << 2;
/** `Lwt.join`, `Lwt.pick` and their kin: `h` is the array of promises. */
export const CANCEL_SEVERAL = 3 << 2;
export const HOW = 3 << 2;

// What a callback does when its promise resolves: four bits.
export const BIND = 1 << 4;
export const MAP = 2 << 4;
export const CATCH = 3 << 4;
export const TRY_BIND = 4 << 4;
export const FORWARD = 5 << 4;
export const GENERATOR = 6 << 4;
export const OBSERVE = 7 << 4;
export const GROUP = 8 << 4;
export const ON_CANCEL = 9 << 4;
export const BOTH = 10 << 4;
export const PARTNER = 11 << 4;
export const KIND = 15 << 4;

/** `f` is a `Stored`: the callback with the storage it must run in. */
export const HAS_STORAGE = 1 << 8;
/** The callback was taken out of its list; a walk under way skips it. */
export const REMOVED = 1 << 9;

/** What sits in a queue for a promise, and leaves it when that is canceled. */
export interface Releasable {
  release(): void;
}

/**
 * A promise. Its type is abstract to users, as `'a Lwt.t` is: the fields are
 * the core's own.
 */
export class LwtPromise<out A> {
  declare protected readonly _A: () => A;
  /** @internal */
  s: number;
  /** @internal */
  v: any;
  /** @internal */
  h: any;

  constructor(s: number, v: any, h: any) {
    this.s = s;
    this.v = v;
    this.h = h;
  }

  // `yield* p` in `Lwt.gen`: a promise is its own stateless iterator. Asked
  // for its next element, it is done at once when it is resolved; else it
  // yields itself to the driver in gen.ts, which asks again later.

  [Symbol.iterator](): LwtIterator<A> {
    return this;
  }

  /** @internal */
  next(): IteratorResult<LwtPromise<any>, A> {
    if (asked === undefined) return { done: true, value: undefined as A };
    const p = underlying(this as LwtPromise<any>);
    const state = p.s & STATE;
    if (state === FULFILLED) return { done: true, value: p.v };
    if (state === REJECTED) {
      noteHandled(p);
      throw p.v;
    }
    if (asked === p) {
      asked = null;
      return { done: true, value: undefined as A };
    }
    asked = p;
    return { done: false, value: p };
  }

  /** @internal */
  throw(exn: unknown): never {
    throw exn;
  }
}

/**
 * The pending promise that was asked last, for the driver to take; null if
 * there is none. Who else walks over a promise (`[...p]`, a test that compares
 * two) finds nothing: undefined says that no body runs, and a promise that is
 * asked twice in a row, with no driver between, is at its end.
 */
let asked: LwtPromise<any> | null | undefined;

/** Lets promises be asked by a body; give the result to `endAsking`. */
export function beginAsking(): LwtPromise<any> | null | undefined {
  const outside = asked;
  asked = null;
  return outside;
}

export const endAsking = (
  outside: LwtPromise<any> | null | undefined,
): void => {
  asked = outside;
};

/** What `yield*` asks of a promise in a `Lwt.gen` body. */
export interface LwtIterator<A> extends Iterator<LwtPromise<any>, A> {
  [Symbol.iterator](): LwtIterator<A>;
}

/** The other end of a promise: who holds it may resolve the promise, once. */
export interface LwtResolver<in A> {
  readonly "~resolves": (value: A) => void;
}

/**
 * A callback, waiting in the list of the promise it is called for. The promise
 * that `bind` and its kin return *is* that callback: one object for both.
 */
export interface LwtCallback<out A>
  extends LwtPromise<A>, Pick<Callback, "following" | "prev" | "f"> {}

// A subclass but for its constructor: one that calls `super` is thrice as long
// for the engine, which counts that before it puts `bind` into its caller.
class Callback {
  s: number;
  v: any;
  h: any;
  following: LwtCallback<any> | null;
  prev: LwtCallback<any> | null;
  f: any;

  constructor(s: number, h: any, f: any) {
    this.s = s;
    this.v = undefined;
    this.h = h;
    this.following = null;
    this.prev = null;
    this.f = f;
  }
}
Object.setPrototypeOf(Callback.prototype, LwtPromise.prototype);

export const LwtCallback = Callback as unknown as new <A>(
  s: number,
  h: any,
  f: any,
) => LwtCallback<A>;

/** The promise that `p` is one with: the end of its proxies. */
export const underlying = <A>(p: LwtPromise<A>): LwtPromise<A> =>
  (p.s & STATE) === PROXY ? endOfProxies(p) : p;

/** Points every proxy on the way to the end, and gives that. */
function endOfProxies<A>(p: LwtPromise<A>): LwtPromise<A> {
  let end: LwtPromise<A> = p.v;
  while ((end.s & STATE) === PROXY) end = end.v;
  while (p.v !== end) {
    const following: LwtPromise<A> = p.v;
    p.v = end;
    p = following;
  }
  return end;
}

export const fulfilled = <A>(value: A): LwtPromise<A> =>
  new LwtPromise<A>(FULFILLED, value, undefined);

export function rejected(exn: unknown): LwtPromise<never> {
  const p = new LwtPromise<never>(REJECTED, exn, undefined);
  if (isWatching() && exn !== Canceled) noteRejected(p, exn);
  return p;
}

/** A fresh promise with the exception of the rejected `p`. */
export function rejectedAs(p: LwtPromise<any>): LwtPromise<never> {
  noteHandled(p);
  return rejected(p.v);
}

export function pending<A>(how: number, h: unknown): LwtPromise<A> {
  const p = new LwtPromise<A>(PENDING | how, undefined, h);
  if (isWatching()) noteMade(p);
  return p;
}

/** One of OCaml's constant exceptions: compare it with `===`. */
export class ConstantException extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
    this.stack = `${name}: ${message}`;
  }
}

/** `Lwt.Canceled`. */
export const Canceled = new ConstantException(
  "Lwt.Canceled",
  "the promise was canceled",
);

/** OCaml's `Invalid_argument`. */
export class InvalidArgument extends Error {
  override readonly name = "Invalid_argument";
}

/** The rejection for a callback that returned something else. */
export function notAPromise(given: unknown, from: string): LwtPromise<never> {
  return rejected(
    new TypeError(
      `${from}: the callback returned ${given === null ? "null" : typeof given}, not an Lwt promise; return Lwt.return(x) or use Lwt.map`,
    ),
  );
}
