/**
 * OCaml's `Lwt` 5.6.1.
 *
 * A promise is made at once and remembered for ever; callbacks are called by
 * whoever resolves it, before the call that resolves it returns. Functions take
 * their arguments in OCaml's order. Where an OCaml name is a reserved word of
 * JavaScript it is still `Lwt.return`, `Lwt.catch` and so on, as a member.
 *
 * The core's reading guide is in internal/promise.ts.
 */
import { type Either, left, right } from "fp-ts/lib/Either.js";
import { cancel as cancelPromise } from "./internal/cancel.js";
import { callNow } from "./internal/bounce.js";
import * as compose from "./internal/compose.js";
import { type Body, start } from "./internal/gen.js";
import {
  CANCEL_SELF,
  Canceled as canceled,
  FULFILLED,
  fulfilled,
  InvalidArgument,
  type LwtPromise,
  type LwtResolver,
  NOT_CANCELABLE,
  PENDING,
  pending,
  REJECTED,
  rejected,
  STATE,
  underlying,
} from "./internal/promise.js";
import { fulfill, reject, resolveLater } from "./internal/resolve.js";
import { LwtKey } from "./internal/storage.js";
import { noteHandled } from "./internal/unhandled.js";
import * as LwtSequence from "./LwtSequence.js";

/**
 * A promise of an `A`: `'a Lwt.t`.
 *
 * Pending, fulfilled with an `A`, or rejected with an exception. In the body of
 * a `Lwt.gen`, `yield* p` waits for it.
 */
export type Promise<A> = LwtPromise<A>;

/** What resolves a promise: `'a Lwt.u`. */
export type Resolver<A> = LwtResolver<A>;

/** A key of sequence-associated storage: `'a Lwt.key`. */
export type Key<A> = LwtKey<A>;

/** What `Lwt.state` says: `'a Lwt.state`. */
export type State<A> =
  | { readonly _tag: "Return"; readonly value: A }
  | { readonly _tag: "Fail"; readonly exn: unknown }
  | { readonly _tag: "Sleep" };

/** `'a Lwt.result`: a value or an exception. */
export type Result<A> =
  | { readonly _tag: "Ok"; readonly value: A }
  | { readonly _tag: "Error"; readonly exn: unknown };

/**
 * The exception of a canceled promise.
 *
 * It is one constant, as in OCaml: compare with `exn === Lwt.Canceled`.
 *
 * Original: `Lwt.Canceled`
 */
export const Canceled = canceled;
export { InvalidArgument };

// ---------------------------------------------------------------------------
// Promises and resolvers

/**
 * Makes a promise that is pending, and its resolver.
 *
 * Cancellation: `Lwt.cancel` does nothing to it; see `Lwt.task`.
 *
 * Original: `Lwt.wait`
 */
export function wait<A = void>(): [Promise<A>, Resolver<A>] {
  const p = pending<A>(NOT_CANCELABLE, undefined);
  return [p, p as unknown as Resolver<A>];
}

/**
 * Makes a promise that is pending and can be canceled, and its resolver.
 *
 * Cancellation: `Lwt.cancel` rejects it with `Lwt.Canceled`; waking it after
 * that does nothing.
 *
 * Original: `Lwt.task`
 */
export function task<A = void>(): [Promise<A>, Resolver<A>] {
  const p = pending<A>(CANCEL_SELF, undefined);
  return [p, p as unknown as Resolver<A>];
}

/** Lets a canceled promise be. */
function notPending(p: Promise<any>, name: string): void {
  if ((p.s & STATE) === REJECTED && p.v === canceled) return;
  throw new InvalidArgument(
    `Lwt.${name}: the promise is resolved already; use each resolver once`,
  );
}

/**
 * Fulfills a promise and calls its callbacks before it returns.
 *
 * Behaviour
 * - pending: resolves it; callbacks run now, nested in whatever runs
 * - canceled: does nothing
 * - resolved otherwise: throws `InvalidArgument`
 *
 * Nested wakeups use the stack: about a thousand levels are safe.
 *
 * Original: `Lwt.wakeup`
 */
export function wakeup<A>(r: Resolver<A>, value: A): void {
  const p = underlying(r as unknown as Promise<A>);
  if ((p.s & STATE) === PENDING) fulfill(p, value);
  else notPending(p, "wakeup");
}

/**
 * Rejects a promise as `Lwt.wakeup` fulfills one.
 *
 * Original: `Lwt.wakeup_exn`
 */
