/** Reading a stream: one element, some, all; and looking without taking. */
import { ConstantException, InvalidArgument } from "../promise.js";
import * as Lwt from "../../Lwt.js";
import { consume, END, feed, type Item, type Stream } from "./stream.js";
import { after, again, loop, walk } from "./walk.js";

/** The rejection where an element is wanted and the stream ends. Original: `Lwt_stream.Empty` */
export const Empty = new ConstantException(
  "LwtStream.Empty",
  "the stream has no more elements",
);

/**
 * Looks at the first element, and leaves it; undefined at the end.
 *
 * Original: `Lwt_stream.peek`
 */
export const peek = <A>(s: Stream<A>): Lwt.Promise<A | undefined> =>
  walk(s, (item) => Lwt.return(item === END ? undefined : item));

/**
 * Looks at the first `n` elements, and leaves them; at fewer if the stream ends.
 *
 * Original: `Lwt_stream.npeek`
 */
export function npeek<A>(n: number, s: Stream<A>): Lwt.Promise<A[]> {
  const seen: A[] = [];
  if (n <= 0) return Lwt.return(seen);
  return walk(s, (item, at) => {
    if (item === END) return Lwt.return(seen);
    seen.push(item);
    if (seen.length >= n) return Lwt.return(seen);
    at.move();
    return undefined;
  });
}

/** Takes the first element; gives `ends` at the end. */
function getOr<A, E>(s: Stream<A>, ends: E): Lwt.Promise<A | E> {
  const { node } = s;
  if (node !== s.queue.last) {
    const item = node.data as Item<A>;
    if (item === END) return Lwt.return(ends);
    consume(s, node);
    return Lwt.return(item);
  }
  return walk<A, A | E>(s, (item, at) => {
    if (item === END) return Lwt.return(ends);
    at.take();
    return Lwt.return(item);
  });
}

export const getItem = <A>(s: Stream<A>): Lwt.Promise<Item<A>> => getOr(s, END);

/**
 * Takes the first element; undefined at the end. Of a stream that has
 * `undefined` among its elements, use `next` or `iter`.
 *
 * Cancellation: nothing is taken; the reader leaves the stream.
 *
 * Original: `Lwt_stream.get`
 */
export const get = <A>(s: Stream<A>): Lwt.Promise<A | undefined> =>
  getOr(s, undefined);

/**
 * Takes the first element.
 *
 * Cancellation: nothing is taken.
 *
 * Errors: rejects with `Empty` at the end.
 *
 * Original: `Lwt_stream.next`
 */
export const next = <A>(s: Stream<A>): Lwt.Promise<A> =>
  walk(s, (item, at) => {
    if (item === END) return Lwt.fail(Empty);
    at.take();
    return Lwt.return(item);
  });

/**
 * Takes the first `n` elements; fewer if the stream ends.
 *
 * Behaviour: as in Lwt, one that waits ends early when another reader takes the
 * element that it waited for, and nothing is behind that.
 *
 * Cancellation: what was taken so far is lost.
 *
 * Original: `Lwt_stream.nget`
 */
export function nget<A>(n: number, s: Stream<A>): Lwt.Promise<A[]> {
  const taken: A[] = [];
  if (n <= 0) return Lwt.return(taken);
  return walk(s, (_, at) => {
    // Not the element of its own place, but the first that is left.
    const item = s.node.data as Item<A>;
    if (item === END) return Lwt.return(taken);
    at.take();
    taken.push(item);
    return taken.length >= n ? Lwt.return(taken) : undefined;
  });
}

/**
 * Takes elements as long as `f` is true of them; the first other one stays.
 *
 * Original: `Lwt_stream.get_while`
 */
export function getWhile<A>(
  f: (value: A) => boolean,
  s: Stream<A>,
): Lwt.Promise<A[]> {
  const taken: A[] = [];
  return walk(s, (item, at) => {
    if (item === END || !f(item)) return Lwt.return(taken);
    at.take();
    taken.push(item);
    return undefined;
  });
}

