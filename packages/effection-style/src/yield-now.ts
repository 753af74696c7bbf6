import { action } from "effection";
import type { Operation } from "effection";

/**
 * Lets all others run that can, and goes on behind them.
 *
 * Behaviour: it takes a turn of the host's loop and no time, where `sleep(0)`
 * takes a millisecond on Node.
 *
 * Cancellation: whoever is halted meanwhile does not go on.
 */
export function yieldNow(): Operation<void> {
  return action<void>((resolve) => {
    const immediate = setImmediate(resolve);
    return () => clearImmediate(immediate);
  }, "yieldNow");
}
