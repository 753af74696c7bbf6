import { waitFor } from "./abort.js";
import type { Abortable } from "./abort.js";

/**
 * A condition: who waits sleeps until somebody else says that there is
 * something to see. What nobody waits for is lost, so look at the state first.
 */
export class Condition {
  readonly #waiters = new Set<() => void>();

  /**
   * Waits for the next signal or broadcast.
   *
   * Cancellation: who gives up leaves the line.
   */
  wait(options?: Abortable): Promise<void> {
    return waitFor<void>((wake) => {
      this.#waiters.add(wake);
      return () => this.#waiters.delete(wake);
    }, options);
  }

  /** Wakes who has waited longest, if anybody waits. */
  signal(): void {
    const [first] = this.#waiters;
    if (first === undefined) return;
    this.#waiters.delete(first);
    first();
  }

  /** Wakes all who wait, who has waited longest first. */
  broadcast(): void {
    const all = [...this.#waiters];
    this.#waiters.clear();
    for (const wake of all) wake();
  }
}
