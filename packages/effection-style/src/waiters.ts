import { action } from "effection";
import type { Operation } from "effection";

/** Those who wait to be handed a value, in the order in which they came. */
export class Waiters<A> {
  readonly #queue = new Set<(value: A) => void>();

  /**
   * Waits for a value.
   *
   * Cancellation: who is halted while it waits leaves no gap. Who is halted
   * between the handing over and its own next step gives the value to `lost`.
   */
  *wait(lost: (value: A) => void): Operation<A> {
    let inHand = undefined as { readonly value: A } | undefined;
    try {
      const value = yield* action<A>((resolve) => {
        const take = (handed: A): void => {
          inHand = { value: handed };
          resolve(handed);
        };
        this.#queue.add(take);
        return () => void this.#queue.delete(take);
      });
      inHand = undefined;
      return value;
    } finally {
      if (inHand !== undefined) lost(inHand.value);
    }
  }

  /** Hands a value to who has waited longest, if anybody waits. */
  hand(value: A): boolean {
    const [take] = this.#queue;
    if (take === undefined) return false;
    this.#queue.delete(take);
    take(value);
    return true;
  }
}
