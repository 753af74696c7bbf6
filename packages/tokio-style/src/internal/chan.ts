/** The channel under bounded and unbounded `mpsc`. */
import type { Exit } from "effect";
import { succeed } from "./fiber.js";
import { madeProgress, proceed } from "./coop.js";
import { Deque } from "./deque.js";
import type { Pollable, Slot } from "./leaf.js";

/** What limits a channel: a semaphore, or a mere count of messages. */
export interface Limit {
  readonly closed: boolean;
  /** Nothing is in the channel and nobody has the right to send. */
  readonly idle: boolean;
  /** A message was taken out. */
  taken(): void;
  close(): void;
}

/** Why nothing could be received at once. */
export type Nothing = "Empty" | "Disconnected";

const none = succeed(undefined);

/** A queue with many senders and one receiver. */
export class Chan<T, L extends Limit = Limit> {
  readonly #values = new Deque<T>();
  #receiver: Pollable | undefined = undefined;
  #senders = 1;
  receiverClosed = false;

  constructor(readonly limit: L) {}

  addSender(): void {
    this.#senders++;
  }

  get hasSenders(): boolean {
    return this.#senders > 0;
  }

  removeSender(): void {
    this.#senders--;
    if (this.#senders === 0) this.wakeReceiver();
  }

  wakeReceiver(): void {
    const task = this.#receiver;
    this.#receiver = undefined;
    task?.wake();
  }

  push(value: T): void {
    this.#values.push(value);
    this.wakeReceiver();
  }

  poll(slot: Slot): Exit.Exit<T | undefined> | undefined {
    if (!proceed(slot.task)) return undefined;
    if (this.#values.length > 0) {
      const value = this.#values.shift();
      this.limit.taken();
      madeProgress();
      return succeed(value);
    }
    if (this.#senders === 0 || (this.receiverClosed && this.limit.idle)) {
      madeProgress();
      return none;
    }
    this.#receiver = slot.task;
    return undefined;
  }

  take(): { readonly value: T } | Nothing {
    if (this.#values.length === 0) {
      return this.#senders === 0 ? "Disconnected" : "Empty";
    }
    const value = this.#values.shift();
    this.limit.taken();
    return { value };
  }

  close(): void {
    if (this.receiverClosed) return;
    this.receiverClosed = true;
    this.limit.close();
  }

  /** Drops what is still in the channel: nobody will receive it. */
  clear(): void {
    while (this.#values.length > 0) {
      this.#values.shift();
      this.limit.taken();
    }
  }
}
