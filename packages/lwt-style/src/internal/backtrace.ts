/**
 * `bind` and its kin as lwt_ppx writes them: an exception goes through a function
 * on its way, in OCaml to add a line to its backtrace.
 *
 * Where `f` is called at once what it throws is thrown as it is, as in OCaml. So is
 * an exception that a handler on a pending promise is called with.
 */
import { callNow } from "./bounce.js";
import { pushFront } from "./callbacks.js";
import { apply, bind } from "./compose.js";
import {
  CANCEL_ONE,
  FULFILLED,
  fulfilled,
  GROUP,
  LwtCallback,
  type LwtPromise,
  PENDING,
  pending,
  REJECTED,
  rejected,
  STATE,
  underlying,
} from "./promise.js";
import { type Group, settle, unify } from "./settle.js";
import { getStorage, setStorage } from "./storage.js";
import { noteHandled } from "./unhandled.js";

type Through = (exn: unknown) => unknown;
type Handler = ((given: any) => LwtPromise<any>) | undefined;

/** What is left on a pending promise; without a handler the outcome goes on. */
class Backtraced implements Group {
  private readonly storage = getStorage();

  constructor(
    readonly p2: LwtPromise<any>,
    readonly through: Through,
    readonly onFulfilled: Handler,
    readonly onRejected: Handler,
  ) {}

  fire(_: LwtCallback<any>, state: number, value: unknown) {
    const handler = state === FULFILLED ? this.onFulfilled : this.onRejected;
    if (handler === undefined) {
      const given = state === REJECTED ? this.through(value) : value;
      return settle(underlying(this.p2), state, given);
    }
    setStorage(this.storage);
    let p1: LwtPromise<any>;
    try {
      p1 = handler(value);
    } catch (exn) {
      p1 = rejected(this.through(exn));
    }
    return unify(underlying(this.p2), p1);
  }
}

function later<A>(
  p: LwtPromise<any>,
  through: Through,
  onFulfilled: Handler,
  onRejected: Handler,
): LwtPromise<A> {
  const p2 = pending<A>(CANCEL_ONE, p);
  const group = new Backtraced(p2, through, onFulfilled, onRejected);
  pushFront(p, new LwtCallback(GROUP, undefined, group));
  return p2;
}

/**
 * Does as `Lwt.bind`, and gives a rejection of `p` to `through`, and what `f`
 * throws when it is called later. `through` must not throw.
 *
 * Original: `Lwt.backtrace_bind`
 */
export function backtraceBind<A, B>(
  through: (exn: unknown) => unknown,
  given: LwtPromise<A>,
  f: (value: A) => LwtPromise<B>,
): LwtPromise<B> {
  const p = underlying(given);
  const state = p.s & STATE;
  if (state === PENDING) return later(p, through, f, undefined);
  if (state === FULFILLED) return callNow(f, p.v);
  noteHandled(p);
  return rejected(through(p.v));
}

/**
 * Does as `Lwt.catch`, and gives to `through` what `h` is called with at once, and
 * what it throws when it is called later. `through` must not throw.
 *
 * Original: `Lwt.backtrace_catch`
 */
export function backtraceCatch<A, B = never>(
  through: (exn: unknown) => unknown,
  f: () => LwtPromise<A>,
  h: (exn: unknown) => LwtPromise<B>,
): LwtPromise<A | B> {
  const p = underlying(apply(f));
  const state = p.s & STATE;
  if (state === PENDING) return later(p, through, undefined, h);
  if (state === FULFILLED) return p;
  noteHandled(p);
  return callNow((exn) => h(through(exn)), p.v);
}

/**
 * Does as `Lwt.tryBind`, with `through` as in `backtraceCatch`, for both handlers.
 *
 * Original: `Lwt.backtrace_try_bind`
 */
export function backtraceTryBind<A, B, C = never>(
  through: (exn: unknown) => unknown,
  f: () => LwtPromise<A>,
  onFulfilled: (value: A) => LwtPromise<B>,
  onRejected: (exn: unknown) => LwtPromise<C>,
): LwtPromise<B | C> {
  const p = underlying(apply(f));
  const state = p.s & STATE;
  if (state === PENDING) return later(p, through, onFulfilled, onRejected);
  if (state === FULFILLED) return callNow<A, B | C>(onFulfilled, p.v);
  noteHandled(p);
  return callNow<unknown, B | C>((exn) => onRejected(through(exn)), p.v);
}

/**
 * Does as `Lwt.finalize`, and gives a rejection of `f` to `through`: once if it
 * comes later, twice if it is there at once, as in Lwt. `through` must not throw.
 *
 * Original: `Lwt.backtrace_finalize`
 */
export const backtraceFinalize = <A>(
  through: (exn: unknown) => unknown,
  f: () => LwtPromise<A>,
  after: () => LwtPromise<unknown>,
): LwtPromise<A> =>
  backtraceTryBind(
    through,
    f,
    (value) => bind(after(), () => fulfilled(value)),
    (exn) => bind(after(), () => rejected(through(exn))),
  );
