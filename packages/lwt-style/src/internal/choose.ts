/**
 * The first of several: `choose`, `pick`, `nchoose`, `npick`; and `protected`.
 *
 * One callback on each promise, all sharing a `Race`. The first that is called
 * takes the others out of their lists, so that nothing stays on a promise that
 * is pending for long.
 */
import { pushFront, unlink } from "./callbacks.js";
import { cancel } from "./cancel.js";
import type { LwtPromise } from "./promise.js";
import {
  CANCEL_SELF,
  CANCEL_SEVERAL,
  FORWARD,
  FULFILLED,
  fulfilled,
  GROUP,
  InvalidArgument,
  LwtCallback,
  NOT_CANCELABLE,
  PENDING,
  pending,
  REJECTED,
  rejected,
  STATE,
  underlying,
} from "./promise.js";
import { draw } from "./random.js";
import { type Group, settle } from "./resolve.js";
import { getStorage, setStorage } from "./storage.js";

type Promises<A> = readonly LwtPromise<A>[];

/** What the result is made of, once the first is there. */
type Outcome = (ps: Promises<any>) => LwtPromise<any>;

const stateOf = (p: LwtPromise<any>): number => underlying(p).s & STATE;

class Race implements Group {
  private readonly callbacks: LwtCallback<any>[] = [];

  constructor(
    readonly p2: LwtPromise<any>,
    readonly ps: Promises<any>,
    readonly cancelsLosers: boolean,
    /** Undefined: the result is that of the first. */
    readonly outcome: Outcome | undefined,
  ) {
    for (const p of ps) {
      const c = new LwtCallback(GROUP, p, this);
      this.callbacks.push(c);
      pushFront(underlying(p), c);
    }
  }

  fire(_: LwtCallback<any>, state: number, value: unknown) {
    this.release();
    const made = this.outcome?.(this.ps);
    if (this.cancelsLosers) this.ps.forEach(cancel);
    const p2 = underlying(this.p2);
    if (made === undefined) return settle(p2, state, value);
    return settle(p2, made.s & STATE, made.v);
  }

  /** Takes the callbacks out of the lists they are in. */
  release(): void {
    for (const c of this.callbacks) unlink(c.h as LwtPromise<any>, c);
  }
}

/** A race of one, whose result can be canceled: what `protected` makes. */
class Shield extends Race {
  private readonly storage = getStorage();

  override fire(_: LwtCallback<any>, state: number, value: unknown) {
    super.release();
    return settle(underlying(this.p2), state, value);
  }

  /** A cancel: as any callback of it, this one brings its storage. */
  override release(): void {
    setStorage(this.storage);
    super.release();
  }
}

function race<A>(
  ps: Promises<any>,
  cancelsLosers: boolean,
  outcome?: Outcome,
): LwtPromise<A> {
  const p2 = pending<A>(CANCEL_SEVERAL, ps);
  return new Race(p2, ps, cancelsLosers, outcome).p2 as LwtPromise<A>;
}

function mustNotBeEmpty(ps: Promises<any>, name: string): void {
  if (ps.length > 0) return;
  throw new InvalidArgument(
    `Lwt.${name} [] would return a promise that is pending forever; give it at least one promise`,
  );
}

const inState = <A>(ps: Promises<A>, state: number): LwtPromise<A>[] =>
  ps.filter((p) => stateOf(p) === state);

/** Draws among the rejected ones; the draw counts from the last of them. */
const drawRejected = <A>(failed: Promises<A>): LwtPromise<A> =>
  failed[failed.length - 1 - draw(failed.length)]!;

export function choose<A>(given: Promises<A>): LwtPromise<A> {
  mustNotBeEmpty(given, "choose");
  const ps = [...given];
  const failed = inState(ps, REJECTED);
  if (failed.length > 0) return drawRejected(failed);
  const done = inState(ps, FULFILLED);
  if (done.length === 0) return race(ps, false);
  return done[done.length > 1 ? draw(done.length) : 0]!;
}

export function pick<A>(given: Promises<A>): LwtPromise<A> {
  mustNotBeEmpty(given, "pick");
  const ps = [...given];
  const failed = inState(ps, REJECTED);
  if (failed.length > 0) {
    ps.forEach(cancel);
    return drawRejected(failed);
  }
  const done = inState(ps, FULFILLED).length;
  if (done === 0) return race(ps, true);
  let before = done > 1 ? draw(done) : 0;
  // A cancel may resolve promises further on: each is looked at in its turn.
  let winner: LwtPromise<A> | undefined;
  for (const p of ps) {
    if (winner !== undefined || stateOf(p) === PENDING) cancel(p);
    else if (before <= 0) winner = p;
    else before -= 1;
  }
  return winner!;
}

/** The values of those that are fulfilled, or the first rejection. */
function collect(ps: Promises<any>): LwtPromise<any[]> {
  const values: unknown[] = [];
  for (const given of ps) {
    const p = underlying(given);
    const state = p.s & STATE;
    if (state === REJECTED) return rejected(p.v);
    if (state === FULFILLED) values.push(p.v);
  }
  return fulfilled(values);
}

const anyResolved = (ps: Promises<any>): boolean =>
  ps.some((p) => stateOf(p) !== PENDING);

export function nchoose<A>(given: Promises<A>): LwtPromise<A[]> {
  mustNotBeEmpty(given, "nchoose");
  const ps = [...given];
  return anyResolved(ps) ? collect(ps) : race(ps, false, collect);
}

export function npick<A>(given: Promises<A>): LwtPromise<A[]> {
  mustNotBeEmpty(given, "npick");
  const ps = [...given];
  if (!anyResolved(ps)) return race(ps, true, collect);
  const result = collect(ps);
  ps.forEach(cancel);
  return result;
}

/** As `collect`, with the promises that are still pending. */
function split(ps: Promises<any>): LwtPromise<[any[], LwtPromise<any>[]]> {
  const result = collect(ps);
  if ((result.s & STATE) === REJECTED) return rejected(result.v);
  const sleeping = ps.filter((p) => stateOf(p) === PENDING);
  return fulfilled([result.v, sleeping]);
}

export function nchooseSplit<A>(
  given: Promises<A>,
): LwtPromise<[A[], LwtPromise<A>[]]> {
  mustNotBeEmpty(given, "nchooseSplit");
  const ps = [...given];
  if (!anyResolved(ps)) return race(ps, false, split);
  const result = split(ps);
  // As in Lwt: the pending ones come in reverse when some are resolved already.
  if ((result.s & STATE) === FULFILLED) result.v[1].reverse();
  return result;
}

export function shielded<A>(p: LwtPromise<A>): LwtPromise<A> {
  if (stateOf(p) !== PENDING) return p;
  const p2 = pending<A>(CANCEL_SELF, undefined);
  p2.h = new Shield(p2, [p], false, undefined);
  return p2;
}

export function noCancel<A>(given: LwtPromise<A>): LwtPromise<A> {
  const p = underlying(given);
  if ((p.s & STATE) !== PENDING) return given;
  const p2 = new LwtCallback<A>(
    PENDING | NOT_CANCELABLE | FORWARD,
    undefined,
    undefined,
  );
  pushFront(p, p2);
  return p2;
}
