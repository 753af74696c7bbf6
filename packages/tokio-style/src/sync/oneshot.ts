/** One message, once. Original: `tokio::sync::oneshot`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "../internal/fiber.js";
import { madeProgress, proceed } from "../internal/coop.js";
import { Leaf, type Pollable, type Slot } from "../internal/leaf.js";

/** The sender was dropped without a message. Original: `RecvError`. */
export class RecvError extends Error {
  override readonly name = "RecvError";
  readonly _tag = "RecvError";
  constructor() {
    super("channel closed");
  }
}

/** Nothing could be received at once. Original: `oneshot::TryRecvError`. */
export class TryRecvError extends Error {
  override readonly name = "TryRecvError";
  readonly _tag = "TryRecvError";
  constructor(
    /** Whether a message may still come. */
    readonly kind: "Empty" | "Closed",
  ) {
    super(kind === "Empty" ? "channel empty" : "channel closed");
  }
}

class State<T> {
  /** Whether a message stands in `value`. */
  full = false;
  value: T | undefined = undefined;
  complete = false;
  closed = false;
  receiver: Pollable | undefined = undefined;
  sender: Pollable | undefined = undefined;

  finish(): void {
    this.complete = true;
    const task = this.receiver;
    this.receiver = undefined;
    task?.wake();
  }

  put(value: T): void {
    this.full = true;
    this.value = value;
  }

  /** Takes the message out; ask whether there is one before. */
  take(): Exit.Exit<T> {
    const { value } = this;
    this.clear();
    return succeed(value as T);
  }

  clear(): void {
    this.full = false;
    this.value = undefined;
  }
}

class Closed extends Leaf<void> {
  constructor(readonly state: State<any>) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    if (!proceed(slot.task)) return undefined;
    if (this.state.closed) {
      madeProgress();
      return E.void;
    }
    this.state.sender = slot.task;
    return undefined;
  }
  release(): void {}
  waitsFor(): string {
    return "the receiver to close (oneshot)";
  }
}

/** The sending half. Original: `oneshot::Sender`. */
export class Sender<T> {
  readonly #state: State<T>;

  /** @internal */
  constructor(state: State<T>) {
    this.#state = state;
  }

  /**
   * Sends the message at once.
   *
   * Errors: fails with the message itself when the receiver is gone.
   */
  send(value: T): Exit.Exit<void, T> {
    const state = this.#state;
    if (state.complete) throw new Error("this sender was used already");
    if (state.closed) return E.fail(value);
    state.put(value);
    state.finish();
    return E.void;
  }

  /** Returns whether the receiver is closed or dropped. */
  isClosed(): boolean {
    return this.#state.closed;
  }

  /** Waits until the receiver is closed or dropped. Cancel safe. */
  closed(): Effect.Effect<void> {
    return new Closed(this.#state);
  }

  /** Gives up: the receiver fails with {@link RecvError}. */
  drop(): void {
    const state = this.#state;
    // One that was refused does not end the channel: a close still wakes.
    if (!state.complete && !state.closed) state.finish();
  }

  [Symbol.dispose](): void {
    this.drop();
  }
}

/**
 * The receiving half: it is itself a future of the message.
 *
 * Behaviour of `yield* rx`: the message; or fails with {@link RecvError} when
 * the sender was dropped; else waits. Once it has given its message, here or by
 * {@link tryRecv}, or `tryRecv` has told that none will come, awaiting it is a
 * panic.
 *
 * Cancellation: cancel safe; losing a `select` does not close the channel.
 *
 * Original: `oneshot::Receiver`.
 */
export class Receiver<T> extends Leaf<T, RecvError> {
  readonly #state: State<T>;
  #told = false;

  /** @internal */
  constructor(state: State<T>) {
    super();
    this.#state = state;
  }

  /** Takes the message if it is there. */
  tryRecv(): Exit.Exit<T, TryRecvError> {
    const state = this.#state;
    if (!state.full && !state.complete && !state.closed) {
      return E.fail(new TryRecvError("Empty"));
    }
    this.#told = true;
    return state.full ? state.take() : E.fail(new TryRecvError("Closed"));
  }

  /** Refuses the message; one that has been sent can still be taken. */
  close(): void {
    if (this.#told) return;
    const state = this.#state;
    state.closed = true;
    // Each close wakes who waits for it or has done so.
    if (!state.complete) state.sender?.wake();
  }

  /** Closes, and drops a message that was sent. */
  drop(): void {
    this.close();
    this.#state.clear();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  pollFirst(slot: Slot): Exit.Exit<T, RecvError> | undefined {
    return this.pollAgain(slot);
  }

  pollAgain(slot: Slot): Exit.Exit<T, RecvError> | undefined {
    if (this.#told) throw new Error("called after complete");
    if (!proceed(slot.task)) return undefined;
    const state = this.#state;
    if (state.complete || state.closed) {
      madeProgress();
      if (!state.full) return E.fail(new RecvError());
      this.#told = true;
      return state.take();
    }
    state.receiver = slot.task;
    return undefined;
  }

  release(): void {}

  waitsFor(): string {
    return "a message (oneshot)";
  }
}

/** Makes a channel for one message. Original: `oneshot::channel`. */
export function channel<T>(): [Sender<T>, Receiver<T>] {
  const state = new State<T>();
  return [new Sender(state), new Receiver(state)];
}