export function wakeupExn(r: Resolver<any>, exn: unknown): void {
  const p = underlying(r as unknown as Promise<any>);
  if ((p.s & STATE) === PENDING) reject(p, exn);
  else notPending(p, "wakeupExn");
}

/**
 * Fulfills a promise now, and calls its callbacks as soon as no other callback
 * is running.
 *
 * Behaviour
 * - outside of any callback: as `Lwt.wakeup`
 * - inside a callback: the state changes now, the callbacks wait in a queue
 *   until the outermost resolution ends
 *
 * Original: `Lwt.wakeup_later`
 */
export function wakeupLater<A>(r: Resolver<A>, value: A): void {
  const p = underlying(r as unknown as Promise<A>);
  if ((p.s & STATE) === PENDING) resolveLater(p, FULFILLED, value);
  else notPending(p, "wakeupLater");
}

/**
 * Rejects a promise as `Lwt.wakeupLater` fulfills one.
 *
 * Original: `Lwt.wakeup_later_exn`
 */
export function wakeupLaterExn(r: Resolver<any>, exn: unknown): void {
  const p = underlying(r as unknown as Promise<any>);
  if ((p.s & STATE) === PENDING) resolveLater(p, REJECTED, exn);
  else notPending(p, "wakeupLaterExn");
}

/** Original: `Lwt.wakeup_result` */
export const wakeupResult = <A>(r: Resolver<A>, result: Result<A>): void =>
  result._tag === "Ok" ? wakeup(r, result.value) : wakeupExn(r, result.exn);

/** Original: `Lwt.wakeup_later_result` */
export const wakeupLaterResult = <A>(r: Resolver<A>, result: Result<A>): void =>
  result._tag === "Ok"
    ? wakeupLater(r, result.value)
    : wakeupLaterExn(r, result.exn);

/** Makes a fulfilled promise, as `Lwt.return`; the name that fp-ts uses. */
export const of = fulfilled;

/** Makes a rejected promise. Original: `Lwt.fail` */
export const fail = (exn: unknown): Promise<never> => rejected(exn);

/** Makes a promise rejected with an `Error`. Original: `Lwt.fail_with` */
export const failWith = (message: string): Promise<never> =>
  rejected(new Error(message));

/** Original: `Lwt.fail_invalid_arg` */
export const failInvalidArg = (message: string): Promise<never> =>
  rejected(new InvalidArgument(message));

/** Original: `Lwt.of_result` */
export const ofResult = <A>(result: Result<A>): Promise<A> =>
  result._tag === "Ok" ? fulfilled(result.value) : rejected(result.exn);

/**
 * Makes a result of a value.
 *
 * @deprecated As in Lwt: write `{ _tag: "Ok", value }`.
 *
 * Original: `Lwt.make_value`
 */
export const makeValue = <A>(value: A): Result<A> => ({ _tag: "Ok", value });

/**
 * Makes a result of an exception.
 *
 * @deprecated As in Lwt: write `{ _tag: "Error", exn }`.
 *
 * Original: `Lwt.make_error`
 */
export const makeError = (exn: unknown): Result<never> => ({
  _tag: "Error",
  exn,
});

/**
 * Gives the promise that a resolver resolves.
 *
 * @deprecated As in Lwt: keep the promise.
 *
 * Original: `Lwt.waiter_of_wakener`
 */
export const waiterOfWakener = <A>(r: Resolver<A>): Promise<A> =>
  r as unknown as Promise<A>;

/**
 * Makes a task whose resolver stands at the end of a sequence, and leaves it when
 * the task is canceled.
 *
 * @deprecated As in Lwt: make a `Lwt.task` and take it out with `Lwt.onCancel`.
 *
 * Original: `Lwt.add_task_r`
 */
export const addTaskR = <A>(
  queue: LwtSequence.Sequence<Resolver<A>>,
): Promise<A> => addTask((r) => LwtSequence.addR(r, queue));

/**
 * Does as `addTaskR`, at the start of the sequence.
 *
 * @deprecated As in Lwt; see `addTaskR`.
 *
 * Original: `Lwt.add_task_l`
 */
export const addTaskL = <A>(
  queue: LwtSequence.Sequence<Resolver<A>>,
): Promise<A> => addTask((r) => LwtSequence.addL(r, queue));

