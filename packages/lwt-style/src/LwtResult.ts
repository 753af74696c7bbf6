/**
 * OCaml's `Lwt_result` 5.6.1: promises of results.
 *
 * A result is fp-ts's `Either`: `Ok x` is `right(x)`, `Error e` is `left(e)`; so
 * a `Promise` here is to `Lwt` what `TaskEither` is to `Task`.
 */
import * as E from "fp-ts/lib/Either.js";
import * as Lwt from "./Lwt.js";

/** `('a, 'e) Lwt_result.t` */
export type Promise<A, X> = Lwt.Promise<E.Either<X, A>>;

const returnOk = <A>(value: A): Promise<A, never> => Lwt.return(E.right(value));
export {
  /** Original: `Lwt_result.return` */
  returnOk as return,
};

/** Original: `Lwt_result.fail` */
export const fail = <X>(error: X): Promise<never, X> =>
  Lwt.return(E.left(error));

/** Original: `Lwt_result.lift` */
export const lift = <A, X>(result: E.Either<X, A>): Promise<A, X> =>
  Lwt.return(result);

/** Original: `Lwt_result.ok` */
export const ok = <A>(p: Lwt.Promise<A>): Promise<A, never> =>
  Lwt.map(E.right, p) as Promise<A, never>;

/** Original: `Lwt_result.error` */
export const error = <X>(p: Lwt.Promise<X>): Promise<never, X> =>
  Lwt.map(E.left, p) as Promise<never, X>;

const attempt = <A>(p: Lwt.Promise<A>): Promise<A, unknown> =>
  Lwt.catch<E.Either<unknown, A>, E.Either<unknown, A>>(() => ok(p), fail);
export {
  /** A rejection becomes an `Error`. Original: `Lwt_result.catch` */
  attempt as catch,
};

/** An `Error` becomes a rejection. Original: `Lwt_result.get_exn` */
export const getExn = <A>(p: Promise<A, unknown>): Lwt.Promise<A> =>
  Lwt.bind(p, (result) =>
    E.isRight(result) ? Lwt.return(result.right) : Lwt.fail(result.left),
  );

/** Original: `Lwt_result.map` */
export const map = <A, B, X>(
  f: (value: A) => B,
  p: Promise<A, X>,
): Promise<B, X> => Lwt.map(E.map(f), p);

/** Original: `Lwt_result.map_error` */
export const mapError = <A, X, Y>(
  f: (error: X) => Y,
  p: Promise<A, X>,
): Promise<A, Y> => Lwt.map(E.mapLeft(f), p);

/**
 * As `mapError`.
 *
 * @deprecated As in Lwt: use `mapError`.
 *
 * Original: `Lwt_result.map_err`
 */
export const mapErr: typeof mapError = (f, p) => mapError(f, p);

/** Original: `Lwt_result.bind` */
export const bind = <A, B, X>(
  p: Promise<A, X>,
  f: (value: A) => Promise<B, X>,
): Promise<B, X> =>
  Lwt.bind(p, (result) =>
    E.isRight(result) ? f(result.right) : Lwt.return(result),
  );

/** Original: `Lwt_result.bind_error` */
export const bindError = <A, X, Y>(
  p: Promise<A, X>,
  f: (error: X) => Promise<A, Y>,
): Promise<A, Y> =>
  Lwt.bind(p, (result) =>
    E.isLeft(result) ? f(result.left) : Lwt.return(result),
  );

/** Original: `Lwt_result.bind_lwt` */
export const bindLwt = <A, B, X>(
  p: Promise<A, X>,
  f: (value: A) => Lwt.Promise<B>,
): Promise<B, X> =>
  Lwt.bind(p, (result): Promise<B, X> =>
    E.isRight(result) ? ok(f(result.right)) : fail(result.left),
  );

/** Original: `Lwt_result.bind_lwt_error` */
export const bindLwtError = <A, X, Y>(
  p: Promise<A, X>,
  f: (error: X) => Lwt.Promise<Y>,
): Promise<A, Y> =>
  Lwt.bind(p, (result): Promise<A, Y> =>
    E.isLeft(result) ? Lwt.bind(f(result.left), fail) : returnOk(result.right),
  );

/**
 * As `bindLwtError`.
 *
 * @deprecated As in Lwt: use `bindLwtError`.
 *
 * Original: `Lwt_result.bind_lwt_err`
 */
export const bindLwtErr: typeof bindLwtError = (p, f) => bindLwtError(p, f);

/** Original: `Lwt_result.bind_result` */
export const bindResult = <A, B, X>(
  p: Promise<A, X>,
  f: (value: A) => E.Either<X, B>,
): Promise<B, X> => Lwt.map(E.chain(f), p);

/**
 * Waits for both; of two errors the one that came first.
 *
 * Original: `Lwt_result.both`
 */
export function both<A, B, X>(
  p: Promise<A, X>,
  q: Promise<B, X>,
): Promise<[A, B], X> {
  let first: E.Either<X, never> | undefined;
  const note = (failure: X): X => {
    first ??= E.left(failure);
    return failure;
  };
  // Both are mapped in OCaml's order of evaluation: the second first.
  const q2 = mapError(note, q);
  const p2 = mapError(note, p);
  return Lwt.map(
    ([a, b]): E.Either<X, [A, B]> =>
      E.isRight(a) && E.isRight(b) ? E.right([a.right, b.right]) : first!,
    Lwt.both(p2, q2),
  );
}

/** Original: `Lwt_result.iter` */
export const iter = <A>(
  f: (value: A) => Lwt.Promise<void>,
  p: Promise<A, any>,
): Lwt.Promise<void> =>
  Lwt.bind(p, (result) =>
    E.isRight(result) ? f(result.right) : Lwt.returnUnit,
  );

/** Original: `Lwt_result.iter_error` */
export const iterError = <X>(
  f: (error: X) => Lwt.Promise<void>,
  p: Promise<any, X>,
): Lwt.Promise<void> =>
  Lwt.bind(p, (result) => (E.isLeft(result) ? f(result.left) : Lwt.returnUnit));
