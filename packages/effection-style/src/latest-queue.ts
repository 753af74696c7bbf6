import type { Queue } from "effection";
import { createCondition } from "./condition.js";

/**
 * Makes a queue that holds the latest item alone: each replaces the one before.
 * As `SignalQueueFactory` it turns a signal into a value that is watched.
 *
 * Behaviour: after the close the latest item can still be taken, then the end.
 */
export function createLatestQueue<T, TClose>(): Queue<T, TClose> {
  const changed = createCondition();
  let latest: { readonly item: T } | undefined;
  let end: { readonly value: TClose } | undefined;
  return {
    add(item) {
      latest = { item };
      changed.signal();
    },
    close(value) {
      end = { value };
      changed.broadcast();
    },
    *next() {
      for (;;) {
        if (latest !== undefined) {
          const { item } = latest;
          latest = undefined;
          return { done: false, value: item };
        }
        if (end !== undefined) return { done: true, value: end.value };
        yield* changed.wait();
      }
    },
  };
}