function addTask<A>(
  add: (r: Resolver<A>) => LwtSequence.Node<Resolver<A>>,
): Promise<A> {
  const [p, r] = task<A>();
  const node = add(r);
  p.h = { release: () => LwtSequence.remove(node) };
  return p;
}

/** Original: `Lwt.return_unit` */
export const returnUnit: Promise<void> = fulfilled(undefined);
/** Original: `Lwt.return_none` */
export const returnNone: Promise<undefined> = fulfilled(undefined);
/** Original: `Lwt.return_nil` */
export const returnNil: Promise<readonly never[]> = fulfilled([]);
/** Original: `Lwt.return_true` */
export const returnTrue: Promise<boolean> = fulfilled(true);
/** Original: `Lwt.return_false` */
export const returnFalse: Promise<boolean> = fulfilled(false);

/** `Some x` is `x`, as `None` is undefined. Original: `Lwt.return_some` */
export const returnSome = <A>(value: A): Promise<A | undefined> =>
  fulfilled(value);
/** A result as `LwtResult` has them. Original: `Lwt.return_ok` */
export const returnOk = <A>(value: A): Promise<Either<never, A>> =>
  fulfilled(right(value));
/** A result as `LwtResult` has them. Original: `Lwt.return_error` */
export const returnError = <E>(error: E): Promise<Either<E, never>> =>
  fulfilled(left(error));

// ---------------------------------------------------------------------------
// One after the other

/**
 * Calls `f` with the value of `p`, and gives the promise of what follows.
 *
 * Behaviour
 * - `p` fulfilled: calls `f` at once and returns its promise; what `f` throws
 *   is thrown
 * - `p` rejected: a fresh promise, rejected with the same exception
 * - `p` pending: a pending promise; when `p` is fulfilled `f` is called, and the
 *   promise it returns becomes one with the one returned here; what `f` throws
 *   then rejects it
 *
 * Cancellation: goes on to `p`, and later to the promise that `f` returned.
 *
 * Original: `Lwt.bind`
 */
export const bind: <A, B>(
  p: Promise<A>,
  f: (value: A) => Promise<B>,
) => Promise<B> = compose.bind;

/**
 * Gives the promise of `f(value)`. What `f` throws rejects it, always.
 *
 * Original: `Lwt.map`
 */
export const map: <A, B>(f: (value: A) => B, p: Promise<A>) => Promise<B> =
  compose.map;

/**
 * Calls `f` with `x`; what it throws rejects the promise.
 *
 * Original: `Lwt.apply`
 */
export const apply = <X, A>(f: (x: X) => Promise<A>, x: X): Promise<A> =>
  compose.apply(() => f(x));

/** Calls `f`; its value or what it throws in a promise. Original: `Lwt.wrap` */
export const wrap = <A>(f: () => A): Promise<A> =>
  compose.apply(() => fulfilled(f()));

export {
  wrap1,
  wrap2,
  wrap3,
  wrap4,
  wrap5,
  wrap6,
  wrap7,
} from "./internal/lift.js";

/**
 * Calls `f`, then `onFulfilled` or `onRejected` with the outcome.
 *
 * Behaviour
 * - what `f` throws is given to `onRejected`
 * - the outcome is there at once: the handler is called at once, and what it
 *   throws is thrown
 * - else as `Lwt.bind` on a pending promise
 *
 * Original: `Lwt.try_bind`
 */
export const tryBind: <A, B, C = never>(
  f: () => Promise<A>,
  onFulfilled: (value: A) => Promise<B>,
  onRejected: (exn: unknown) => Promise<C>,
) => Promise<B | C> = compose.tryBind;

/**
 * Calls `f`, then `after` whatever came of it, and gives what came of `f`.
 *
 * Behaviour: when `after` rejects, its exception takes the place of the result.
 *
 * Original: `Lwt.finalize`
 */
export const finalize: <A>(
  f: () => Promise<A>,
  after: () => Promise<unknown>,
) => Promise<A> = compose.finalize;

/**
 * Runs a body in which `yield* p` waits for a promise: `let%lwt`.
 *
 * Behaviour
 * - resolved promises do not stop the body
 * - a rejected one throws its exception at the `yield*`, for `try` and
 *   `finally` of the language
 * - what the body throws rejects the promise, from the first line on
 *
 * Cancellation: goes to the promise that the body waits for; if that can be
 * canceled, `Lwt.Canceled` is thrown at its `yield*`.
 *
 * Original: `let%lwt`, `try%lwt` (lwt_ppx)
 */