/** Does as `getWhile`, with promises, one after the other. Original: `Lwt_stream.get_while_s` */
export function getWhileS<A>(
  f: (value: A) => Lwt.Promise<boolean>,
  s: Stream<A>,
): Lwt.Promise<A[]> {
  const taken: A[] = [];
  return walk(s, (item, at) => {
    if (item === END) return Lwt.return(taken);
    return at.after(f(item), (yes) => {
      if (!yes) return Lwt.return(taken);
      at.take();
      taken.push(item);
      return undefined;
    });
  });
}

/** Takes all elements up to the end. Original: `Lwt_stream.to_list` */
export function toList<A>(s: Stream<A>): Lwt.Promise<A[]> {
  const taken: A[] = [];
  return walk(s, (item, at) => {
    if (item === END) return Lwt.return(taken);
    at.take();
    taken.push(item);
    return undefined;
  });
}

/** Takes all characters up to the end, as one text. Original: `Lwt_stream.to_string` */
export const toString = (s: Stream<string>): Lwt.Promise<string> => {
  let text = "";
  return walk(s, (item, at) => {
    if (item === END) return Lwt.return(text);
    at.take();
    text += item;
    return undefined;
  });
};

/** Drops the first element, if any; waits for it. Original: `Lwt_stream.junk` */
export function junk(s: Stream<any>): Lwt.Promise<void> {
  const { node } = s;
  const drop = (): Lwt.Promise<void> => {
    if (node.data !== END) consume(s, node);
    return Lwt.returnUnit;
  };
  return node === s.queue.last ? Lwt.bind(feed(s), drop) : drop();
}

/** Drops the first `n` elements, or as many as there are. Original: `Lwt_stream.njunk` */
export function njunk(n: number, s: Stream<any>): Lwt.Promise<void> {
  let left = n;
  if (left <= 0) return Lwt.returnUnit;
  return walk(s, (item, at) => {
    if (item === END) return Lwt.returnUnit;
    at.take();
    left -= 1;
    return left <= 0 ? Lwt.returnUnit : undefined;
  });
}

/** Drops elements as long as `f` is true of them. Original: `Lwt_stream.junk_while` */
export const junkWhile = <A>(
  f: (value: A) => boolean,
  s: Stream<A>,
): Lwt.Promise<void> =>
  walk(s, (item, at) => {
    if (item === END || !f(item)) return Lwt.returnUnit;
    at.take();
    return undefined;
  });

/** Does as `junkWhile`, with promises, one after the other. Original: `Lwt_stream.junk_while_s` */
export const junkWhileS = <A>(
  f: (value: A) => Lwt.Promise<boolean>,
  s: Stream<A>,
): Lwt.Promise<void> =>
  walk(s, (item, at) => {
    if (item === END) return Lwt.returnUnit;
    return at.after(f(item), (yes) => {
      if (!yes) return Lwt.returnUnit;
      at.take();
      return undefined;
    });
  });

/** Tells whether the stream ends here; waits until that is known. Original: `Lwt_stream.is_empty` */
export function isEmpty(s: Stream<any>): Lwt.Promise<boolean> {
  const turn = (): Lwt.Promise<boolean> | undefined =>
    s.node === s.queue.last
      ? after(feed(s), again, turn)
      : Lwt.return(s.node.data === END);
  return loop(turn);
}

/**
 * Calls `f` with the stream; if it throws or rejects, puts the stream back to
 * where it was, and rejects with the same.
 *
 * Errors: throws `InvalidArgument` if the stream is bounded.
 *
 * Original: `Lwt_stream.parse`
 */
export function parse<A, B>(
  s: Stream<A>,
  f: (s: Stream<A>) => Lwt.Promise<B>,
): Lwt.Promise<B> {
  if (!s.queue.source.clonable) {
    throw new InvalidArgument(
      "LwtStream.parse: a bounded stream cannot be parsed",
    );
  }
  const { node } = s;
  return Lwt.catch(
    () => f(s),
    (exn) => {
      s.node = node;
      return Lwt.fail(exn);
    },
  );
}
