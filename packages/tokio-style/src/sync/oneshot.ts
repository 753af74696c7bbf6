/** One message, once. Original: `tokio::sync::oneshot`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "../internal/fiber.js";
import { madeProgress, proceed } from "../internal/coop.js";
import { Leaf, type Pollable, type Slot } from "../internal/leaf.js";
import { fromOutside } from "../internal/outside.js";

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

// What the sender does to the state.
let send: <T>(state: State<T>, value: T) => Exit.Exit<void, T>;
let abandon: (state: State<any>) => void;
let isRefused: (state: State<any>) => boolean;
let wakeWhenRefused: (state: State<any>, task: Pollable) => void;

/**
 * What the halves share. It is the receiver, of which there is one: a channel
 * makes no third object.
 */
abstract class State<T> extends Leaf<T, RecvError> {
  /** Whether a message stands in `value`. */
  protected full = false;
  protected value: T | undefined = undefined;
  /** Nothing more will come: it was sent, or the sender was dropped. */
  protected complete = false;
  protected refused = false;
  protected receiver: Pollable | undefined = undefined;
  protected sender: Pollable | undefined = undefined;
  /** Whether the receiver has said all. */
  protected told = false;

  // Written out: one that is implied hands its arguments on as a list.
  // oxlint-disable-next-line no-useless-constructor
  constructor() {
    super();
  }

  static {
    send = (state, value) => {
      if (state.complete) throw new Error("this sender was used already");
      if (state.refused) return E.fail(value);
      state.full = true;
      state.value = value;
      state.finish();
      return E.void;
    };
    abandon = (state) => {
      // One that was refused does not end the channel: a close still wakes.
      if (!state.complete && !state.refused) state.finish();
    };
    isRefused = (state) => state.refused;
    wakeWhenRefused = (state, task) => {
      state.sender = task;
    };
  }

  private finish(): void {
    this.complete = true;
    const task = this.receiver;
    this.receiver = undefined;
    task?.wake();
  }

  /** Takes the message out; ask whether there is one before. */
  protected take(): Exit.Exit<T> {
    const { value } = this;
    this.full = false;
    this.value = undefined;
    return succeed(value as T);
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
    if (isRefused(this.state)) {
      madeProgress();
      return E.void;
    }
    wakeWhenRefused(this.state, slot.task);
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
    return send(this.#state, value);
  }

  /** Returns whether the receiver is closed or dropped. */
  isClosed(): boolean {
    return isRefused(this.#state);
  }

  /**
   * Waits until the receiver is closed or dropped.
   *
   * Cancellation: cancel safe; what is closed stays closed.
   *
   * Original: `Sender::closed`.
   */
  closed(): Effect.Effect<void> {
    return new Closed(this.#state);
  }

  /** Gives up: the receiver fails with {@link RecvError}. */
  drop(): void {
    abandon(this.#state);
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
export class Receiver<T> extends State<T> {
  /**
   * Waits for the message in code that is on no runtime.
   *
   * Errors: rejects with {@link RecvError}; throws on a runtime.
   *
   * Original: `Receiver::blocking_recv`. It gives a promise because JavaScript
   * cannot block.
   */
  blockingRecv(): Promise<T> {
    return fromOutside(this);
  }

  /** Takes the message if it is there. */
  tryRecv(): Exit.Exit<T, TryRecvError> {
    if (!this.full && !this.complete && !this.refused) {
      return E.fail(new TryRecvError("Empty"));
    }
    this.told = true;
    return this.full ? this.take() : E.fail(new TryRecvError("Closed"));
  }

  /** Refuses the message; one that has been sent can still be taken. */
  close(): void {
    if (this.told) return;
    this.refused = true;
    // Each close wakes who waits for it or has done so.
    if (!this.complete) this.sender?.wake();
  }

  /** Closes, and drops a message that was sent. */
  drop(): void {
    this.close();
    this.full = false;
    this.value = undefined;
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  pollFirst(slot: Slot): Exit.Exit<T, RecvError> | undefined {
    return this.pollAgain(slot);
  }

  pollAgain(slot: Slot): Exit.Exit<T, RecvError> | undefined {
    if (this.told) throw new Error("called after complete");
    if (!proceed(slot.task)) return undefined;
    if (this.complete || this.refused) {
      madeProgress();
      if (!this.full) return E.fail(new RecvError());
      this.told = true;
      return this.take();
    }
    this.receiver = slot.task;
    return undefined;
  }

  release(): void {}

  waitsFor(): string {
    return "a message (oneshot)";
  }
}

/** Makes a channel for one message. Original: `oneshot::channel`. */
export function channel<T>(): [Sender<T>, Receiver<T>] {
  const receiver = new Receiver<T>();
  return [new Sender(receiver), receiver];
}
