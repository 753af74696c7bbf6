/**
 * Walks over lazy sequences: the next node is asked for once the callback is
 * done with the element of the one before.
 *
 * As the walks over lists (lists.ts): a loop over what is resolved, a callback
 * of `bind` over what is pending. What a node or a callback throws goes up: out
 * of the function that walks as long as nothing was pending, and into the
 * rejection of its promise from then on.
 */
import { apply, bind } from "./compose.js";
import {
  FULFILLED,
  fulfilled,
  type LwtPromise,
  STATE,
  underlying,
} from "./promise.js";

/** `'a Lwt_seq.t` */
export type Seq<A> = () => LwtPromise<Node<A>>;

/** `'a Lwt_seq.node`: the end, or an element and what follows. */
export type Node<A> =
  | { readonly _tag: "Nil" }
  | { readonly _tag: "Cons"; readonly value: A; readonly next: Seq<A> };

/** The end of a sequence. Original: `Lwt_seq.Nil` */
export const Nil: Node<never> = { _tag: "Nil" };

/** An element and what follows. Original: `Lwt_seq.Cons` */
export const Cons = <A>(value: A, next: Seq<A>): Node<A> => ({
  _tag: "Cons",
  value,
  next,
});

export type NodePromise<A> = LwtPromise<Node<A>>;

export const returnNil: NodePromise<never> = fulfilled(Nil);

export const returnCons = <A>(value: A, next: Seq<A>): NodePromise<A> =>
  fulfilled(Cons(value, next));

/** Asks for the first node; what it throws is a rejection. */
export const firstOf = <A>(seq: Seq<A>): NodePromise<A> => apply(seq);

/** A callback that gives a value, as one that gives a promise. */
export const lifted =
  <A, B>(f: (x: A) => B) =>
  (x: A): LwtPromise<B> =>
    fulfilled(f(x));

/**
 * Calls `call` with each element in turn, and `see` with what it gave: a
 * promise from `see` ends the walk, and else `end` does.
 */
export function scan<A, B, R>(
  first: LwtPromise<Node<A>>,
  call: (x: A) => LwtPromise<B>,
  see: (value: B, x: A, next: Seq<A>) => LwtPromise<R> | undefined | void,
  end: () => LwtPromise<R>,
): LwtPromise<R> {
  const from = (given: LwtPromise<Node<A>>): LwtPromise<R> => {
    let p = underlying(given);
    for (;;) {
      if ((p.s & STATE) !== FULFILLED) {
        const waited = p;
        return bind(waited, () => from(waited));
      }
      const node: Node<A> = p.v;
      if (node._tag === "Nil") return end();
      const { value: x, next } = node;
      const called = underlying(call(x));
      if ((called.s & STATE) !== FULFILLED) {
        return bind(called, (value) => see(value, x, next) ?? from(next()));
      }
      const seen = see(called.v, x, next);
      if (seen !== undefined) return seen;
      p = underlying(next());
    }
  };
  return from(first);
}

/** Calls `f` the first time only; then gives or throws the same again. */
export function once<A>(f: () => A): () => A {
  let outcome: { value: A } | { exn: unknown } | undefined;
  return () => {
    if (outcome === undefined) {
      try {
        outcome = { value: f() };
      } catch (exn) {
        outcome = { exn };
      }
    }
    if ("exn" in outcome) throw outcome.exn;
    return outcome.value;
  };
}
