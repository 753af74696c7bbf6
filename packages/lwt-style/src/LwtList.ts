/**
 * OCaml's `Lwt_list` 5.6.1: lists and callbacks that return promises.
 *
 * A name ends in `S` (serial) or in `P` (parallel).
 *
 * - `S`: the callback is called with an element once the promise of the one
 *   before it is fulfilled. A rejection ends the walk. Cancellation goes to the
 *   promise that is waited for.
 * - `P`: the callback is called with every element at once, from first to last,
 *   whatever the others did. `iterP` waits for all of the promises, and a cancel
 *   goes to all of them. The others wait for one promise after the other, the
 *   **last** first (`revMapP` too), as Lwt does: they are rejected as soon as the
 *   one that they wait for is rejected, and a cancel goes to that one only.
 *
 * What a callback throws is a rejection of its promise; nothing is thrown here.
 * A list is an array, which is copied; `None` is undefined.
 */
import { collectReversed, walk } from "./internal/lists.js";
import { NotFound } from "./internal/not-found.js";
import * as Lwt from "./Lwt.js";

export {
  /**
   * The exception of `findS`: compare with `===`.
   *
   * Original: `Stdlib.Not_found`
   */
  NotFound,
};

/** What is called with an element. */
type Callback<A, B> = (x: A) => Lwt.Promise<B>;

/** What is called with the place of an element, from 0 on, and with it. */
type IndexedCallback<A, B> = (i: number, x: A) => Lwt.Promise<B>;

/** The promises of all calls, from first to last. */
const callAll = <A, B>(
  list: readonly A[],
  f: (x: A, i: number) => Lwt.Promise<B>,
): Lwt.Promise<B>[] =>
  list.map((x, i) => Lwt.apply((given: A) => f(given, i), x));

const swap =
  <A, B>(f: IndexedCallback<A, B>) =>
  (x: A, i: number): Lwt.Promise<B> =>
    f(i, x);

// ---------------------------------------------------------------------------
// Iterators

/** Calls `f` with one after the other. Original: `Lwt_list.iter_s` */
export const iterS = <A>(
  f: Callback<A, void>,
  list: readonly A[],
): Lwt.Promise<void> => iteriS((_i, x) => f(x), list);

/**
 * Calls `f` with all at once.
 *
 * Behaviour: resolves when all are resolved; of several that are rejected it is
 * the first to be so, and of those that are rejected at once the last.
 *
 * Original: `Lwt_list.iter_p`
 */
export const iterP = <A>(
  f: Callback<A, void>,
  list: readonly A[],
): Lwt.Promise<void> => Lwt.join(callAll(list, (x) => f(x)).toReversed());

/** As `iterS`, with the place. Original: `Lwt_list.iteri_s` */
export const iteriS = <A>(
  f: IndexedCallback<A, void>,
  list: readonly A[],
): Lwt.Promise<void> =>
  walk(
    list,
    swap(f),
    () => undefined,
    () => Lwt.returnUnit,
  );

/** As `iterP`, with the place. Original: `Lwt_list.iteri_p` */
export const iteriP = <A>(
  f: IndexedCallback<A, void>,
  list: readonly A[],
): Lwt.Promise<void> => Lwt.join(callAll(list, swap(f)).toReversed());

/** Gives the values of `f`, one after the other. Original: `Lwt_list.map_s` */
export const mapS = <A, B>(
  f: Callback<A, B>,
  list: readonly A[],
): Lwt.Promise<B[]> => mapiS((_i, x) => f(x), list);

/** Gives the values of `f`, called at once. Original: `Lwt_list.map_p` */
export const mapP = <A, B>(
  f: Callback<A, B>,
  list: readonly A[],
): Lwt.Promise<B[]> => mapiP((_i, x) => f(x), list);

/** As `mapS`, with the place. Original: `Lwt_list.mapi_s` */
export function mapiS<A, B>(
  f: IndexedCallback<A, B>,
  list: readonly A[],
): Lwt.Promise<B[]> {
  const values: B[] = [];
  return walk(
    list,
    swap(f),
    (value) => void values.push(value),
    () => Lwt.return(values),
  );
}

/** As `mapP`, with the place. Original: `Lwt_list.mapi_p` */
export const mapiP = <A, B>(
  f: IndexedCallback<A, B>,
  list: readonly A[],
): Lwt.Promise<B[]> => collectReversed(callAll(list, swap(f)));

/** As `mapS`; the values are in reverse. Original: `Lwt_list.rev_map_s` */
export const revMapS = <A, B>(
  f: Callback<A, B>,
  list: readonly A[],
): Lwt.Promise<B[]> => Lwt.map((values) => values.toReversed(), mapS(f, list));

/**
 * As `mapP`; the values are in reverse.
 *
 * Original: `Lwt_list.rev_map_p`
 */
