/** The sending halves of `mpsc`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "./fiber.js";
import type { Notified, Notify } from "../sync/notify.js";
import type { Chan, Limit } from "./chan.js";
import { GUARD } from "./guards.js";
import { Leaf, type Slot } from "./leaf.js";
import type { Bound, Unbound } from "./limits.js";
import { SendError, TrySendError } from "./mpsc-errors.js";

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

/** The right to send one message. Original: `mpsc::Permit`. */
export class Permit<T> {
  #chan: Chan<T, Bound> | undefined;

  /** @internal */
  constructor(chan: Chan<T, Bound>) {
    this.#chan = chan;
  }

  /** Sends a message; uses up the permit. */
  send(value: T): void {
    const chan = this.#chan;
    if (chan === undefined) throw new Error("this permit was used already");
    this.#chan = undefined;
    chan.push(value);
  }

  /** Gives the place back. */
  drop(): void {
    const chan = this.#chan;
    if (chan === undefined) return;
    this.#chan = undefined;
    chan.limit.taken();
    if (chan.limit.closed && chan.limit.idle) chan.wakeReceiver();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  get [GUARD](): true {
    return true;
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

class Reserve<T> extends Leaf<Permit<T>, SendError<undefined>> {
  constructor(readonly chan: Chan<T, Bound>) {
    super();
  }
  pollFirst(
    slot: Slot,
  ): Exit.Exit<Permit<T>, SendError<undefined>> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(
    slot: Slot,
  ): Exit.Exit<Permit<T>, SendError<undefined>> | undefined {
    const result = this.chan.limit.semaphore.poll(slot, 1);
    if (result === undefined) return undefined;
    return result === "closed"
      ? E.fail(new SendError(undefined))
      : succeed(new Permit(this.chan));
  }
  release(slot: Slot): void {
    this.chan.limit.semaphore.forget(slot, 1);
  }
  waitsFor(): string {
    return "a place in a channel (mpsc reserve)";
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
    const result = this.chan.limit.semaphore.tryAcquire(1);
    if (result === "ok") {
      this.chan.push(value);
      return E.void;
    }
    return E.fail(
      new TrySendError(result === "closed" ? "Closed" : "Full", value),
    );
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
}
