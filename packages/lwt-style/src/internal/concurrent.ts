/**
 * Side by side: `join`, `both`, `all`, and promises that nobody waits for.
 *
 * One result, and one callback on each promise that is pending; all of them
 * share a `Join`, which counts how many are still to come.
 */
import { pushFront } from "./callbacks.js";
import { asyncExceptionHook } from "./hook.js";
import {
  BOTH,
  CANCEL_SEVERAL,
  FULFILLED,
  fulfilled,
  GROUP,
  LwtCallback,
  type LwtPromise,
  OBSERVE,
  PARTNER,
  PENDING,
  pending,
  REJECTED,
  rejected,
  STATE,
  underlying,
} from "./promise.js";
import { apply } from "./compose.js";
import { type Group, Observer, settle } from "./settle.js";
import { getStorage, setStorage } from "./storage.js";
import { isWatching, noteHandled, noteMade } from "./unhandled.js";

class Join implements Group {
  pending = 0;
  state = FULFILLED;
  exn: unknown = undefined;
  private readonly storage = getStorage();

  constructor(
    readonly p2: LwtPromise<any>,
    /** What the promises gave, in their order; undefined for `join`. */
    readonly values: unknown[] | undefined,
  ) {}

  /** Notes the first rejection; the later ones are dropped. */
  reject(exn: unknown): void {
    if (this.state === REJECTED) return;
    this.state = REJECTED;
    this.exn = exn;
  }

  fire(c: LwtCallback<any>, state: number, value: unknown) {
    if (state === REJECTED) {
      this.reject(value);
    } else if (this.values !== undefined) {
      setStorage(this.storage);
      this.values[c.v as number] = value;
    }
    this.pending -= 1;
    if (this.pending > 0) return undefined;
    return this.state === FULFILLED
      ? settle(underlying(this.p2), FULFILLED, this.values)
      : settle(underlying(this.p2), REJECTED, this.exn);
  }
}

function joinAll(
  ps: readonly LwtPromise<any>[],
  values: unknown[] | undefined,
): LwtPromise<any> {
  const p2 = pending<any>(CANCEL_SEVERAL, ps);
  const join = new Join(p2, values);
  for (let i = 0; i < ps.length; i++) {
    const p = underlying(ps[i]!);
    const state = p.s & STATE;
    if (state === PENDING) {
      join.pending += 1;
      const c = new LwtCallback(GROUP, undefined, join);
      c.v = i;
      pushFront(p, c);
    } else if (state === REJECTED) {
      noteHandled(p);
      join.reject(p.v);
    } else if (values !== undefined) {
      values[i] = p.v;
    }
  }
  if (join.pending > 0) return p2;
  return join.state === REJECTED ? rejected(join.exn) : fulfilled(values);
}

export const join = (ps: readonly LwtPromise<void>[]): LwtPromise<void> =>
  joinAll([...ps], undefined);

/** See both.ts for what its callbacks do. */
export function both<A, B>(
  p: LwtPromise<A>,
  q: LwtPromise<B>,
): LwtPromise<[A, B]> {
  // Neither resolved, nor one with another.
  if (((p.s | q.s) & STATE) !== PENDING) {
    return joinAll([p, q], [undefined, undefined]);
  }
  const partner = new LwtCallback<never>(PARTNER, getStorage(), undefined);
  const p2 = new LwtCallback<[A, B]>(
    PENDING | CANCEL_SEVERAL | BOTH,
    [p, q],
    partner,
  );
  partner.f = p2;
  if (isWatching()) noteMade(p2);
  pushFront(p, p2);
  pushFront(q, partner);
  return p2;
}

export const all = <A>(ps: readonly LwtPromise<A>[]): LwtPromise<A[]> =>
  ps.length === 0
    ? fulfilled([])
    : joinAll([...ps], Array.from({ length: ps.length }));

export function dontWait(
  f: () => LwtPromise<unknown>,
  h: (exn: unknown) => void,
): void {
  const p = underlying(apply(f));
  const state = p.s & STATE;
  if (state === PENDING) {
    watch(p, h);
  } else if (state === REJECTED) {
    noteHandled(p);
    h(p.v);
  }
}

const toTheHook = (exn: unknown): void => asyncExceptionHook.current(exn);

export const async = (f: () => LwtPromise<unknown>): void =>
  dontWait(f, toTheHook);

export function ignoreResult(given: LwtPromise<unknown>): void {
  const p = underlying(given);
  const state = p.s & STATE;
  if (state === PENDING) {
    watch(p, toTheHook);
  } else if (state === REJECTED) {
    noteHandled(p);
    throw p.v;
  }
}

function watch(p: LwtPromise<any>, h: (exn: unknown) => void): void {
  const observer = new Observer(undefined, h, "leave");
  pushFront(p, new LwtCallback(OBSERVE, undefined, observer));
}
