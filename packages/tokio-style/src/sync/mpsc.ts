/** Many senders, one receiver. Original: `tokio::sync::mpsc`. */
import { Chan } from "../internal/chan.js";
import { Bound, Unbound } from "../internal/limits.js";
import { Receiver } from "../internal/receiver.js";
import { Sender, UnboundedSender } from "../internal/sender.js";
import { Notify } from "./notify.js";

export {
  SendError,
  SendTimeoutError,
  TryRecvError,
  TrySendError,
} from "../internal/mpsc-errors.js";
export { Receiver } from "../internal/receiver.js";
export { OwnedPermit, Permit } from "../internal/permits.js";
export { Sender, UnboundedSender } from "../internal/sender.js";
export { WeakSender, WeakUnboundedSender } from "../internal/weak-sender.js";

/**
 * Makes a channel that holds up to `bound` messages.
 *
 * ```ts
 * const [tx, rx] = sync.mpsc.channel<string>(8);
 * ```
 *
 * Original: `tokio::sync::mpsc::channel`.
 */
export function channel<T>(bound: number): [Sender<T>, Receiver<T>] {
  if (!Number.isInteger(bound) || bound < 1) {
    throw new RangeError(
      `mpsc bounded channel requires buffer > 0: give channel a whole number of at least 1, not ${bound}`,
    );
  }
  const chan = new Chan<T, Bound>(new Bound(bound));
  const closed = new Notify();
  return [new Sender(chan, closed), new Receiver(chan, closed)];
}

/** Makes a channel without a limit. Original: `unbounded_channel`. */
export function unboundedChannel<T>(): [UnboundedSender<T>, Receiver<T>] {
  const chan = new Chan<T, Unbound>(new Unbound());
  const closed = new Notify();
  return [new UnboundedSender(chan, closed), new Receiver(chan, closed)];
}
