/** Awaiting from code that is on no runtime: what blocks a thread in Tokio. */
import type { Effect } from "effect";
import { pin } from "../future.js";
import { Context, Waker } from "./context.js";
import { currentScheduler } from "./scheduler.js";

/**
 * Polls a future, without a runtime, until it is ready. JavaScript cannot
 * block, so it gives a promise.
 *
 * Errors: throws on a runtime; rejects with the future's typed error, or with
 * what its panic threw.
 */
export function fromOutside<A, E>(future: Effect.Effect<A, E>): Promise<A> {
  if (currentScheduler() !== undefined) {
    throw new Error(
      "cannot block from within a runtime: await the method that does not block",
    );
  }
  const pinned = pin(future);
  return new Promise((resolve, reject) => {
    const poll = (): void => {
      try {
        const polled = pinned.poll(cx);
        if (polled._tag === "Ready") resolve(polled.value);
      } catch (error) {
        reject(error);
      }
    };
    // Whoever wakes it may be on a runtime: it is polled when that is left.
    const cx = Context.fromWaker(Waker.from(() => queueMicrotask(poll)));
    poll();
  });
}
