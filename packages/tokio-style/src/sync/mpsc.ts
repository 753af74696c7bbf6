/** Many senders, one receiver. Original: `tokio::sync::mpsc`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { BatchSemaphore } from "../internal/batch-semaphore.js";
import { Chan, type Limit } from "../internal/chan.js";
import { Leaf, type Slot } from "../internal/leaf.js";
import { Notify, type Notified } from "./notify.js";

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

class Recv<T> extends Leaf<T | undefined> {
  constructor(readonly chan: Chan<T>) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<T | undefined> | undefined {
    return this.chan.poll(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<T | undefined> | undefined {
    return this.chan.poll(slot);
  }
  release(): void {}
  waitsFor(): string {
    return "a message (mpsc recv)";
  }
}

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

/** The receiving half. Original: `Receiver`, `UnboundedReceiver`. */
export class Receiver<T> {
  readonly #chan: Chan<T>;
  readonly #closed: Notify;
  readonly #recv: Recv<T>;

  /** @internal */
  constructor(chan: Chan<T>, closed: Notify) {
    this.#chan = chan;
    this.#closed = closed;
    this.#recv = new Recv(chan);
  }

  /**
   * Waits for a message.
   *
   * Behaviour: the next message, in the order of sending; `undefined` (Rust's
   * `None`) when all senders were dropped, or the receiver was closed, and
   * nothing is left. So a channel of `void` cannot tell a message from the
   * end: send `true` or `null` there.
   *
   * Cancellation: cancel safe; no message is lost.
   *
   * Original: `Receiver::recv`.
   */
  recv(): Effect.Effect<T | undefined> {
    return this.#recv;
  }

  /** Takes a message if there is one. Original: `Receiver::try_recv`. */
  tryRecv(): Exit.Exit<T, TryRecvError> {
    const result = this.#chan.take();
    return typeof result === "string"
      ? E.fail(new TryRecvError(result))
      : E.succeed(result.value);
  }

  /** Refuses new messages; what is in the channel can still be received. */
  close(): void {
    if (this.#chan.receiverClosed) return;
    this.#chan.close();
    this.#closed.notifyWaiters();
  }

  /** Closes the channel and drops what is in it. Original: the drop. */
  drop(): void {
    this.close();
    this.#chan.clear();
  }

  [Symbol.dispose](): void {
    this.drop();
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

  /** Waits until the receiver is closed or dropped. Cancel safe. */
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

class Bound implements Limit {
  readonly semaphore: BatchSemaphore;
  constructor(readonly bound: number) {
    this.semaphore = new BatchSemaphore(bound);
  }
  get closed(): boolean {
    return this.semaphore.closed;
  }
  get idle(): boolean {
    return this.semaphore.permits === this.bound;
  }
  taken(): void {
    this.semaphore.release(1);
  }
  close(): void {
    this.semaphore.close();
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
      : E.succeed(new Permit(this.chan));
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
   * Cancellation: dropped while it waits, the message is lost with it; use
   * {@link reserve} to keep it.
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

  /** Waits for a place, and holds it. Cancel safe. Original: `reserve`. */
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

class Unbound implements Limit {
  closed = false;
  count = 0;
  get idle(): boolean {
    return this.count === 0;
  }
  taken(): void {
    this.count--;
  }
  close(): void {
    this.closed = true;
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
