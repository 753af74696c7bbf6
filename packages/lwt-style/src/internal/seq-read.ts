/** Reading lazy sequences to their end. */
import * as Lwt from "../Lwt.js";
import { firstOf, lifted, type NodePromise, scan, type Seq } from "./seqs.js";

/** Folds from the first on, at once. Original: `Lwt_seq.fold_left` */
export const foldLeft = <A, B>(
  f: (acc: A, x: B) => A,
  start: A,
  seq: Seq<B>,
): Lwt.Promise<A> => foldLeftS((acc, x) => Lwt.return(f(acc, x)), start, seq);

/** As `foldLeft`, of promised values. Original: `Lwt_seq.fold_left_s` */
export function foldLeftS<A, B>(
  f: (acc: A, x: B) => Lwt.Promise<A>,
  start: A,
  seq: Seq<B>,
): Lwt.Promise<A> {
  let acc = start;
  return scan(
    firstOf(seq),
    (x) => f(acc, x),
    (value) => {
      acc = value;
    },
    () => Lwt.return(acc),
  );
}

/** Calls `f` with one after the other. Original: `Lwt_seq.iter` */
export const iter = <A>(f: (x: A) => void, seq: Seq<A>): Lwt.Promise<void> =>
  iterS(lifted(f), seq);

/**
 * Calls `f` with one after the other: with the next one when the promise of the
 * one before is fulfilled.
 *
 * Original: `Lwt_seq.iter_s`
 */
export const iterS = <A>(
  f: (x: A) => Lwt.Promise<void>,
  seq: Seq<A>,
): Lwt.Promise<void> =>
  scan(
    firstOf(seq),
    f,
    () => undefined,
    () => Lwt.returnUnit,
  );

/**
 * Calls `f` with each element as soon as its node is there, and waits for all
 * at the end.
 *
 * Original: `Lwt_seq.iter_p`
 */
export const iterP = <A>(
  f: (x: A) => Lwt.Promise<void>,
  seq: Seq<A>,
): Lwt.Promise<void> => iterUpTo(Infinity, f, firstOf(seq));

/** Options of `iterN`. */
export interface IterNOptions {
  /** How many promises of `f` may be pending at once; 1 at first. */
  readonly maxConcurrency?: number;
}

/**
 * Calls `f` with each element, and asks for the next node only while fewer
 * promises of `f` are pending than may be.
 *
 * Errors: throws `Lwt.InvalidArgument` if that is less than 1. A rejection of
 * `f` ends it when it is waited for.
 *
 * Original: `Lwt_seq.iter_n`
 */
export function iterN<A>(
  f: (x: A) => Lwt.Promise<void>,
  seq: Seq<A>,
  options?: IterNOptions,
): Lwt.Promise<void> {
  const most = options?.maxConcurrency ?? 1;
  if (!(most > 0)) {
    throw new Lwt.InvalidArgument(
      `LwtSeq.iterN: maxConcurrency must be > 0, ${most} given`,
    );
  }
  return iterUpTo(most, f, firstOf(seq));
}

function iterUpTo<A>(
  most: number,
  f: (x: A) => Lwt.Promise<void>,
  first: NodePromise<A>,
): Lwt.Promise<void> {
  // The oldest stands first; Lwt has its list the other way round.
  let running: Lwt.Promise<void>[] = [];
  let available = most;
  const start = (x: A): Lwt.Promise<void> => {
    running.push(f(x));
    available -= 1;
    if (available > 0) return Lwt.returnUnit;
    return Lwt.map(([complete, rest]) => {
      running = rest.toReversed();
      available += complete.length;
    }, Lwt.nchooseSplit(running.toReversed()));
  };
  return scan(
    first,
    start,
    () => undefined,
    () => Lwt.join(running.toReversed()),
  );
}
