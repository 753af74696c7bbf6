/**
 * Lwt among the type classes of fp-ts.
 *
 * A `Task<A>` is `() => Promise<A>`, and so is OCaml's `unit -> 'a Lwt.t`, with
 * a better promise. A Lwt promise is a Task that has been started: `fromTask`
 * starts one, `toTask` watches one.
 */
import type { Alt1 } from "fp-ts/lib/Alt.js";
import type { Applicative1 } from "fp-ts/lib/Applicative.js";
import type { Apply1 } from "fp-ts/lib/Apply.js";
import type { Chain1 } from "fp-ts/lib/Chain.js";
import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { FromEither1 } from "fp-ts/lib/FromEither.js";
import type { FromIO1 } from "fp-ts/lib/FromIO.js";
import type { FromTask1 } from "fp-ts/lib/FromTask.js";
import type { Functor1 } from "fp-ts/lib/Functor.js";
import type { IO } from "fp-ts/lib/IO.js";
import type { Monad1 } from "fp-ts/lib/Monad.js";
import type { MonadIO1 } from "fp-ts/lib/MonadIO.js";
import type { MonadTask1 } from "fp-ts/lib/MonadTask.js";
import type { MonadThrow1 } from "fp-ts/lib/MonadThrow.js";
import type { Pointed1 } from "fp-ts/lib/Pointed.js";
import type { Task } from "fp-ts/lib/Task.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import {
  apply,
  bind,
  handle,
  map as mapOf,
  onAny,
} from "./internal/compose.js";
import { both } from "./internal/concurrent.js";
import { ended, started } from "./internal/io.js";
import {
  FULFILLED,
  fulfilled,
  type LwtPromise,
  NOT_CANCELABLE,
  pending,
  REJECTED,
  rejected,
  underlying,
} from "./internal/promise.js";
import { resolve } from "./internal/resolve.js";

export const URI = "Lwt";
export type URI = typeof URI;

declare module "fp-ts/HKT" {
  interface URItoKind<A> {
    readonly Lwt: LwtPromise<A>;
  }
}

/**
 * Starts a Task.
 *
 * Behaviour: the promise resolves in a turn of main after the Task has ended;
 * with no main running, as soon as it has. Engines know that it is in flight.
 *
 * Cancellation: a Task cannot be stopped, so a cancel does nothing.
 *
 * Errors: what the Task rejects with or throws rejects the promise.
 *
 * Original: `Lwt_unix.run_job`, in kind
 */
export function fromTask<A>(task: Task<A>): LwtPromise<A> {
  const p = pending<A>(NOT_CANCELABLE, undefined);
  started();
  const end = (state: number) => (value: unknown) =>
    ended(() => resolve(underlying(p), state, value));
  let running: Promise<A>;
  try {
    running = task();
  } catch (exn) {
    running = Promise.reject(exn);
  }
  running.then(end(FULFILLED), end(REJECTED));
  return p;
}

/** Starts a TaskEither; a `left` rejects the promise with what it holds. */
export const fromTaskEither = <E, A>(task: TaskEither<E, A>): LwtPromise<A> =>
  bind(fromTask(task), fromEither);

/**
 * Gives a Task that ends as the promise does, each time it is run.
 *
 * Gotcha: it watches only. What drives timers and pauses is `LwtMain.run`.
 */
export const toTask =
  <A>(p: LwtPromise<A>): Task<A> =>
  () =>
    new Promise((succeed, fail) => onAny(p, succeed, fail));

/** As `toTask`; a rejection is a `left`. */
export const toTaskEither =
  <A>(p: LwtPromise<A>): TaskEither<unknown, A> =>
  () =>
    new Promise((succeed) =>
      onAny(
        p,
        (value) => succeed(right(value)),
        (exn) => succeed(left(exn)),
      ),
    );

/** A `right` fulfilled, a `left` rejected. */
export const fromEither = <E, A>(e: Either<E, A>): LwtPromise<A> =>
  e._tag === "Left" ? rejected(e.left) : fulfilled(e.right);

/** Runs an IO now; what it throws rejects the promise. */
export const fromIO = <A>(io: IO<A>): LwtPromise<A> =>
  apply(() => fulfilled(io()));

/** `Lwt.bind` for `pipe`. */
export const chain =
  <A, B>(f: (value: A) => LwtPromise<B>) =>
  (p: LwtPromise<A>): LwtPromise<B> =>
    bind(p, f);

/** Calls the function of one with the value of the other. */
export const ap =
  <A>(pa: LwtPromise<A>) =>
  <B>(pf: LwtPromise<(value: A) => B>): LwtPromise<B> =>
    mapOf(([f, a]) => f(a), both(pf, pa));

/** The first, or the other if that is rejected. */
export const alt =
  <A>(that: () => LwtPromise<A>) =>
  (p: LwtPromise<A>): LwtPromise<A> =>
    handle(() => p, that);

const functor = {
  URI: URI as URI,
  map: <A, B>(p: LwtPromise<A>, f: (value: A) => B) => mapOf(f, p),
};
const applying = {
  ap: <A, B>(pf: LwtPromise<(value: A) => B>, pa: LwtPromise<A>) => ap(pa)(pf),
};
const pointed = { of: fulfilled };
const chaining = { chain: bind };

export const Functor: Functor1<URI> = functor;
export const Pointed: Pointed1<URI> = { URI, ...pointed };
export const Apply: Apply1<URI> = { ...functor, ...applying };
export const Applicative: Applicative1<URI> = { ...Apply, ...pointed };
export const Chain: Chain1<URI> = { ...Apply, ...chaining };
export const Monad: Monad1<URI> = { ...Applicative, ...chaining };
export const MonadIO: MonadIO1<URI> = { ...Monad, fromIO };
export const MonadTask: MonadTask1<URI> = { ...MonadIO, fromTask };
export const MonadThrow: MonadThrow1<URI> = {
  ...Monad,
  throwError: rejected,
};
export const FromIO: FromIO1<URI> = { URI, fromIO };
export const FromTask: FromTask1<URI> = { ...FromIO, fromTask };
export const FromEither: FromEither1<URI> = { URI, fromEither };
export const Alt: Alt1<URI> = {
  ...functor,
  alt: (p, that) => alt(that)(p),
};
