import { waitFor } from "./abort.js";
import type { Abortable } from "./abort.js";
import type { Clock } from "./clock.js";
import { nextTurn, turn } from "./internal/turn.js";

interface Sleeper {
  readonly deadline: number;
  readonly wake: () => void;
}

/**
 * A clock that starts at 0 and jumps to the next deadline when nothing can run.
 *
 * Behaviour: how does it know that nothing can run? A turn of the event loop
 * begins when the queue of microtasks is empty, and nobody pauses: what is left
 * are sleepers. Each turn wakes one of them, as Node calls its timers, so that
 * all that it sets going runs before the next one wakes; those that have the
 * same deadline wake in the order in which they began.
 *
 * It knows sleeps and pauses and nothing else: while a file, a socket or a
 * thread is waited for, time goes on for those who sleep.
 */
export class VirtualClock implements Clock {
  #now = 0;
  /** By deadline, and among equals as they came. */
  #sleepers: Sleeper[] = [];
  #pausing = 0;
  #isWaiting = false;
  #isStopped = false;

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, options?: Abortable): Promise<void> {
    return waitFor<void>((wake) => {
      const deadline = this.#now + Math.max(0, milliseconds);
      const sleeper: Sleeper = { deadline, wake };
      const last = this.#sleepers.findLastIndex(
        (other) => other.deadline <= deadline,
      );
      this.#sleepers.splice(last + 1, 0, sleeper);
      this.#waitForIdleness();
      return () => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
      };
    }, options);
  }

  async pause({ signal }: Abortable = {}): Promise<void> {
    this.#pausing += 1;
    await turn();
    this.#pausing -= 1;
    signal?.throwIfAborted();
  }

  /** Stands still for ever: who sleeps is not woken any more. */
  stop(): void {
    this.#isStopped = true;
    this.#sleepers = [];
  }

  #waitForIdleness(): void {
    if (this.#isWaiting || this.#isStopped) return;
    this.#isWaiting = true;
    nextTurn(() => {
      this.#isWaiting = false;
      if (this.#pausing === 0) this.#wakeNext();
      if (this.#sleepers.length > 0) this.#waitForIdleness();
    });
  }

  #wakeNext(): void {
    const next = this.#sleepers.shift();
    if (next === undefined) return;
    this.#now = next.deadline;
    next.wake();
  }
}
