/** The right to send one message on a bounded `mpsc` channel. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { succeed } from "./fiber.js";
import type { Chan } from "./chan.js";
import { GUARD } from "./guards.js";
import { Leaf, type Slot } from "./leaf.js";
import type { Bound } from "./limits.js";
import { SendError } from "./mpsc-errors.js";

/** What a permit does with its sender. */
interface Owner {
  drop(): void;
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

/**
 * The right to send one message, which has taken over its sender.
 *
 * Original: `mpsc::OwnedPermit`.
 */
export class OwnedPermit<T, S extends Owner> {
  readonly #permit: Permit<T>;
  #sender: S | undefined;

  /** @internal */
  constructor(chan: Chan<T, Bound>, sender: S) {
    this.#permit = new Permit(chan);
    this.#sender = sender;
  }

  /** Sends a message; uses up the permit, and gives the sender back. */
  send(value: T): S {
    this.#permit.send(value);
    return this.#back();
  }

  /** Gives the place back without a message, and the sender too. */
  release(): S {
    this.#permit.drop();
    return this.#back();
  }

  /** Gives the place back, and drops the sender. */
  drop(): void {
    this.#permit.drop();
    const sender = this.#sender;
    this.#sender = undefined;
    sender?.drop();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  get [GUARD](): true {
    return true;
  }

  #back(): S {
    const sender = this.#sender;
    if (sender === undefined) throw new Error("this permit was used already");
    this.#sender = undefined;
    return sender;
  }
}

/** Waits for a place, and holds it. */
export class Reserve<T> extends Leaf<Permit<T>, SendError<undefined>> {
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

/** Waits for a place with a sender, which goes when the wait does. */
export class ReserveOwned<T, S extends Owner> extends Leaf<
  OwnedPermit<T, S>,
  SendError<undefined>
> {
  constructor(
    readonly chan: Chan<T, Bound>,
    readonly sender: S,
  ) {
    super();
  }
  pollFirst(
    slot: Slot,
  ): Exit.Exit<OwnedPermit<T, S>, SendError<undefined>> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(
    slot: Slot,
  ): Exit.Exit<OwnedPermit<T, S>, SendError<undefined>> | undefined {
    const result = this.chan.limit.semaphore.poll(slot, 1);
    if (result === undefined) return undefined;
    if (result === "ok")
      return succeed(new OwnedPermit(this.chan, this.sender));
    this.sender.drop();
    return E.fail(new SendError(undefined));
  }
  release(slot: Slot): void {
    this.chan.limit.semaphore.forget(slot, 1);
    this.sender.drop();
  }
  override releaseUnpolled(): void {
    this.sender.drop();
  }
  waitsFor(): string {
    return "a place in a channel (mpsc reserve)";
  }
}
