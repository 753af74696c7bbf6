import { action, withResolvers } from "effection";
import type { Operation, Subscription } from "effection";
import { Waiters } from "./waiters.js";

/** A send that came too late, with what it wanted to send. */
export class ChannelClosed extends Error {
  override readonly name = "ChannelClosed";
  constructor(readonly value: unknown) {
    super("the channel is closed");
  }
}

/** A channel that holds so many items, each of which goes to one receiver. */
export interface BoundedChannel<T> extends Subscription<T, void> {
  /** Sends an item, as soon as there is room for it. */
  send(item: T): Operation<void>;
  /** Sends an item if there is room for it now, and says whether there was. */
  trySend(item: T): boolean;
  /** Says that nothing more will come. */
  close(): void;
  /** Waits for the close. */
  closed(): Operation<void>;
}

interface Sender<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: ChannelClosed) => void;
}

/**
 * Makes a channel that holds `capacity` items.
 *
 * Behaviour: senders are let in and receivers served in the order in which they
 * came. After the close what is in the channel can still be received, then each
 * receiver has the end.
 *
 * Cancellation: what a sender that is halted while it waits wanted to send is
 * not sent; what was handed to a receiver that is halted goes to the next.
 *
 * Errors: `send` throws a `ChannelClosed`, also at those who waited for room.
 */
export function createBoundedChannel<T>(capacity: number): BoundedChannel<T> {
  const items: T[] = [];
  const senders = new Set<Sender<T>>();
  const receivers = new Waiters<IteratorResult<T, void>>();
  const end = withResolvers<void>("the close of a channel");
  let isClosed = false;

  const putBack = (result: IteratorResult<T, void>): void => {
    if (receivers.hand(result) || result.done === true) return;
    items.unshift(result.value);
  };
  const trySend = (item: T): boolean => {
    if (isClosed) return false;
    if (receivers.hand({ done: false, value: item })) return true;
    if (items.length >= capacity) return false;
    items.push(item);
    return true;
  };

  return {
    *send(item) {
      if (isClosed) throw new ChannelClosed(item);
      if (trySend(item)) return;
      yield* action<void>((resolve, reject) => {
        const sender = { item, resolve, reject };
        senders.add(sender);
        return () => void senders.delete(sender);
      }, "a place in a channel");
    },
    trySend,
    *next() {
      const [value] = items;
      if (items.length > 0) {
        items.shift();
        const [sender] = senders;
        if (sender !== undefined) {
          items.push(sender.item);
          sender.resolve();
        }
        return { done: false, value: value as T };
      }
      if (isClosed) return { done: true, value: undefined };
      return yield* receivers.wait(putBack);
    },
    close() {
      isClosed = true;
      for (const { item, reject } of senders) reject(new ChannelClosed(item));
      while (receivers.hand({ done: true, value: undefined }));
      end.resolve();
    },
    closed: () => end.operation,
  };
}
