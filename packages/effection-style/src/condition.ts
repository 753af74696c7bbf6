import type { Operation } from "effection";
import { Waiters } from "./waiters.js";

/** A message to those who wait for it just now, and to nobody later. */
export interface Condition {
  /** Waits for a signal or a broadcast. */
  readonly wait: () => Operation<void>;
  /** Wakes who has waited longest; lost where nobody waits. */
  readonly signal: () => void;
  /** Wakes all who wait, the longest waiting first. */
  readonly broadcast: () => void;
}

/**
 * Makes a condition.
 *
 * Behaviour: whoever is woken runs when the waker waits.
 *
 * Cancellation: the signal of a waiter that is halted before it runs passes to
 * the next.
 */
export function createCondition(): Condition {
  const waiters = new Waiters<void>();
  const signal = (): void => void waiters.hand();
  return {
    wait: () => waiters.wait(signal),
    signal,
    broadcast() {
      while (waiters.hand());
    },
  };
}
