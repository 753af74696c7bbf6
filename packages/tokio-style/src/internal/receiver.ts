/** The receiving half of `mpsc`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import type { Notify } from "../sync/notify.js";
import type { Chan } from "./chan.js";
import { Leaf, type Slot } from "./leaf.js";
import { TryRecvError } from "./mpsc-errors.js";
import { fromOutside } from "./outside.js";

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

  /**
   * Waits for a message in code that is on no runtime.
   *
   * Errors: throws on a runtime.
   *
   * Original: `Receiver::blocking_recv`. It gives a promise because JavaScript
   * cannot block.
   */
  blockingRecv(): Promise<T | undefined> {
    return fromOutside(this.#recv);
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
