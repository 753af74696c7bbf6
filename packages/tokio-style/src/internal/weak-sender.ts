/** Senders that do not keep their channel open. */
import type { Chan } from "./chan.js";

/** What both kinds of weak senders do. */
abstract class AnyWeakSender<S> {
  /** @internal */
  constructor(
    protected readonly chan: Chan<any>,
    protected readonly strong: () => S,
  ) {}

  /**
   * Returns one more sender, or `undefined` when all have been dropped.
   *
   * Original: `WeakSender::upgrade`.
   */
  upgrade(): S | undefined {
    if (!this.chan.hasSenders) return undefined;
    this.chan.addSender();
    return this.strong();
  }
}

/** A sender that does not keep its channel open. Original: `WeakSender`. */
export class WeakSender<S> extends AnyWeakSender<S> {
  /** Returns one more weak sender. */
  clone(): WeakSender<S> {
    return new WeakSender(this.chan, this.strong);
  }
}

/** The same of an unbounded channel. Original: `WeakUnboundedSender`. */
export class WeakUnboundedSender<S> extends AnyWeakSender<S> {
  /** Returns one more weak sender. */
  clone(): WeakUnboundedSender<S> {
    return new WeakUnboundedSender(this.chan, this.strong);
  }
}
