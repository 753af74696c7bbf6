/**
 * Streams made of a stream, element by element.
 *
 * All of them read the given stream as they are read themselves, and take from
 * it what they have read: two made of one stream share its elements out.
 */
import * as Lwt from "../../Lwt.js";
import { getItem } from "./read.js";
import {
  END,
  feed,
  fromItems,
  type Item,
  returnEnd,
  type Stream,
} from "./stream.js";
import { after, loop, until, Walk } from "./walk.js";

/**
 * Calls `f` with each element. Where `f` throws, a reader is rejected with the
 * exception; the element is lost, and the stream goes on.
 *
 * Original: `Lwt_stream.map`
 */
export const map = <A, B>(f: (value: A) => B, s: Stream<A>): Stream<B> =>
  fromItems(() =>
    Lwt.map((item): Item<B> => (item === END ? END : f(item)), getItem(s)),
  );

/** Does as `map`, with promises, one after the other. Original: `Lwt_stream.map_s` */
export const mapS = <A, B>(
  f: (value: A) => Lwt.Promise<B>,
  s: Stream<A>,
): Stream<B> =>
  fromItems(() =>
    Lwt.bind(getItem(s), (item): Lwt.Promise<Item<B>> =>
      item === END ? returnEnd : Lwt.map((made) => made, f(item)),
    ),
  );

/** Keeps the elements that `f` is true of. Original: `Lwt_stream.filter` */
export const filter = <A>(f: (value: A) => boolean, s: Stream<A>): Stream<A> =>
  fromItems(() =>
    until(
      () => getItem(s),
      (item, p) => (item === END || f(item) ? p : undefined),
    ),
  );

/** Does as `filter`, with promises, one after the other. Original: `Lwt_stream.filter_s` */
export const filterS = <A>(
  f: (value: A) => Lwt.Promise<boolean>,
  s: Stream<A>,
): Stream<A> =>
  fromItems(() =>
    until(
      () => getItem(s),
      (item, p, turn) =>
        item === END ? p : after(f(item), (yes) => (yes ? p : undefined), turn),
    ),
  );

/** Keeps what `f` makes of the elements, where that is not undefined. Original: `Lwt_stream.filter_map` */
export const filterMap = <A, B>(
  f: (value: A) => B | undefined,
  s: Stream<A>,
): Stream<B> =>
  fromItems(() =>
    until<Item<A>, Item<B>>(
      () => getItem(s),
      (item) => {
        if (item === END) return returnEnd;
        const made = f(item);
        return made === undefined ? undefined : Lwt.return(made);
      },
    ),
  );

/** Does as `filterMap`, with promises, one after the other. Original: `Lwt_stream.filter_map_s` */
export const filterMapS = <A, B>(
  f: (value: A) => Lwt.Promise<B | undefined>,
  s: Stream<A>,
): Stream<B> =>
  fromItems(() =>
    until<Item<A>, Item<B>>(
      () => getItem(s),
      (item, _, turn) => {
        if (item === END) return returnEnd;
        const p = f(item) as Lwt.Promise<B>;
        return after(p, (made) => (made === undefined ? undefined : p), turn);
      },
    ),
  );

/** Reads lists one by one, and gives their elements. */
function lists<A, B>(
  s: Stream<A>,
  f: (value: A) => Lwt.Promise<readonly B[]>,
): Stream<B> {
  let list: readonly B[] = [];
  let at = 0;
  return fromItems(() => {
    const turn = (): Lwt.Promise<Item<B>> | undefined => {
      if (at < list.length) return Lwt.return(list[at++] as B);
      return after<Item<A>, Item<B>>(
        getItem(s),
        (item) => {
          if (item === END) return returnEnd;
          return after(
            f(item),
            (made) => {
              list = made;
              at = 0;
              return undefined;
            },
            turn,
          );
        },
        turn,
      );
    };
    return loop(turn);
  });
}

/** Gives the elements of the lists that `f` makes. Original: `Lwt_stream.map_list` */
export const mapList = <A, B>(
  f: (value: A) => readonly B[],
  s: Stream<A>,
): Stream<B> => lists(s, (value) => Lwt.return(f(value)));

/** Does as `mapList`, with promises, one after the other. Original: `Lwt_stream.map_list_s` */
export const mapListS = <A, B>(
  f: (value: A) => Lwt.Promise<readonly B[]>,
  s: Stream<A>,
): Stream<B> => lists(s, f);

/** Gives the elements of lists. Original: `Lwt_stream.flatten` */
export const flatten = <A>(s: Stream<readonly A[]>): Stream<A> =>
  mapList((list) => list, s);

function wrap<A, R>(
  s: Stream<A>,
  ok: (value: A) => R,
  error: (exn: unknown) => R,
): Stream<R> {
  return fromItems(() => {
    const place = new Walk<A, Item<R>>(s, (item, at) => {
      if (item === END) return returnEnd;
      at.take();
      return Lwt.return(ok(item));
    });
    if (s.node !== s.queue.last) return loop(place.turn);
    return Lwt.tryBind(
      () => feed(s),
      () => loop(place.turn),
      (exn) => Lwt.return(error(exn)),
    );
  });
}

/**
 * Gives each element as an `Ok`, and each exception of the source as an
 * `Error`.
 *
 * Behaviour: an exception does not end a stream, so that of a source which
 * does nothing but reject comes a stream without end.
 *
 * Original: `Lwt_stream.wrap_exn`
 */
export const wrapExn = <A>(s: Stream<A>): Stream<Lwt.Result<A>> =>
  wrap<A, Lwt.Result<A>>(
    s,
    (value) => ({ _tag: "Ok", value }),
    (exn) => ({ _tag: "Error", exn }),
  );

/** What `mapExn` gives. Original: `Lwt_stream.result` */
export type Result<A> =
  | { readonly _tag: "Value"; readonly value: A }
  | { readonly _tag: "Error"; readonly exn: unknown };

/**
 * Gives each element as a `Value`, and each exception as an `Error`.
 *
 * Original: `Lwt_stream.map_exn`
 *
 * @deprecated Use `wrapExn`.
 */
export const mapExn = <A>(s: Stream<A>): Stream<Result<A>> =>
  wrap<A, Result<A>>(
    s,
    (value) => ({ _tag: "Value", value }),
    (exn) => ({ _tag: "Error", exn }),
  );
