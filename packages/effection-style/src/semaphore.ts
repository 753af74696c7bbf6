import type { Operation } from "effection";
import { Waiters } from "./waiters.js";

/** One of the permits: give it back with `release`, or hold it by `using`. */
export interface Permit extends Disposable {
  release(): void;
}

/** Permits that are lent in the order of asking. One is a mutex. */
export interface Semaphore {
  /** Waits for a permit. */
  acquire(): Operation<Permit>;
  /** A permit, where one is free and nobody waits. */
  tryAcquire(): Permit | undefined;
}

/**
 * Makes a semaphore.
 *
 * Behaviour: a permit that is given back belongs to who has waited longest,
 * even before it runs: it is never free in between. Twice given back is once.
 *
 * Cancellation: who is halted while it waits leaves no gap. A permit outlives
 * the task that asked for it: a race hands it over to who races.
 */
export function createSemaphore(permits: number): Semaphore {
  const waiters = new Waiters<void>();
  let free = permits;
  const giveBack = (): void => {
    if (!waiters.hand()) free += 1;
  };
  const permit = (): Permit => {
    let isHeld = true;
    const release = (): void => {
      if (isHeld) giveBack();
      isHeld = false;
    };
    return { release, [Symbol.dispose]: release };
  };
  const tryAcquire = (): Permit | undefined => {
    if (free === 0) return undefined;
    free -= 1;
    return permit();
  };
  return {
    *acquire() {
      const atOnce = tryAcquire();
      if (atOnce !== undefined) return atOnce;
      yield* waiters.wait(giveBack);
      return permit();
    },
    tryAcquire,
  };
}
