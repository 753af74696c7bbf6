/** Work of ours on the host: paused time stands still until it has ended. */
import { currentScheduler } from "./scheduler.js";

/** Counts a promise, which settles by itself, as work of the running runtime. */
export function inFlight<A>(work: Promise<A>): Promise<A> {
  const scheduler = currentScheduler();
  if (scheduler !== undefined) {
    scheduler.outsideBegan();
    const ended = (): void => scheduler.outsideEnded();
    work.then(ended, ended);
  }
  return work;
}