export const gen = <A>(body: () => Body<A>): Promise<A> =>
  callNow(startBody as (body: () => Body<A>) => Promise<A>, body);

const startBody = (body: () => Body<unknown>): Promise<unknown> =>
  start(body());

/**
 * Makes a function of a body, once: cheaper than `Lwt.gen` inside a function
 * that is called often.
 */
export const fn =
  <Args extends readonly unknown[], A>(
    body: (...args: Args) => Body<A>,
  ): ((...args: Args) => Promise<A>) =>
  (...args) =>
    callNow(startBody, () => body(...args)) as Promise<A>;

export {
  backtraceBind,
  backtraceCatch,
  backtraceFinalize,
  backtraceTryBind,
} from "./internal/backtrace.js";

// ---------------------------------------------------------------------------
// Callbacks that nobody waits for

export {
  /**
   * Calls `f` if the promise is canceled, before its other callbacks.
   *
   * Original: `Lwt.on_cancel`
   */
  onCancel,
} from "./internal/compose.js";

/** Calls `f` when `p` is fulfilled. Original: `Lwt.on_success` */
export const onSuccess = <A>(p: Promise<A>, f: (value: A) => void): void =>
  compose.onAny(p, f, undefined);

/** Calls `f` when `p` is rejected. Original: `Lwt.on_failure` */
export const onFailure = (p: Promise<any>, f: (exn: unknown) => void): void =>
  compose.onAny(p, undefined, f);

/** Calls `f` when `p` is resolved. Original: `Lwt.on_termination` */
export const onTermination = (p: Promise<any>, f: () => void): void => {
  const call = (): void => f();
  compose.onAny(p, call, call);
};

/**
 * Calls `f` or `h` when `p` is resolved; what they throw goes to the hook.
 *
 * Original: `Lwt.on_any`
 */
export const onAny: <A>(
  p: Promise<A>,
  f: (value: A) => void,
  h: (exn: unknown) => void,
) => void = compose.onAny;

export {
  /**
   * What is called with an exception that no promise can carry. Set it by
   * `Lwt.asyncExceptionHook.current = f`. At first it reports on stderr and ends the
   * process with code 2.
   *
   * Original: `Lwt.async_exception_hook`
   */
  asyncExceptionHook,
} from "./internal/hook.js";

export {
  /** A rejection that nobody handled: what `reportUnhandled` tells. */
  type Unhandled,
  reportUnhandled,
} from "./internal/unhandled.js";

export {
  /** Waits for both; rejected with the first rejection, once both are resolved. Original: `Lwt.both` */
  both,
  /** Waits for all of them, as `both`. Original: `Lwt.join` */
  join,
  /** Waits for all of them and gives the values in order. Original: `Lwt.all` */
  all,
  /** Runs `f`; a rejection goes to the async exception hook. Original: `Lwt.async` */
  async,
  /** Runs `f`; a rejection goes to `h`. Original: `Lwt.dont_wait` */
  dontWait,
  /** Throws if the promise is rejected; a later rejection goes to the hook. Original: `Lwt.ignore_result` */
  ignoreResult,
} from "./internal/concurrent.js";

export {
  /** Gives the first that resolves. Original: `Lwt.choose` */
  choose,
  /** Gives the first that resolves; cancels the others before that. Original: `Lwt.pick` */
  pick,
  /** Gives the values of all that are resolved when the first is. Original: `Lwt.nchoose` */
  nchoose,
  /** As `nchoose`, and cancels the others. Original: `Lwt.npick` */
  npick,
  /** As `nchoose`, with those that are still pending. Original: `Lwt.nchoose_split` */
  nchooseSplit,
  /** The same promise, which a cancel does not go through: only the copy is canceled. Original: `Lwt.protected` */
  shielded as protected,
  /** The same promise, which a cancel leaves alone. Original: `Lwt.no_cancel` */
  noCancel,
} from "./internal/choose.js";

export {
  /**
   * Cancels the tasks that a promise stands on.
   *
   * Behaviour: all tasks found are rejected with `Lwt.Canceled` first; then
   * their callbacks are called, those found last first.
   *
   * Original: `Lwt.cancel`
   */
  cancel,
} from "./internal/cancel.js";

/**
 * Makes a promise that cancels `p` when it is canceled, and is canceled even
 * if `p` cannot be.
 *
 * Original: `Lwt.wrap_in_cancelable`
 */
