/**
 * Time, behind an interface, so that a test need not wait for it.
 *
 * `sleep`, `pause` and `now` ask the clock that is in use, which is the wall
 * clock until somebody uses another.
 */
import { waitFor } from "./abort.js";
import type { Abortable } from "./abort.js";
import { turn } from "./internal/turn.js";

/** What tells the time and lets it pass. */
export interface Clock {
  /** Milliseconds, from any fixed point. */
  now(): number;
  /** As {@link sleep}. */
  sleep(milliseconds: number, options?: Abortable): Promise<void>;
  /** As {@link pause}. */
  pause(options?: Abortable): Promise<void>;
}

/** The clock on the wall, by the host's timers. */
export const wallClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, options) =>
    waitFor<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, milliseconds));
      return () => clearTimeout(timer);
    }, options),
  async pause({ signal } = {}) {
    await turn();
    signal?.throwIfAborted();
  },
};

let current: Clock = wallClock;

/** Uses this clock from now on; gives the one that was used before. */
export function useClock(clock: Clock): Clock {
  const before = current;
  current = clock;
  return before;
}

/** Tells the time in milliseconds, from any fixed point. */
export const now = (): number => current.now();

/**
 * Resolves after so many milliseconds, counted from the call; what is below 0
 * counts as 0.
 *
 * Cancellation: an abort ends the sleep, and its timer is cleared.
 *
 * Errors: rejects with the signal's reason.
 */
export const sleep = (
  milliseconds: number,
  options?: Abortable,
): Promise<void> => current.sleep(milliseconds, options);

/**
 * Lets all others that are ready run first: it resolves in the next turn of the
 * event loop. An `await` of a value that is there does not: it only lets other
 * microtasks run, and neither a timer nor I/O.
 *
 * Errors: rejects with the signal's reason, in that turn.
 */
export const pause = (options?: Abortable): Promise<void> =>
  current.pause(options);