export function revMapP<A, B>(
  f: Callback<A, B>,
  given: readonly A[],
): Lwt.Promise<B[]> {
  const list = [...given];
  const add = (rest: Lwt.Promise<B[]>, x: A, i: number): Lwt.Promise<B[]> =>
    Lwt.bind(Lwt.apply(f, x), (value) =>
      Lwt.map((values) => {
        values.push(value);
        return i === list.length - 1 ? values.toReversed() : values;
      }, rest),
    );
  return list.reduce(add, Lwt.return<B[]>([]));
}

/** Folds from the first on. Original: `Lwt_list.fold_left_s` */
export function foldLeftS<A, B>(
  f: (acc: A, x: B) => Lwt.Promise<A>,
  start: A,
  list: readonly B[],
): Lwt.Promise<A> {
  let acc = start;
  return walk(
    list,
    (x) => f(acc, x),
    (value) => {
      acc = value;
    },
    () => Lwt.return(acc),
  );
}

/** Folds from the last on. Original: `Lwt_list.fold_right_s` */
export const foldRightS = <A, B>(
  f: (x: A, acc: B) => Lwt.Promise<B>,
  list: readonly A[],
  start: B,
): Lwt.Promise<B> => foldLeftS((acc, x) => f(x, acc), start, list.toReversed());

// ---------------------------------------------------------------------------
// Scanning

/**
 * Tells whether `f` says yes to all; stops at the first no.
 *
 * Original: `Lwt_list.for_all_s`
 */
export const forAllS = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<boolean> =>
  walk(
    list,
    (x) => f(x),
    (yes) => (yes ? undefined : Lwt.returnFalse),
    () => Lwt.returnTrue,
  );

/** Tells whether `f` says yes to all; asks all. Original: `Lwt_list.for_all_p` */
export const forAllP = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<boolean> =>
  Lwt.map((answers) => answers.every(Boolean), mapP(f, list));

/**
 * Tells whether `f` says yes to any; stops at the first yes.
 *
 * Original: `Lwt_list.exists_s`
 */
export const existsS = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<boolean> =>
  walk(
    list,
    (x) => f(x),
    (yes) => (yes ? Lwt.returnTrue : undefined),
    () => Lwt.returnFalse,
  );

/** Tells whether `f` says yes to any; asks all. Original: `Lwt_list.exists_p` */
export const existsP = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<boolean> =>
  Lwt.map((answers) => answers.some(Boolean), mapP(f, list));

// ---------------------------------------------------------------------------
// Searching

/**
 * Gives the first element to which `f` says yes.
 *
 * Errors: rejected with `NotFound` if there is none.
 *
 * Original: `Lwt_list.find_s`
 */
export const findS = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<A> =>
  walk<A, boolean, A>(
    list,
    (x) => f(x),
    (yes, x) => (yes ? Lwt.return(x) : undefined),
    () => Lwt.fail(NotFound),
  );

/** Gives those to which `f` says yes. Original: `Lwt_list.filter_s` */
export const filterS = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<A[]> => Lwt.map(([yes]) => yes, partitionS(f, list));

/** As `filterS`; asks all at once. Original: `Lwt_list.filter_p` */
export const filterP = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<A[]> => Lwt.map(([yes]) => yes, partitionP(f, list));

/** Gives the values of `f` but undefined. Original: `Lwt_list.filter_map_s` */
export const filterMapS = <A, B>(
  f: Callback<A, B | undefined>,
  list: readonly A[],
): Lwt.Promise<B[]> => Lwt.map(withoutNone, mapS(f, list));

/** As `filterMapS`; calls `f` with all at once. Original: `Lwt_list.filter_map_p` */
export const filterMapP = <A, B>(
  f: Callback<A, B | undefined>,
  list: readonly A[],
): Lwt.Promise<B[]> => Lwt.map(withoutNone, mapP(f, list));

const withoutNone = <B>(values: readonly (B | undefined)[]): B[] =>
  values.filter((value): value is B => value !== undefined);

/**
 * Gives those to which `f` says yes, and the others.
 *
 * Original: `Lwt_list.partition_s`
 */
export const partitionS = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<[A[], A[]]> => partition(mapS, f, [...list]);

/** As `partitionS`; asks all at once. Original: `Lwt_list.partition_p` */
export const partitionP = <A>(
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<[A[], A[]]> => partition(mapP, f, [...list]);

const partition = <A>(
  map: typeof mapS,
  f: Callback<A, boolean>,
  list: readonly A[],
): Lwt.Promise<[A[], A[]]> =>
  Lwt.map(
    (yes) => [list.filter((_x, i) => yes[i]), list.filter((_x, i) => !yes[i])],
    map(f, list),
  );