export function wrapInCancelable<A>(p: Promise<A>): Promise<A> {
  if (!isSleeping(p)) return p;
  const [p2, r] = task<A>();
  compose.onCancel(p2, () => cancelPromise(p));
  compose.onAny(
    p,
    (value) => wakeup(r, value),
    (exn) => wakeupExn(r, exn),
  );
  return p2;
}

export {
  /** A promise that main wakes in the next turn of its loop. Original: `Lwt.pause` */
  pause,
  /** Wakes all that pause. Original: `Lwt.wakeup_paused` */
  wakeupPaused,
  /** How many pauses were made since the last waking. Original: `Lwt.paused_count` */
  pausedCount,
  /** Forgets all that pause. Original: `Lwt.abandon_paused` */
  abandonPaused,
  /** Is told the count at each pause. Original: `Lwt.register_pause_notifier` */
  registerPauseNotifier,
} from "./internal/pause.js";

export {
  /** Ends a resolution that the hook broke off. Original: `Lwt.abandon_wakeups` */
  abandonWakeups,
} from "./internal/resolve.js";

export {
  /** Starts the draws of `choose` and `pick` anew, as in a fresh program. */
  restartDraws,
} from "./internal/random.js";

// ---------------------------------------------------------------------------
// Looking at a promise; storage

/** Tells the state of a promise. Original: `Lwt.state` */
export function state<A>(given: Promise<A>): State<A> {
  const p = underlying(given);
  const now = p.s & STATE;
  if (now === PENDING) return { _tag: "Sleep" };
  if (now === FULFILLED) return { _tag: "Return", value: p.v };
  noteHandled(p);
  return { _tag: "Fail", exn: p.v };
}

/** Tells whether a promise is pending. Original: `Lwt.is_sleeping` */
export const isSleeping = (p: Promise<any>): boolean =>
  (underlying(p).s & STATE) === PENDING;

/**
 * Tells in a promise whether `p` is in a state; values and exceptions are told
 * apart by `Object.is`, where OCaml compares their structure.
 *
 * Original: `Lwt.debug_state_is`
 */
export function debugStateIs<A>(
  expected: State<A>,
  p: Promise<A>,
): Promise<boolean> {
  const now = state(p);
  const same =
    (expected._tag === "Sleep" && now._tag === "Sleep") ||
    (expected._tag === "Return" &&
      now._tag === "Return" &&
      Object.is(expected.value, now.value)) ||
    (expected._tag === "Fail" &&
      now._tag === "Fail" &&
      Object.is(expected.exn, now.exn));
  return fulfilled(same);
}

/** The value if there is one; throws if rejected. Original: `Lwt.poll` */
export function poll<A>(given: Promise<A>): A | undefined {
  const p = underlying(given);
  if ((p.s & STATE) === REJECTED) {
    noteHandled(p);
    throw p.v;
  }
  return (p.s & STATE) === FULFILLED ? p.v : undefined;
}

/** Makes a key of storage. Original: `Lwt.new_key` */
export const newKey = <A>(): Key<A> => new LwtKey<A>();

export {
  /** The value of a key at this point of the sequence, or undefined. Original: `Lwt.get` */
  get,
  /** Calls `f` with another value for a key, here and in all that follows from it. Original: `Lwt.with_value` */
  withValue,
} from "./internal/storage.js";

export {
  /**
   * Makes a fulfilled promise.
   *
   * Original: `Lwt.return`
   */
  fulfilled as return,
} from "./internal/promise.js";

export {
  /**
   * Calls `f`; if it throws or its promise is rejected, calls `h` with the
   * exception.
   *
   * Behaviour
   * - fulfilled at once: the same promise
   * - rejected at once: `h` is called at once, and what it throws is thrown
   * - pending: as `Lwt.bind`, on the rejection
   *
   * Original: `Lwt.catch`
   */
  handle as catch,
} from "./internal/compose.js";

// ---------------------------------------------------------------------------
// fp-ts

export {
  URI,
  fromTask,
  fromTaskEither,
  toTask,
  toTaskEither,
  fromEither,
  fromIO,
  chain,
  ap,
  alt,
  Functor,
  Pointed,
  Apply,
  Applicative,
  Chain,
  Monad,
  MonadIO,
  MonadTask,
  MonadThrow,
  FromIO,
  FromTask,
  FromEither,
  Alt,
} from "./fpTs.js";
