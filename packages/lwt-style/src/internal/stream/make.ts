/** Streams made of functions and of values; clones; the end of a stream. */
import { InvalidArgument } from "../promise.js";
import * as Lwt from "../../Lwt.js";
import type * as LwtSeq from "../../LwtSeq.js";
import { pushSource } from "./push.js";
import {
  END,
  From,
  FromDirect,
  fromItems,
  type Item,
  Stream,
  streamOf,
} from "./stream.js";

/**
 * Makes a stream of what `f` gives; `undefined` ends it.
 *
 * Behaviour
 * - `f` is called when an element is wanted and none is there, and not again
 *   until its promise resolves: all who wait, clones too, wait for the same
 * - what `f` rejects with rejects those who wait; the stream goes on, and the
 *   next who wants an element calls `f` again
 * - what `f` throws is thrown, where the reader reads at once
 *
 * Cancellation: a reader that is canceled leaves the promise of `f` alone; its
 * element is for the next reader.
 *
 * Original: `Lwt_stream.from`
 */
export const from = <A>(f: () => Lwt.Promise<A | undefined>): Stream<A> =>
  streamOf(new From<A>(f, undefined));

/**
 * Makes a stream of what `f` returns; `undefined` ends it. What `f` throws is
 * thrown by who reads; the stream goes on.
 *
 * Original: `Lwt_stream.from_direct`
 */
export const fromDirect = <A>(f: () => A | undefined): Stream<A> =>
  streamOf(
    new FromDirect<A>(() => {
      const value = f();
      return value === undefined ? END : value;
    }),
  );

/**
 * Makes a stream of one element, closed.
 *
 * Original: `Lwt_stream.return`
 */
function returnOne<A>(value: A): Stream<A> {
  return ofIterable([value]);
}
export { returnOne as return };

/**
 * Makes a stream of the value of a promise, which closes when that resolves.
 *
 * Behaviour: of a rejected promise comes a stream of no elements; the
 * exception is dropped.
 *
 * Original: `Lwt_stream.return_lwt`
 */
export function returnLwt<A>(p: Lwt.Promise<A>): Stream<A> {
  const { stream, push } = pushSource<A>();
  Lwt.dontWait(
    () =>
      Lwt.bind(p, (value) => {
        push(value);
        push(END);
        return Lwt.returnUnit;
      }),
    () => push(END),
  );
  return stream;
}

/**
 * Makes a stream that reads a JavaScript iterable as it is read itself.
 *
 * Behaviour: what the iterator throws is thrown by who reads. A generator has
 * ended then; OCaml would evaluate the same node again.
 *
 * Original: `Lwt_stream.of_seq`
 */
export function ofSeq<A>(values: Iterable<A>): Stream<A> {
  const iterator = values[Symbol.iterator]();
  return streamOf(
    new FromDirect<A>(() => {
      const step = iterator.next();
      return step.done === true ? END : step.value;
    }),
  );
}

/**
 * Makes a stream that reads a lazy sequence as it is read itself. A node that
 * rejects is asked for again by the next reader.
 *
 * Original: `Lwt_stream.of_lwt_seq`
 */
export function ofLwtSeq<A>(seq: LwtSeq.Seq<A>): Stream<A> {
  let rest = seq;
  return fromItems(() =>
    Lwt.map((node): Item<A> => {
      if (node._tag === "Nil") return END;
      rest = node.next;
      return node.value;
    }, rest()),
  );
}

/**
 * Makes a stream of all that a JavaScript iterable gives; it is read to its end
 * at once, and the stream is closed.
 */
export function ofIterable<A>(values: Iterable<A>): Stream<A> {
  const { stream, push } = pushSource<A>();
  for (const value of values) push(value);
  push(END);
  return stream;
}

/** Makes a closed stream of the elements of a list. Original: `Lwt_stream.of_list` */
export const ofList = <A>(list: readonly A[]): Stream<A> => ofIterable(list);

/** Makes a closed stream of the elements of an array. Original: `Lwt_stream.of_array` */
export const ofArray = <A>(array: readonly A[]): Stream<A> => ofIterable(array);

/**
 * Makes a closed stream of the characters of a text: its code points, where
 * OCaml's are bytes.
 *
 * Original: `Lwt_stream.of_string`
 */
export const ofString = (text: string): Stream<string> => ofIterable(text);

/**
 * Makes a second stream with the elements of the first from here on. Reading
 * the one takes nothing from the other; elements that are not there yet come
 * once from the source, for both.
 *
 * Errors: throws `InvalidArgument` if the stream is bounded.
 *
 * Original: `Lwt_stream.clone`
 */
export function clone<A>(s: Stream<A>): Stream<A> {
  if (!s.queue.source.clonable) {
    throw new InvalidArgument(
      "LwtStream.clone: a bounded stream has no clones",
    );
  }
  return new Stream<A>(s.queue, s.node);
}

/**
 * Waits until the stream is closed: its end is known, whether or not it was
 * read up to there. It cannot be canceled.
 *
 * Original: `Lwt_stream.closed`
 */
export const closed = (s: Stream<any>): Lwt.Promise<void> => s.queue.closed;

/**
 * Tells whether the stream is closed. If so, it may have unread elements, but
 * no reader will wait.
 *
 * Original: `Lwt_stream.is_closed`
 */
export const isClosed = (s: Stream<any>): boolean =>
  !Lwt.isSleeping(s.queue.closed);

/**
 * Calls `f` when the stream is closed; what it throws goes to the hook.
 *
 * Original: `Lwt_stream.on_termination`
 *
 * @deprecated Bind on `closed`.
 */
export const onTermination = (s: Stream<any>, f: () => void): void =>
  Lwt.async(() => Lwt.map(f, closed(s)));

/**
 * Calls `f` as `onTermination` does.
 *
 * Original: `Lwt_stream.on_terminate`
 *
 * @deprecated Bind on `closed`.
 */
export const onTerminate = (s: Stream<any>, f: () => void): void =>
  onTermination(s, f);
