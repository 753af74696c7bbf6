/** The sending halves of `mpsc`. */
import { Effect, type Exit } from "effect";
import { Exit as E } from "effect";
import { timeout } from "../time.js";
import type { Notified, Notify } from "../sync/notify.js";
import type { Chan, Limit } from "./chan.js";
import { Leaf, type Slot } from "./leaf.js";
import type { Bound, Unbound } from "./limits.js";
import { SendError, SendTimeoutError, TrySendError } from "./mpsc-errors.js";
import { fromOutside } from "./outside.js";
import { OwnedPermit, Permit, Reserve, ReserveOwned } from "./permits.js";
import { WeakSender, WeakUnboundedSender } from "./weak-sender.js";

class Closed extends Leaf<void> {
  #notified: Notified;
  constructor(
    readonly chan: Chan<any>,
    readonly notify: Notify,
  ) {
    super();
    this.#notified = notify.notified();
  }
  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    this.#notified = this.notify.notified();
    if (this.chan.limit.closed) return E.void;
    return this.#notified.pollFirst(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    return this.#notified.pollAgain(slot);
  }
  release(slot: Slot): void {
    this.#notified.release(slot);
  }
  waitsFor(): string {
    return "the receiver to close";
  }
}

abstract class AnySender<T, L extends Limit> {
  readonly #closed: Notify;
  #dropped = false;

  /** @internal */
  constructor(
    protected readonly chan: Chan<T, L>,
    closed: Notify,
  ) {
    this.#closed = closed;
  }

  protected get closedNotify(): Notify {
    return this.#closed;
  }

  /** Returns whether the receiver is closed or dropped. */
  isClosed(): boolean {
    return this.chan.limit.closed;
  }

  /**
   * Waits until the receiver is closed or dropped.
   *
   * Cancellation: cancel safe; what is closed stays closed.
   *
   * Original: `Sender::closed`.
   */
  closed(): Effect.Effect<void> {
    return new Closed(this.chan, this.#closed);
  }

  /** Returns whether another sender is of the same channel. */
  sameChannel(other: AnySender<any, any>): boolean {
    return this.chan === other.chan;
  }

  /**
   * Gives up this sender; the second time does nothing. JavaScript cannot
   * see that nobody uses it any more: drop each sender, or say `using`.
   */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.chan.removeSender();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  protected get isDropped(): boolean {
    return this.#dropped;
  }
}

class Send<T> extends Leaf<void, SendError<T>> {
  constructor(
    readonly chan: Chan<T, Bound>,
    readonly value: T,
  ) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<void, SendError<T>> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<void, SendError<T>> | undefined {
    const result = this.chan.limit.semaphore.poll(slot, 1);
    if (result === undefined) return undefined;
    if (result === "closed") return E.fail(new SendError(this.value));
    this.chan.push(this.value);
    return E.void;
  }
  release(slot: Slot): void {
    this.chan.limit.semaphore.forget(slot, 1);
  }
  waitsFor(): string {
    return "a place in a channel (mpsc send)";
  }
}

/** The sending half of a bounded channel. Original: `mpsc::Sender`. */
export class Sender<T> extends AnySender<T, Bound> {
  /**
   * Sends a message; waits while the channel is full.
   *
   * Behaviour: senders are served in order; a place that becomes free is
   * handed to the one that waits longest.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; what is
   * dropped while it waits was not sent, and the message is still with the
   * caller.
   *
   * Errors: {@link SendError} when the receiver is closed or dropped.
   *
   * Original: `Sender::send`.
   */
  send(value: T): Effect.Effect<void, SendError<T>> {
    return new Send(this.chan, value);
  }

  /** Sends if there is a place at once. Original: `Sender::try_send`. */
  trySend(value: T): Exit.Exit<void, TrySendError<T>> {
    const failure = this.#none();
    if (failure !== undefined) return E.fail(new TrySendError(failure, value));
    this.chan.push(value);
    return E.void;
  }

