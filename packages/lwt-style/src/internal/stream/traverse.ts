/** Reading a stream to its end, or to what is looked for. */
import { InvalidArgument } from "../promise.js";
import * as Lwt from "../../Lwt.js";
import { getItem } from "./read.js";
import { consume, END, feed, type Stream } from "./stream.js";
import { after, again, isFulfilled, loop, walk } from "./walk.js";

/** Makes one value of all elements. Original: `Lwt_stream.fold` */
export function fold<A, B>(
  f: (value: A, acc: B) => B,
  s: Stream<A>,
  initial: B,
): Lwt.Promise<B> {
  let acc = initial;
  return walk(s, (item, at) => {
    if (item === END) return Lwt.return(acc);
    at.take();
    acc = f(item, acc);
    return undefined;
  });
}

/** Does as `fold`, with promises, one after the other. Original: `Lwt_stream.fold_s` */
export function foldS<A, B>(
  f: (value: A, acc: B) => Lwt.Promise<B>,
  s: Stream<A>,
  initial: B,
): Lwt.Promise<B> {
  let acc = initial;
  return walk(s, (item, at) => {
    if (item === END) return Lwt.return(acc);
    at.take();
    return at.after(f(item, acc), (made) => {
      acc = made;
      return undefined;
    });
  });
}

/**
 * Calls `f` with each element. What `f` throws ends the reading: the element is
 * taken.
 *
 * Original: `Lwt_stream.iter`
 */
export const iter = <A>(
  f: (value: A) => void,
  s: Stream<A>,
): Lwt.Promise<void> =>
  walk(s, (item, at) => {
    if (item === END) return Lwt.returnUnit;
    at.take();
    f(item);
    return undefined;
  });

/**
 * Calls `f` with each element, when the promise for the one before is
 * fulfilled.
 *
 * Cancellation: goes to the promise that is waited for.
 *
 * Original: `Lwt_stream.iter_s`
 */
export const iterS = <A>(
  f: (value: A) => Lwt.Promise<void>,
  s: Stream<A>,
): Lwt.Promise<void> =>
  walk(s, (item, at) => {
    if (item === END) return Lwt.returnUnit;
    at.take();
    return at.after(f(item), again);
  });

/**
 * Calls `f` with each element as soon as it is there, and waits for all the
 * promises.
 *
 * Behaviour: waits for the promises in the order of the elements; rejects with
 * the first that is rejected in that order, and leaves the others alone.
 *
 * Cancellation: goes to the promise that is waited for just then.
 *
 * Original: `Lwt_stream.iter_p`
 */
export function iterP<A>(
  f: (value: A) => Lwt.Promise<void>,
  s: Stream<A>,
): Lwt.Promise<void> {
  let { node } = s;
  // OCaml is as deep in recursion here as there are elements.
  const round = (): Lwt.Promise<void> => {
    const started: Lwt.Promise<void>[] = [];
    let rest: Lwt.Promise<void> | undefined;
    while (rest === undefined) {
      if (node === s.queue.last) {
        const fed = feed(s);
        if (!isFulfilled(fed)) rest = Lwt.bind(fed, round);
      } else if (node.data === END) {
        rest = Lwt.returnUnit;
      } else {
        const item = node.data as A;
        consume(s, node);
        node = node.next!;
        const p = f(item);
        if (!isFulfilled(p)) started.push(p);
      }
    }
    return started.reduceRight((all, p) => Lwt.bind(p, () => all), rest);
  };
  return round();
}

/**
 * Calls `f` with the elements, `maxConcurrency` (default 1) at a time.
 *
 * Behaviour: an element is taken when there is room for its promise; rejects
 * as soon as it sees that one of them is rejected, while the others go on.
 *
 * Errors: throws `InvalidArgument` if `maxConcurrency` is below 1.
 *
 * Original: `Lwt_stream.iter_n`
 */
export function iterN<A>(
  f: (value: A) => Lwt.Promise<void>,
  s: Stream<A>,
  options: { readonly maxConcurrency?: number } = {},
): Lwt.Promise<void> {
  let available = options.maxConcurrency ?? 1;
  if (available <= 0) {
    throw new InvalidArgument(
      `LwtStream.iterN: maxConcurrency must be above 0, ${available} given`,
    );
  }
  /** The newest is the last; Lwt's lists have it first. */
  let running: Lwt.Promise<void>[] = [];
  const start = (): Lwt.Promise<void> | undefined =>
    after(
      getItem(s),
      (item) => {
        if (item === END) return Lwt.join(running.toReversed());
        running.push(f(item));
        available -= 1;
        return undefined;
      },
      turn,
    );
  const turn = (): Lwt.Promise<void> | undefined =>
    available > 0
      ? start()
      : after(
          Lwt.nchooseSplit(running.toReversed()),
          ([ended, sleeping]) => {
            running = sleeping.toReversed();
            available += ended.length;
            return start();
          },
          turn,
        );
  return loop(turn);
}

/** Takes elements up to the first that `f` is true of, and gives that; undefined if there is none. Original: `Lwt_stream.find` */
export const find = <A>(
  f: (value: A) => boolean,
  s: Stream<A>,
): Lwt.Promise<A | undefined> =>
  walk<A, A | undefined>(s, (item, at) => {
    if (item === END) return Lwt.returnNone;
    at.take();
    return f(item) ? Lwt.return(item) : undefined;
  });

/** Does as `find`, with promises, one after the other. Original: `Lwt_stream.find_s` */
export const findS = <A>(
  f: (value: A) => Lwt.Promise<boolean>,
  s: Stream<A>,
): Lwt.Promise<A | undefined> =>
  walk<A, A | undefined>(s, (item, at) => {
    if (item === END) return Lwt.returnNone;
    at.take();
    return at.after(f(item), (yes) => (yes ? Lwt.return(item) : undefined));
  });

/** Takes elements until `f` gives something other than undefined, and gives that. Original: `Lwt_stream.find_map` */
export const findMap = <A, B>(
  f: (value: A) => B | undefined,
  s: Stream<A>,
): Lwt.Promise<B | undefined> =>
  walk<A, B | undefined>(s, (item, at) => {
    if (item === END) return Lwt.returnNone;
    at.take();
    const found = f(item);
    return found === undefined ? undefined : Lwt.return(found);
  });

/** Does as `findMap`, with promises, one after the other. Original: `Lwt_stream.find_map_s` */
export const findMapS = <A, B>(
  f: (value: A) => Lwt.Promise<B | undefined>,
  s: Stream<A>,
): Lwt.Promise<B | undefined> =>
  walk<A, B | undefined>(s, (item, at) => {
    if (item === END) return Lwt.returnNone;
    at.take();
    const p = f(item);
    return at.after(p, (found) => (found === undefined ? undefined : p));
  });
