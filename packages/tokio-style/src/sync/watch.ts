/** The last value, for everybody. Original: `tokio::sync::watch`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { SendError } from "../internal/mpsc-errors.js";
import {
  Changed,
  Closed,
  RecvError,
  Seen,
  Shared,
} from "../internal/watch-shared.js";

export { SendError } from "../internal/mpsc-errors.js";
export { RecvError } from "../internal/watch-shared.js";

/**
 * A look at the value. Original: `watch::Ref`.
 *
 * Rust's holds a lock, and who sends meanwhile is held up; this one is the
 * value at the time of the call, and holds up nobody.
 */
export class Ref<T> {
  readonly #changed: boolean;

  /** @internal */
  constructor(
    /** The value. */
    readonly value: T,
    changed: boolean,
  ) {
    this.#changed = changed;
  }

  /** Returns whether the receiver had not seen the value before. */
  hasChanged(): boolean {
    return this.#changed;
  }
}

/** The half that sets the value. Original: `watch::Sender`. */
export class Sender<T> {
  readonly #shared: Shared<T>;
  readonly #closed: Closed;
  #dropped = false;

  /** @internal */
  constructor(shared: Shared<T>) {
    this.#shared = shared;
    this.#closed = new Closed(shared);
  }

  /**
   * Sets the value and wakes the receivers that wait.
   *
   * Errors: fails with {@link SendError} when there is no receiver; the value
   * then stays as it was, see {@link sendReplace}.
   *
   * Original: `Sender::send`.
   */
  send(value: T): Exit.Exit<void, SendError<T>> {
    if (this.isClosed()) return E.fail(new SendError(value));
    this.sendReplace(value);
    return E.void;
  }

  /** Sets the value, whether or not there is a receiver; gives the old one. */
  sendReplace(value: T): T {
    const old = this.#use().cell.value;
    this.sendModify((ref) => (ref.value = value));
    return old;
  }

  /**
   * Changes the value in place: `tx.sendModify((ref) => (ref.value += 1))`.
   *
   * Errors: throws what the function throws; the receivers are then not told.
   *
   * Original: `Sender::send_modify`.
   */
  sendModify(modify: (ref: { value: T }) => unknown): void {
    this.sendIfModified((ref) => {
      modify(ref);
      return true;
    });
  }

  /**
   * Changes the value in place; tells the receivers when the function returns
   * true. Gives what it returns.
   *
   * Original: `Sender::send_if_modified`.
   */
  sendIfModified(modify: (ref: { value: T }) => boolean): boolean {
    const shared = this.#use();
    if (!modify(shared.cell)) return false;
    shared.version++;
    shared.news.all();
    return true;
  }

  /** Looks at the value. */
  borrow(): Ref<T> {
    return new Ref(this.#shared.cell.value, false);
  }

  /** Makes a receiver that has seen the value of now. */
  subscribe(): Receiver<T> {
    const shared = this.#use();
    return receiverOf(shared, shared.version);
  }

  /** Returns whether there is no receiver. */
  isClosed(): boolean {
    return this.#shared.receivers === 0;
  }

  /**
   * Waits until there is no receiver.
   *
   * Behaviour: one that subscribes before the waiter runs makes it wait on.
   *
   * Cancellation: cancel safe.
   *
   * Original: `Sender::closed`.
   */
  closed(): Effect.Effect<void> {
    return this.#closed;
  }

  /** How many receivers there are. */
  receiverCount(): number {
    return this.#shared.receivers;
  }

  /** Closes the channel; the second time does nothing. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#shared.closed = true;
    this.#shared.news.all();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #use(): Shared<T> {
    if (this.#dropped) throw new Error("this sender was dropped");
    return this.#shared;
  }
}

/** The half that sees the value; there may be many. Original: `Receiver`. */
export class Receiver<T> {
  readonly #seen: Seen<T>;
  readonly #changed: Changed;
  #dropped = false;

  /** @internal */
  constructor(shared: Shared<T>, version: number) {
    this.#seen = new Seen(shared, version);
    this.#changed = new Changed(this.#seen);
  }

  /** Looks at the value without marking it as seen. */
  borrow(): Ref<T> {
    const seen = this.#use();
    return new Ref(seen.shared.cell.value, seen.isOld);
  }

  /** Looks at the value and marks it as seen. */
  borrowAndUpdate(): Ref<T> {
    const ref = this.borrow();
    this.#seen.update();
    return ref;
  }

  /** Returns whether there is an unseen value; fails once it is closed. */
  hasChanged(): Exit.Exit<boolean, RecvError> {
    const seen = this.#use();
    return seen.shared.closed ? E.fail(new RecvError()) : E.succeed(seen.isOld);
  }

  /**
   * Waits for a value that this receiver has not seen, and marks it as seen.
   *
   * Behaviour: ready at once when there is one, without taking from the
   * budget; several values that were sent meanwhile are one change. The first
   * value counts as seen.
   *
   * Cancellation: cancel safe; no change is lost.
   *
   * Errors: {@link RecvError} when the sender was dropped and the last value
   * has been seen.
   *
   * Original: `Receiver::changed`.
   */
  changed(): Effect.Effect<void, RecvError> {
    this.#use();
    return this.#changed;
  }

  /** Returns whether both belong to one channel. */
  sameChannel(other: Receiver<T>): boolean {
    return this.#seen.shared === other.#seen.shared;
  }

  /** Returns one more receiver, which has seen what this one has. */
  clone(): Receiver<T> {
    const { shared, version } = this.#use();
    return receiverOf(shared, version);
  }

  /** Gives up this receiver; the second time does nothing. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    const { shared } = this.#seen;
    shared.receivers--;
    if (shared.receivers === 0) shared.unwatched.all();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #use(): Seen<T> {
    if (this.#dropped) throw new Error("this receiver was dropped");
    return this.#seen;
  }
}

function receiverOf<T>(shared: Shared<T>, version: number): Receiver<T> {
  shared.receivers++;
  return new Receiver(shared, version);
}

/**
 * Makes a channel that keeps only the last value.
 *
 * ```ts
 * const [tx, rx] = sync.watch.channel("idle");
 * ```
 *
 * Original: `tokio::sync::watch::channel`.
 */
export function channel<T>(value: T): [Sender<T>, Receiver<T>] {
  const shared = new Shared(value);
  return [new Sender(shared), new Receiver(shared, 0)];
}
