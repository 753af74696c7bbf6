/** Signals, as `tokio::signal`. */
import { Effect } from "effect";
import type { IoError } from "./io-error.js";
import { signal, SignalKind } from "./signal/unix.js";

export * as unix from "./signal/unix.js";

/**
 * Waits for ctrl-c.
 *
 * Behaviour: listens from the moment in which it first runs; from then on
 * ctrl-c does not end the process by itself any more.
 *
 * Cancellation: cancel safe, but a ctrl-c between two calls is not heard: keep
 * a `unix.signal(SignalKind.interrupt())` for that.
 *
 * Original: `tokio::signal::ctrl_c`
 */
export function ctrlC(): Effect.Effect<void, IoError> {
  return Effect.suspend(() =>
    Effect.flatMap(signal(SignalKind.interrupt()), (it) => it.recv()),
  );
}
