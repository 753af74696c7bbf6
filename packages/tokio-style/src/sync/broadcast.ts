/** Every receiver sees every message. Original: `tokio::sync::broadcast`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import {
  Cursor,
  type Missing,
  Ring,
  Waiter,
} from "../internal/broadcast-ring.js";
import { Leaf, type Slot } from "../internal/leaf.js";
import { SendError } from "../internal/mpsc-errors.js";

export { SendError } from "../internal/mpsc-errors.js";

function inWords(missing: Missing): string {
  if (missing === "Empty") return "channel empty";
  return missing === "Closed"
    ? "channel closed"
    : `channel lagged by ${missing}`;
}

/** There is no next message. Original: `broadcast::error::RecvError`. */
export class RecvError extends Error {
  override readonly name = "RecvError";
  readonly _tag = "RecvError";
  /** Whether all senders are gone, or messages were lost. */
  readonly kind: "Closed" | "Lagged";
  /** How many messages were lost: those that `Lagged` counts, else 0. */
  readonly missed: number;

  /** @internal */
  constructor(missing: "Closed" | number) {
    super(inWords(missing));
    this.kind = missing === "Closed" ? missing : "Lagged";
    this.missed = missing === "Closed" ? 0 : missing;
  }
}

/**
 * Nothing could be received at once.
 *
 * Original: `broadcast::error::TryRecvError`.
 */
export class TryRecvError extends Error {
  override readonly name = "TryRecvError";
  readonly _tag = "TryRecvError";
  /** Whether more may come, all senders are gone, or messages were lost. */
  readonly kind: "Empty" | "Closed" | "Lagged";
  /** How many messages were lost: those that `Lagged` counts, else 0. */
  readonly missed: number;

  /** @internal */
  constructor(missing: Missing) {
    super(inWords(missing));
    this.kind = typeof missing === "number" ? "Lagged" : missing;
    this.missed = typeof missing === "number" ? missing : 0;
  }
}

/** The sending half; there may be many. Original: `broadcast::Sender`. */
export class Sender<T> {
  readonly #ring: Ring<T>;
  #dropped = false;

  /** @internal */
  constructor(ring: Ring<T>) {
    this.#ring = ring;
  }

  /**
   * Sends a message to all receivers, at once.
   *
   * Behaviour: gives how many receivers there are. A full channel loses its
   * oldest message; the receivers that have not seen it have lagged. Those
   * that wait are woken in the order in which they began to. The message is
   * not cloned: all receivers share it.
   *
   * Errors: fails with {@link SendError} when there is no receiver; that may
   * change, see {@link subscribe}.
   *
   * Original: `Sender::send`.
   */
  send(value: T): Exit.Exit<number, SendError<T>> {
    const ring = this.#use();
    if (ring.receivers === 0) return E.fail(new SendError(value));
    ring.push(value);
    return E.succeed(ring.receivers);
  }

  /** Makes a receiver of what is sent from now on. */
  subscribe(): Receiver<T> {
    return receiverOf(this.#use());
  }

  /** How many receivers there are. */
  receiverCount(): number {
    return this.#ring.receivers;
  }

  /** Returns one more sender. */
  clone(): Sender<T> {
    const ring = this.#use();
    ring.addSender();
    return new Sender(ring);
  }

  /**
   * Gives up this sender; the second time does nothing. The channel closes
   * with the last one.
   */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#ring.removeSender();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #use(): Ring<T> {
    if (this.#dropped) throw new Error("this sender was dropped");
    return this.#ring;
  }
}

class Recv<T> extends Leaf<T, RecvError> {
  constructor(readonly cursor: Cursor<T>) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<T, RecvError> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<T, RecvError> | undefined {
    const cell = this.cursor.advance();
    if (cell === "Empty") {
      this.#queue(slot);
      return undefined;
    }
    this.release(slot);
    return typeof cell === "object"
      ? E.succeed(cell.take())
      : E.fail(new RecvError(cell));
  }
  #queue(slot: Slot): void {
    const waiter = slot.state as Waiter | undefined;
    if (waiter === undefined) slot.state = new Waiter(slot.task);
    else waiter.task = slot.task;
    const { list } = slot.state as Waiter;
    if (list === undefined) this.cursor.ring.waiters.push(slot.state);
  }
  release(slot: Slot): void {
    const waiter = slot.state as Waiter | undefined;
    if (waiter !== undefined) this.cursor.ring.waiters.remove(waiter);
  }
  waitsFor(): string {
    return "a message (broadcast recv)";
  }
}

/** The receiving half; there may be many. Original: `broadcast::Receiver`. */
export class Receiver<T> {
  readonly #cursor: Cursor<T>;
  readonly #recv: Recv<T>;
  #dropped = false;

  /** @internal */
  constructor(ring: Ring<T>) {
    this.#cursor = new Cursor(ring, ring.position);
    this.#recv = new Recv(this.#cursor);
  }

  /**
   * Waits for the next message.
   *
   * Behaviour:
   * - there is one: it, without a suspension, and without taking from the
   *   budget;
   * - messages were lost: fails with `Lagged`; the next call gives the oldest
   *   message that is left;
   * - nothing is left and all senders are gone: fails with `Closed`;
   * - else waits.
   *
   * Cancellation: cancel safe; no message is lost.
   *
   * Errors: {@link RecvError}.
   *
   * Original: `Receiver::recv`.
   */
  recv(): Effect.Effect<T, RecvError> {
    this.#use();
    return this.#recv;
  }

  /** Takes the next message if there is one. Original: `try_recv`. */
  tryRecv(): Exit.Exit<T, TryRecvError> {
    const cell = this.#use().advance();
    return typeof cell === "object"
      ? E.succeed(cell.take())
      : E.fail(new TryRecvError(cell));
  }

  /** Makes a receiver of what is sent from now on; it skips what waits here. */
  resubscribe(): Receiver<T> {
    return receiverOf(this.#use().ring);
  }

  /**
   * How many messages were sent and not yet received. It counts lost ones
   * too, and so may exceed the capacity.
   */
  len(): number {
    return this.#cursor.length;
  }

  /** Returns whether every message was received. */
  isEmpty(): boolean {
    return this.len() === 0;
  }

  /**
   * Gives up this receiver; the second time does nothing. Messages are kept
   * for it until then: drop each receiver, or say `using`.
   */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#cursor.leave();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #use(): Cursor<T> {
    if (this.#dropped) throw new Error("this receiver was dropped");
    return this.#cursor;
  }
}

function receiverOf<T>(ring: Ring<T>): Receiver<T> {
  ring.receivers++;
  return new Receiver(ring);
}

/**
 * Makes a channel whose receivers each see every message.
 *
 * ```ts
 * const [tx, rx] = sync.broadcast.channel<string>(16);
 * ```
 *
 * It holds the last `capacity` messages, rounded up to a power of two.
 *
 * Original: `tokio::sync::broadcast::channel`.
 */
export function channel<T>(capacity: number): [Sender<T>, Receiver<T>] {
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new RangeError(
      `broadcast channel requires a capacity: give channel a whole number of at least 1, not ${capacity}`,
    );
  }
  const ring = new Ring<T>(capacity);
  return [new Sender(ring), new Receiver(ring)];
}
