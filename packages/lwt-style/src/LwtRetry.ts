/**
 * OCaml's `Lwt_retry`: making attempts until one succeeds.
 *
 * It is a package of its own, which came with Lwt 5.9 and runs on 5.6.1; it has
 * not changed since. Debian does not have it, so `pnpm record` leaves it out: the
 * events in its tests are what its source of 5.9.3 gives over Lwt 5.6.1.
 *
 * Attempts are a stream, made on demand. A result is fp-ts's `Either`, as in
 * `LwtResult`.
 */
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import * as Lwt from "./Lwt.js";
import * as LwtEngine from "./LwtEngine.js";
import type * as LwtResult from "./LwtResult.js";
import * as LwtStream from "./LwtStream.js";

/** What may be tried again, and what may not: `Lwt_retry.error`. */
export type Error<R, F> =
  | { readonly _tag: "Retry"; readonly error: R }
  | { readonly _tag: "Fatal"; readonly error: F };

/**
 * What came of an attempt: a value, or an error and how many attempts there
 * were, from 1 on. `Lwt_retry.attempt`
 */
export type Attempt<A, R, F> = Either<readonly [Error<R, F>, number], A>;

/** Makes an error that may be tried again. Original: `` `Retry `` */
export const Retry = <R>(error: R): Error<R, never> => ({
  _tag: "Retry",
  error,
});

/** Makes an error that may not be tried again. Original: `` `Fatal `` */
export const Fatal = <F>(error: F): Error<never, F> => ({
  _tag: "Fatal",
  error,
});

/**
 * Writes an error as OCaml does.
 *
 * Behaviour: a text where OCaml writes into a formatter; an error that nothing
 * is said of is `<opaque>`.
 *
 * Original: `Lwt_retry.pp_error`
 */
export function ppError<R, F>(
  error: Error<R, F>,
  options?: {
    readonly retry?: (error: R) => string;
    readonly fatal?: (error: F) => string;
  },
): string {
  const opaque = (): string => "<opaque>";
  return error._tag === "Retry"
    ? `\`Retry ${(options?.retry ?? opaque)(error.error)}`
    : `\`Fatal ${(options?.fatal ?? opaque)(error.error)}`;
}

/** Tells whether two errors are equal. Original: `Lwt_retry.equal_error` */
export function equalError<R, F>(
  a: Error<R, F>,
  b: Error<R, F>,
  equals: {
    readonly retry: (a: R, b: R) => boolean;
    readonly fatal: (a: F, b: F) => boolean;
  },
): boolean {
  if (a._tag === "Retry") {
    return b._tag === "Retry" && equals.retry(a.error, b.error);
  }
  return b._tag === "Fatal" && equals.fatal(a.error, b.error);
}

/**
 * Makes a stream of attempts: it ends after one that gives a value or a fatal
 * error.
 *
 * Behaviour: `f` is called when an attempt is wanted.
 *
 * Errors: what `f` rejects with or throws is what the reader gets; it counts as
 * an attempt, and the next one who reads makes another.
 *
 * Original: `Lwt_retry.on_error`
 */
export function onError<A, R, F>(
  f: () => LwtResult.Promise<A, Error<R, F>>,
): LwtStream.Stream<Attempt<A, R, F>> {
  let count = 0;
  let stopped = false;
  return LwtStream.from(() => {
    count += 1;
    if (stopped) return Lwt.returnNone;
    return Lwt.map((result): Attempt<A, R, F> => {
      if (isLeft(result)) {
        stopped = result.left._tag === "Fatal";
        return left([result.left, count]);
      }
      stopped = true;
      return right(result.right);
    }, f());
  });
}

/**
 * Gives the seconds to sleep after the `n`th attempt: 4, 16, 48, 128 and so on.
 *
 * Original: `Lwt_retry.default_sleep_duration`
 */
export const defaultSleepDuration = (n: number): number => n * 2 * 2 ** n;

/**
 * Sleeps after each attempt that has an error, before it is handed over; as in
 * Lwt that is so after the last one and after a fatal one too.
 *
 * Cancellation: the sleep is over, the attempt is lost.
 *
 * Original: `Lwt_retry.with_sleep`
 */
export function withSleep<A, R, F>(
  attempts: LwtStream.Stream<Attempt<A, R, F>>,
  options?: {
    /** The seconds to sleep after the `n`th attempt. */
    readonly duration?: (n: number) => number;
  },
): LwtStream.Stream<Attempt<A, R, F>> {
  const duration = options?.duration ?? defaultSleepDuration;
  return LwtStream.mapS<Attempt<A, R, F>, Attempt<A, R, F>>((attempt) => {
    if (!isLeft(attempt)) return Lwt.return(attempt);
    const seconds = duration(attempt.left[1]);
    return Lwt.map(() => attempt, LwtEngine.get().sleep(seconds));
  }, attempts);
}

/**
 * Makes one attempt and up to `n` more, and gives what came of the last.
 *
 * Errors: throws `Lwt.InvalidArgument` for an `n` below 0; rejects with what an
 * attempt rejects with, and with an `Error` where no attempt is left.
 *
 * Original: `Lwt_retry.n_times`
 */
export function nTimes<A, R, F>(
  n: number,
  attempts: LwtStream.Stream<Attempt<A, R, F>>,
): Lwt.Promise<Attempt<A, R, F>> {
  if (n < 0) {
    throw new Lwt.InvalidArgument("LwtRetry.nTimes: n must be 0 or more");
  }
  return Lwt.map(
    (made) => {
      const last = made.at(-1);
      if (last === undefined) {
        throw new globalThis.Error("LwtRetry.nTimes: no attempt is left");
      }
      return last;
    },
    LwtStream.nget(n + 1, attempts),
  );
}
