/** What goes wrong with a channel. */

/** The receiver is gone; the message comes back. Original: `SendError`. */
export class SendError<T> extends Error {
  override readonly name = "SendError";
  readonly _tag = "SendError";
  constructor(
    /** The message that was not sent. */
    readonly value: T,
  ) {
    super("channel closed");
  }
}

/** The message could not be sent at once. Original: `TrySendError`. */
export class TrySendError<T> extends Error {
  override readonly name = "TrySendError";
  readonly _tag = "TrySendError";
  constructor(
    /** Whether the channel is full or closed. */
    readonly kind: "Full" | "Closed",
    /** The message that was not sent. */
    readonly value: T,
  ) {
    super(kind === "Full" ? "no available capacity" : "channel closed");
  }
}

/** The message could not be sent in time. Original: `SendTimeoutError`. */
export class SendTimeoutError<T> extends Error {
  override readonly name = "SendTimeoutError";
  readonly _tag = "SendTimeoutError";
  constructor(
    /** Whether the time was over or the channel closed. */
    readonly kind: "Timeout" | "Closed",
    /** The message that was not sent. */
    readonly value: T,
  ) {
    super(
      kind === "Timeout"
        ? "timed out waiting on send operation"
        : "channel closed",
    );
  }
}

/** Nothing could be received at once. Original: `TryRecvError`. */
export class TryRecvError extends Error {
  override readonly name = "TryRecvError";
  readonly _tag = "TryRecvError";
  constructor(
    /** Whether more may come. */
    readonly kind: "Empty" | "Disconnected",
  ) {
    super(
      kind === "Empty"
        ? "receiving on an empty channel"
        : "receiving on a closed channel",
    );
  }
}
