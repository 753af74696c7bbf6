/** Lazy sequences from other shapes, and other shapes from them. */
import * as Lwt from "../Lwt.js";
import { iter } from "./seq-read.js";
import {
  Cons,
  firstOf,
  Nil,
  type Node,
  type NodePromise,
  once,
  returnCons,
  returnNil,
  type Seq,
} from "./seqs.js";

/** Makes a sequence of a step and where it starts. Original: `Lwt_seq.unfold` */
export const unfold =
  <A, S>(f: (state: S) => readonly [A, S] | undefined, start: S): Seq<A> =>
  () => {
    try {
      const step = f(start);
      return step === undefined
        ? returnNil
        : returnCons(step[0], unfold(f, step[1]));
    } catch (exn) {
      return Lwt.fail(exn);
    }
  };

/** As `unfold`, of promised steps. Original: `Lwt_seq.unfold_lwt` */
export function unfoldLwt<A, S>(
  f: (state: S) => Lwt.Promise<readonly [A, S] | undefined>,
  start: S,
): Seq<A> {
  const from = (p: ReturnType<typeof f>): NodePromise<A> =>
    Lwt.map(
      (step) =>
        step === undefined ? Nil : Cons(step[0], () => from(f(step[1]))),
      p,
    );
  return () => from(Lwt.apply(f, start));
}

/** Reads a sequence into a list. Original: `Lwt_seq.to_list` */
export function toList<A>(seq: Seq<A>): Lwt.Promise<A[]> {
  const list: A[] = [];
  return Lwt.bind(
    iter((x) => void list.push(x), seq),
    () => Lwt.return(list),
  );
}

/** Makes a sequence of a list, which is copied. Original: `Lwt_seq.of_list` */
export function ofList<A>(given: readonly A[]): Seq<A> {
  const list = [...given];
  const at =
    (i: number): Seq<A> =>
    () =>
      i < list.length ? returnCons(list[i] as A, at(i + 1)) : returnNil;
  return at(0);
}

/**
 * Makes a sequence of what can be iterated, as far as it is read.
 *
 * Behaviour: each reading of the first node starts a new iteration; the nodes
 * that follow remember their element. An iterator that is not read to its end is
 * left as it is.
 *
 * Errors: what the iterator throws rejects the node.
 *
 * Original: `Lwt_seq.of_seq`
 */
export function ofSeq<A>(iterable: Iterable<A>): Seq<A> {
  const rest = (iterator: Iterator<A>): Seq<A> => {
    const node = once((): NodePromise<A> => {
      try {
        const step = iterator.next();
        return step.done === true
          ? returnNil
          : returnCons(step.value, rest(iterator));
      } catch (exn) {
        return Lwt.fail(exn);
      }
    });
    return node;
  };
  return () => Lwt.apply(() => rest(iterable[Symbol.iterator]())(), undefined);
}

/**
 * Makes a sequence of promises that can be iterated, as `ofSeq`.
 *
 * Errors: what the iterator throws rejects the first node, and is thrown by the
 * ones that follow.
 *
 * Original: `Lwt_seq.of_seq_lwt`
 */
export function ofSeqLwt<A>(iterable: Iterable<Lwt.Promise<A>>): Seq<A> {
  const rest = (iterator: Iterator<Lwt.Promise<A>>): Seq<A> => {
    const next = once(() => iterator.next());
    const tail = once(() => rest(iterator));
    return () => {
      const step = next();
      return step.done === true
        ? returnNil
        : Lwt.map((value) => Cons(value, tail()), step.value);
    };
  };
  return () => Lwt.apply(() => rest(iterable[Symbol.iterator]())(), undefined);
}

/**
 * Makes a sequence of what can be iterated with `for await`, as `ofSeq`.
 *
 * Original: none; OCaml has no such thing
 */
export function ofAsyncIterable<A>(iterable: AsyncIterable<A>): Seq<A> {
  const rest = (iterator: AsyncIterator<A>): Seq<A> =>
    once(() =>
      Lwt.map(
        (step): Node<A> =>
          step.done === true ? Nil : Cons(step.value, rest(iterator)),
        Lwt.fromTask(() => iterator.next()),
      ),
    );
  return () =>
    Lwt.apply(() => rest(iterable[Symbol.asyncIterator]())(), undefined);
}

/**
 * Lets `for await` read a sequence. What its nodes wait for needs a main that
 * runs, as ever.
 *
 * Original: none; OCaml has no such thing
 */
export async function* toAsyncIterable<A>(
  seq: Seq<A>,
): AsyncGenerator<A, void, void> {
  for (let next = seq; ;) {
    const node = await Lwt.toTask(firstOf(next))();
    if (node._tag === "Nil") return;
    yield node.value;
    next = node.next;
  }
}
