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
  ON_CANCEL,
  PENDING,
  pending,
  REJECTED,
  rejected,
  STATE,
  underlying,
} from "./promise.js";
import { draw } from "./random.js";
import { type Group, settle } from "./settle.js";
import { getStorage, Stored } from "./storage.js";
import { isWatching, noteHandled, noteMade } from "./unhandled.js";

type Promises<A> = readonly LwtPromise<A>[];

const stateOf = (p: LwtPromise<any>): number => underlying(p).s & STATE;

function anyResolved(ps: Promises<any>): boolean {
  for (let i = 0; i < ps.length; i++) {
    if (stateOf(ps[i]!) !== PENDING) return true;
  }
  return false;
}

/** What the result is made of, once the first is there. */
type Outcome = (ps: Promises<any>) => LwtPromise<any>;

class Race implements Group {
  /** The callback on the last promise; each has the one before it in `v`. */
  last: LwtCallback<any> | undefined = undefined;

  constructor(
    readonly p2: LwtPromise<any>,
    readonly ps: Promises<any>,
    readonly cancelsLosers: boolean,
    /** Undefined: the result is that of the first. */
    readonly outcome: Outcome | undefined,
  ) {}

  fire(_: LwtCallback<any>, state: number, value: unknown) {
    this.release();
    const made = this.outcome?.(this.ps);
    if (this.cancelsLosers) cancelAll(this.ps);
    const p2 = underlying(this.p2);
    if (made === undefined) return settle(p2, state, value);
    return settle(p2, made.s & STATE, made.v);
  }

  /** Takes the callbacks out of the lists they are in. */
  release(): void {
    for (let c = this.last; c !== undefined; c = c.v) {
      unlink(c.h as LwtPromise<any>, c);
    }
  }
}

/** Notes that whoever chose hears of all of them, but not of the chosen one. */
function handOn(ps: Promises<any>, chosen: LwtPromise<any> | undefined): void {
  for (const p of ps) if (p !== chosen) noteHandled(underlying(p));
}

function cancelAll(ps: Promises<any>): void {
  for (let i = 0; i < ps.length; i++) cancel(ps[i]!);
}

function race<A>(
  ps: Promises<any>,
  cancelsLosers: boolean,
  outcome?: Outcome,
): LwtPromise<A> {
  const p2 = pending<A>(CANCEL_SEVERAL, ps);
  enter(new Race(p2, ps, cancelsLosers, outcome), ps);
  return p2;
}

/** Leaves the callbacks of `entered` on its promises. */
function enter(entered: Race, ps: Promises<any>): void {
  if (isWatching()) handOn(ps, undefined);
  for (let i = 0; i < ps.length; i++) {
    const p = ps[i]!;
    const c = new LwtCallback<any>(GROUP, p, entered);
    c.v = entered.last;
    entered.last = c;
    pushFront(underlying(p), c);
  }
}

/** A copy of what was given, which may change later. */
function chosenFrom<A>(given: Promises<A>, name: string): Promises<A> {
  if (given.length === 0) mustNotBeEmpty(name);
  return given.slice();
}

function mustNotBeEmpty(name: string): never {
  throw new InvalidArgument(
    `Lwt.${name} [] would return a promise that is pending forever; give it at least one promise`,
  );
}

const inState = <A>(ps: Promises<A>, state: number): LwtPromise<A>[] =>
  ps.filter((p) => stateOf(p) === state);

/** Draws among the rejected ones; the draw counts from the last of them. */
function drawRejected<A>(failed: Promises<A>): LwtPromise<A> {
  const drawn = failed[failed.length - 1 - draw(failed.length)]!;
  handOn(failed, drawn);
  return drawn;
}

export function choose<A>(given: Promises<A>): LwtPromise<A> {
  const ps = chosenFrom(given, "choose");
  return anyResolved(ps) ? chooseResolved(ps) : race(ps, false);
}

function chooseResolved<A>(ps: Promises<A>): LwtPromise<A> {
  const failed = inState(ps, REJECTED);
  if (failed.length > 0) return drawRejected(failed);
  const done = inState(ps, FULFILLED);
  return done[done.length > 1 ? draw(done.length) : 0]!;
}

export function pick<A>(given: Promises<A>): LwtPromise<A> {
  const ps = chosenFrom(given, "pick");
  return anyResolved(ps) ? pickResolved(ps) : race(ps, true);
}

function pickResolved<A>(ps: Promises<A>): LwtPromise<A> {
  const failed = inState(ps, REJECTED);
  if (failed.length > 0) {
    cancelAll(ps);
    return drawRejected(failed);
  }
  const done = inState(ps, FULFILLED).length;
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
  if (isWatching()) handOn(ps, undefined);
  for (const given of ps) {
    const p = underlying(given);
    const state = p.s & STATE;
    if (state === REJECTED) return rejected(p.v);
    if (state === FULFILLED) values.push(p.v);
  }
  return fulfilled(values);
}

export function nchoose<A>(given: Promises<A>): LwtPromise<A[]> {
  const ps = chosenFrom(given, "nchoose");
  return anyResolved(ps) ? collect(ps) : race(ps, false, collect);
}

export function npick<A>(given: Promises<A>): LwtPromise<A[]> {
  const ps = chosenFrom(given, "npick");
  if (!anyResolved(ps)) return race(ps, true, collect);
  const result = collect(ps);
  cancelAll(ps);
  return result;
}

/** As `collect`, with the promises that are still pending. */
function split(ps: Promises<any>): LwtPromise<[any[], LwtPromise<any>[]]> {
  const result = collect(ps);
  if ((result.s & STATE) === REJECTED) return result as LwtPromise<never>;
  const sleeping = ps.filter((p) => stateOf(p) === PENDING);
  return fulfilled([result.v, sleeping]);
}

export function nchooseSplit<A>(
  given: Promises<A>,
): LwtPromise<[A[], LwtPromise<A>[]]> {
  const ps = chosenFrom(given, "nchooseSplit");
  if (!anyResolved(ps)) return race(ps, false, split);
  const result = split(ps);
  // As in Lwt: the pending ones come in reverse when some are resolved already.
  if ((result.s & STATE) === FULFILLED) result.v[1].reverse();
  return result;
}

export function shielded<A>(p: LwtPromise<A>): LwtPromise<A> {
  if (stateOf(p) !== PENDING) return p;
  const p2 = pending<A>(CANCEL_SELF, undefined);
  const alone = new Race(p2, [p], false, undefined);
  enter(alone, alone.ps);
  const leave = new Stored(() => alone.release(), getStorage());
  pushFront(p2, new LwtCallback(ON_CANCEL, undefined, leave));
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
  if (isWatching()) noteMade(p2);
  pushFront(p, p2);
  return p2;
}
