/**
 * Waiting for a socket, the way Tokio does it: what wakes a task carries no
 * value. The task looks again when it runs, and takes what is there in that
 * same step. So a task that is dropped between its wake and its turn has taken
 * nothing, and whatever it was woken for is there for the next one: this is
 * all that "cancel safe" needs.
 */
import * as Effect from "effect/Effect";

/** Those who wait for one direction of one socket. */
export class Waiters {
  readonly #wakers = new Set<() => void>();
  readonly #hold: () => void;
  readonly #release: () => void;

  /**
   * `hold` and `release` bracket each wait: the process must stay alive while
   * somebody waits, and may end when nobody does.
   */
  constructor(hold: () => void, release: () => void) {
    this.#hold = hold;
    this.#release = release;
  }

  /** Ends at the next {@link wakeAll}; a drop takes the waiter off the list. */
  readonly wait: Effect.Effect<void> = Effect.callback<void>((resume) => {
    const wake = () => resume(Effect.void);
    this.#wakers.add(wake);
    this.#hold();
    return Effect.sync(() => {
      if (this.#wakers.delete(wake)) this.#release();
    });
  });

  /** Wakes whoever waits now, longest first; each looks for itself. */
  wakeAll(): void {
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const wake of wakers) {
      this.#release();
      wake();
    }
  }
}

/** Tries again at each wake, until `attempt` gives an answer. */
export function until<A, E>(
  waiters: Waiters,
  attempt: () => Effect.Effect<A, E> | undefined,
): Effect.Effect<A, E> {
  const again: Effect.Effect<A, E> = Effect.suspend(
    () => attempt() ?? Effect.flatMap(waiters.wait, () => again),
  );
  return again;
}
