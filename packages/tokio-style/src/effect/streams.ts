/** Channels as streams, and streams as channels. */
import { Cause, Effect, type Scope, Stream } from "effect";
import * as broadcast from "../sync/broadcast.js";
import * as mpsc from "../sync/mpsc.js";
import type * as watch from "../sync/watch.js";
import { acquireScoped, spawnScoped } from "./scopes.js";

type Pull<A, E> = Effect.Effect<readonly [A], E | Cause.Done>;

/** A stream that pulls one element at a time. */
const pullOf = <A, E>(make: () => Pull<A, E>): Stream.Stream<A, E> =>
  Stream.fromPull(Effect.sync(make)) as Stream.Stream<A, E>;

/**
 * Makes a stream of what a receiver gives.
 *
 * Behaviour:
 * - of `mpsc`: each message; it ends when the channel is closed and empty;
 * - of `broadcast`: each message; it ends when the channel is closed, and fails
 *   with a `RecvError` when messages were lost. When it is run again it goes on
 *   with the oldest that is left;
 * - of `watch`: the value that is there, then each that is found changed; it
 *   ends when the sender was dropped.
 *
 * A message is taken when the stream is asked for one: senders feel the pace of
 * who reads it. With `Stream.toQueue` it is a `Queue`. The receiver is not
 * dropped with the stream:
 *
 * ```ts
 * toStream(rx).pipe(Stream.ensuring(Effect.sync(() => rx.drop())));
 * ```
 *
 * Cancellation: cancel safe; a message that was taken has been given.
 *
 * Original: `ReceiverStream`, `BroadcastStream` and `WatchStream` of
 * `tokio-stream`, which own their receiver; the second gives what was lost as
 * an element.
 */
export function toStream<A>(rx: mpsc.Receiver<A>): Stream.Stream<A>;
export function toStream<A>(
  rx: broadcast.Receiver<A>,
): Stream.Stream<A, broadcast.RecvError>;
export function toStream<A>(rx: watch.Receiver<A>): Stream.Stream<A>;
export function toStream<A>(
  rx: mpsc.Receiver<A> | broadcast.Receiver<A> | watch.Receiver<A>,
): Stream.Stream<A, broadcast.RecvError> {
  if (rx instanceof mpsc.Receiver) return mpscStream(rx);
  return rx instanceof broadcast.Receiver
    ? broadcastStream(rx)
    : watchStream(rx);
}

const one = <A>(value: A): Effect.Effect<readonly [A]> =>
  Effect.succeed([value]);

function mpscStream<A>(rx: mpsc.Receiver<A>): Stream.Stream<A> {
  const pull = Effect.flatMap(rx.recv(), (value): Pull<A, never> =>
    value === undefined ? Cause.done() : one(value),
  );
  return pullOf<A, never>(() => pull);
}

function broadcastStream<A>(
  rx: broadcast.Receiver<A>,
): Stream.Stream<A, broadcast.RecvError> {
  const pull: Pull<A, broadcast.RecvError> = Effect.matchEffect(rx.recv(), {
    onSuccess: one,
    onFailure: (error): Pull<A, broadcast.RecvError> =>
      error.kind === "Closed" ? Cause.done() : Effect.fail(error),
  });
  return pullOf<A, broadcast.RecvError>(() => pull);
}

function watchStream<A>(rx: watch.Receiver<A>): Stream.Stream<A> {
  const latest = Effect.sync(() => [rx.borrowAndUpdate().value] as const);
  const next: Pull<A, never> = Effect.matchEffect(rx.changed(), {
    onSuccess: () => latest,
    onFailure: (): Pull<A, never> => Cause.done(),
  });
  return pullOf<A, never>(() => {
    let begun = false;
    return Effect.suspend((): Pull<A, never> => {
      if (begun) return next;
      begun = true;
      return latest;
    });
  });
}

/** The half of a channel that takes values. */
export interface SendsTo<A, E> {
  send(value: A): Effect.Effect<unknown, E>;
}

/**
 * Runs a stream to its end, and sends each element into a channel: of `mpsc`,
 * `broadcast` or `watch`.
 *
 * Behaviour: a bounded channel that is full holds up the stream. The sender is
 * not dropped at the end.
 *
 * Cancellation: the element that waits for a place is lost.
 *
 * Errors: the stream's, or the channel's `SendError` when nobody receives.
 */
export function runIntoSender<A, E, R, E2>(
  stream: Stream.Stream<A, E, R>,
  tx: SendsTo<A, E2>,
): Effect.Effect<void, E | E2, R> {
  return Stream.runForEach(stream, (value) => tx.send(value));
}

/**
 * Makes a receiver of what a stream gives; a task of the scope runs it.
 *
 * Behaviour: up to `capacity` elements are on their way, one more waits for a
 * place. The receiver gives `undefined` at the end of the stream. When the
 * scope closes, the stream is dropped and the receiver too; when the receiver
 * is dropped or closed before, the stream is dropped at its next element.
 *
 * With `Stream.fromQueue` it is the receiver of a `Queue`.
 */
export function toReceiver<A, R>(
  stream: Stream.Stream<A, never, R>,
  capacity: number,
): Effect.Effect<mpsc.Receiver<A>, never, R | Scope.Scope> {
  return Effect.suspend(() => {
    const [tx, rx] = mpsc.channel<A>(capacity);
    // The sender goes with the stream, whose task may never begin.
    const sends = Effect.ignore(runIntoSender(stream, tx)).pipe(
      Effect.ensuring(Effect.sync(() => tx.drop())),
    );
    return acquireScoped(Effect.succeed(rx)).pipe(
      Effect.andThen(acquireScoped(Effect.succeed(tx))),
      Effect.andThen(spawnScoped(sends)),
      Effect.as(rx),
    );
  });
}
