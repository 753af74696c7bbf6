/**
 * Walks over lists: a callback that returns a promise, called with one element
 * after the other.
 *
 * Where the promises are resolved already this is a loop, in constant stack;
 * where one is pending it goes on in a callback of `bind`. In OCaml both are the
 * same recursion, in tail position.
 */
import { apply, bind } from "./compose.js";
import {
  FULFILLED,
  fulfilled,
  type LwtPromise,
  PENDING,
  rejected,
  STATE,
  underlying,
} from "./promise.js";

/**
 * Calls `call` with each element in turn, and `see` with what it gave: a
 * promise from `see` ends the walk, and else `end` does.
 */
export function walk<A, B, R>(
  given: readonly A[],
  call: (x: A, i: number) => LwtPromise<B>,
  see: (value: B, x: A) => LwtPromise<R> | undefined | void,
  end: () => LwtPromise<R>,
): LwtPromise<R> {
  const list = [...given];
  const from = (start: number): LwtPromise<R> => {
    for (let i = start; i < list.length; i++) {
      const x = list[i] as A;
      const p = underlying(apply(() => call(x, i)));
      const state = p.s & STATE;
      if (state === PENDING) {
        return bind(p, (value) => see(value, x) ?? from(i + 1));
      }
      if (state !== FULFILLED) return rejected(p.v);
      const seen = see(p.v, x);
      if (seen !== undefined) return seen;
    }
    return end();
  };
  return from(0);
}

/** Waits for the last, then for the one before it; the values are in order. */
export function collectReversed<A>(
  ps: readonly LwtPromise<A>[],
): LwtPromise<A[]> {
  const values = Array.from<A>({ length: ps.length });
  const from = (start: number): LwtPromise<A[]> => {
    for (let i = start; i >= 0; i--) {
      const p = underlying(ps[i]!);
      const state = p.s & STATE;
      if (state === PENDING) {
        return bind(p, (value) => {
          values[i] = value;
          return from(i - 1);
        });
      }
      if (state !== FULFILLED) return rejected(p.v);
      values[i] = p.v;
    }
    return fulfilled(values);
  };
  return from(ps.length - 1);
}