  /**
   * Sends a message, if there is a place within so many milliseconds.
   *
   * Cancellation: cancel safe, but the place in the queue is lost, and the next
   * call counts its time anew; what is dropped while it waits was not sent, and
   * the message is still with the caller.
   *
   * Errors: {@link SendTimeoutError}, which has the message.
   *
   * Original: `Sender::send_timeout`.
   */
  sendTimeout(
    value: T,
    duration: number,
  ): Effect.Effect<void, SendTimeoutError<T>> {
    // Its time begins when it is awaited.
    return Effect.suspend(() =>
      Effect.matchEffect(timeout(duration, this.reserve()), {
        onSuccess: (permit) => Effect.sync(() => permit.send(value)),
        onFailure: ({ _tag }) => {
          const kind = _tag === "Elapsed" ? "Timeout" : "Closed";
          return Effect.fail(new SendTimeoutError(kind, value));
        },
      }),
    );
  }

  /**
   * Sends a message from code that is on no runtime.
   *
   * Errors: rejects with {@link SendError}; throws on a runtime.
   *
   * Original: `Sender::blocking_send`. It gives a promise because JavaScript
   * cannot block.
   */
  blockingSend(value: T): Promise<void> {
    return fromOutside(this.send(value));
  }

  /**
   * Waits for a place, and holds it.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a place that
   * was handed over goes to the next.
   *
   * Errors: {@link SendError} when the receiver is closed or dropped.
   *
   * Original: `Sender::reserve`.
   */
  reserve(): Effect.Effect<Permit<T>, SendError<undefined>> {
    return new Reserve(this.chan);
  }

  /**
   * Waits for a place, and holds it together with this sender, which the
   * permit gives back.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a place that
   * was handed over goes to the next, and the sender is dropped.
   *
   * Original: `Sender::reserve_owned`.
   */
  reserveOwned(): Effect.Effect<OwnedPermit<T, this>, SendError<undefined>> {
    return new ReserveOwned(this.chan, this);
  }

  /** Holds a place if there is one at once. Original: `try_reserve`. */
  tryReserve(): Exit.Exit<Permit<T>, TrySendError<undefined>> {
    const failure = this.#none();
    return failure === undefined
      ? E.succeed(new Permit(this.chan))
      : E.fail(new TrySendError(failure, undefined));
  }

  /**
   * Holds a place together with this sender, if there is one at once; the
   * error has the sender. Original: `Sender::try_reserve_owned`.
   */
  tryReserveOwned(): Exit.Exit<OwnedPermit<T, this>, TrySendError<this>> {
    const failure = this.#none();
    return failure === undefined
      ? E.succeed(new OwnedPermit(this.chan, this))
      : E.fail(new TrySendError(failure, this));
  }

  /** Takes a place at once, or says why there is none. */
  #none(): "Closed" | "Full" | undefined {
    const result = this.chan.limit.semaphore.tryAcquire(1);
    if (result === "ok") return undefined;
    return result === "closed" ? "Closed" : "Full";
  }

  /** How many messages could be sent at once. */
  capacity(): number {
    return this.chan.limit.semaphore.permits;
  }

  /** How many messages the channel holds at most. */
  maxCapacity(): number {
    return this.chan.limit.bound;
  }

  /** Returns one more sender. */
  clone(): Sender<T> {
    if (this.isDropped) throw new Error("this sender was dropped");
    this.chan.addSender();
    return new Sender(this.chan, this.closedNotify);
  }

  /** Returns a sender that does not keep the channel open. */
  downgrade(): WeakSender<Sender<T>> {
    const { chan, closedNotify } = this;
    return new WeakSender(chan, () => new Sender(chan, closedNotify));
  }
}

/** The sending half of an unbounded channel. Original: `UnboundedSender`. */
export class UnboundedSender<T> extends AnySender<T, Unbound> {
  /** Sends at once; it never waits. Original: `UnboundedSender::send`. */
  send(value: T): Exit.Exit<void, SendError<T>> {
    const { chan } = this;
    if (chan.limit.closed) return E.fail(new SendError(value));
    chan.limit.count++;
    chan.push(value);
    return E.void;
  }

  /** Returns one more sender. */
  clone(): UnboundedSender<T> {
    if (this.isDropped) throw new Error("this sender was dropped");
    this.chan.addSender();
    return new UnboundedSender(this.chan, this.closedNotify);
  }

  /** Returns a sender that does not keep the channel open. */
  downgrade(): WeakUnboundedSender<UnboundedSender<T>> {
    const { chan, closedNotify } = this;
    return new WeakUnboundedSender(
      chan,
      () => new UnboundedSender(chan, closedNotify),
    );
  }
}
