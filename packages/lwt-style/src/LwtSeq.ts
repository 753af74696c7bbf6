/**
 * OCaml's `Lwt_seq` 5.6.1: lazy sequences whose nodes are promised.
 *
 * A sequence is a function that gives the promise of its first node; it is
 * called anew whenever the sequence is read.
 *
 * What a callback or a node throws: the function that reads the first node of a
 * sequence catches what that throws. From there on a throw goes up, as one in a
 * callback of `Lwt.bind` does: it is thrown as long as nothing was pending, and
 * rejects the promise after that.
 *
 * Cancellation goes to the promise that is waited for.
 */
import {
  Cons,
  firstOf,
  lifted,
  type Node,
  type NodePromise,
  returnCons,
  returnNil,
  scan,
  type Seq,
  Nil,
} from "./internal/seqs.js";
import * as Lwt from "./Lwt.js";

export { Cons, Nil, type Node, type Seq };
export * from "./internal/seq-read.js";
export * from "./internal/seq-shapes.js";

// ---------------------------------------------------------------------------
// Sequences

/** The sequence of no element. Original: `Lwt_seq.empty` */
export const empty: Seq<never> = () => returnNil;

const one =
  <A>(value: A): Seq<A> =>
  () =>
    returnCons(value, empty);
export {
  /** Makes the sequence of one element. Original: `Lwt_seq.return` */
  one as return,
};

/** Makes the sequence of one promised element. Original: `Lwt_seq.return_lwt` */
export const returnLwt = <A>(p: Lwt.Promise<A>): Seq<A> => consLwt(p, empty);

/** Puts an element in front. Original: `Lwt_seq.cons` */
export const cons =
  <A>(value: A, seq: Seq<A>): Seq<A> =>
  () =>
    returnCons(value, seq);

/** Puts a promised element in front. Original: `Lwt_seq.cons_lwt` */
export const consLwt =
  <A>(p: Lwt.Promise<A>, seq: Seq<A>): Seq<A> =>
  () =>
    Lwt.map((value) => Cons(value, seq), p);

/** Makes the first sequence, then the second. Original: `Lwt_seq.append` */
export function append<A>(seq1: Seq<A>, seq2: Seq<A>): Seq<A> {
  const from = (first: NodePromise<A>): NodePromise<A> =>
    Lwt.bind(first, (node) =>
      node._tag === "Nil"
        ? seq2()
        : returnCons(node.value, () => from(node.next())),
    );
  return () => from(firstOf(seq1));
}

// ---------------------------------------------------------------------------
// Callbacks on each element, lazily

/** Gives the values of `f`. Original: `Lwt_seq.map` */
export function map<A, B>(f: (x: A) => B, seq: Seq<A>): Seq<B> {
  const from = (first: NodePromise<A>): NodePromise<B> =>
    Lwt.map(
      (node) =>
        node._tag === "Nil"
          ? Nil
          : Cons(f(node.value), () => from(node.next())),
      first,
    );
  return () => from(firstOf(seq));
}

/**
 * As `map`, for an `f` that returns a promise: the next node is asked for once
 * that is fulfilled.
 *
 * Original: `Lwt_seq.map_s`
 */
export function mapS<A, B>(f: (x: A) => Lwt.Promise<B>, seq: Seq<A>): Seq<B> {
  const from = (first: NodePromise<A>): NodePromise<B> =>
    Lwt.bind(first, (node): NodePromise<B> =>
      node._tag === "Nil"
        ? returnNil
        : Lwt.map(
            (value) => Cons(value, () => from(node.next())),
            f(node.value),
          ),
    );
  return () => from(firstOf(seq));
}

/** Keeps those to which `f` says yes. Original: `Lwt_seq.filter` */
export const filter = <A>(f: (x: A) => boolean, seq: Seq<A>): Seq<A> =>
  filterS(lifted(f), seq);

/** As `filter`, of promised answers. Original: `Lwt_seq.filter_s` */
export const filterS = <A>(
  f: (x: A) => Lwt.Promise<boolean>,
  seq: Seq<A>,
): Seq<A> => select(f, (yes, x, keep) => (yes ? keep(x) : undefined), seq);

/** Gives the values of `f` but undefined. Original: `Lwt_seq.filter_map` */
export const filterMap = <A, B>(
  f: (x: A) => B | undefined,
  seq: Seq<A>,
): Seq<B> => filterMapS(lifted(f), seq);

/** As `filterMap`, of promised values. Original: `Lwt_seq.filter_map_s` */
export const filterMapS = <A, B>(
  f: (x: A) => Lwt.Promise<B | undefined>,
  seq: Seq<A>,
): Seq<B> =>
  select(f, (y, _x, keep) => (y === undefined ? undefined : keep(y)), seq);

/** The elements that `choose` keeps of what `f` says to them. */
function select<A, B, C>(
  f: (x: A) => Lwt.Promise<B>,
  choose: (
    answer: B,
    x: A,
    keep: (value: C) => NodePromise<C>,
  ) => NodePromise<C> | undefined,
  seq: Seq<A>,
): Seq<C> {
  const from = (first: NodePromise<A>): NodePromise<C> =>
    scan<A, B, Node<C>>(
      first,
      f,
      (answer, x, next) =>
        choose(answer, x, (value) => returnCons(value, () => from(next()))),
      () => returnNil,
    );
  return () => from(firstOf(seq));
}

/** Gives the elements of all that `f` gives. Original: `Lwt_seq.flat_map` */
export function flatMap<A, B>(f: (x: A) => Seq<B>, seq: Seq<A>): Seq<B> {
  const rest = (node: Node<B>, tail: Seq<A>): NodePromise<B> | undefined =>
    node._tag === "Nil"
      ? undefined
      : returnCons(node.value, () =>
          Lwt.bind(node.next(), (n) => rest(n, tail) ?? from(tail())),
        );
  const from = (first: NodePromise<A>): NodePromise<B> =>
    scan<A, Node<B>, Node<B>>(
      first,
      (x) => f(x)(),
      (node, _x, next) => rest(node, next),
      () => returnNil,
    );
  return () => from(firstOf(seq));
}
