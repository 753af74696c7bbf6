/** `yieldNow`: back behind the driver. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { Leaf, type Slot } from "./leaf.js";

/** Reports pending once; the task is queued when the driver has run. */
export class YieldNow extends Leaf<void> {
  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    const { runtime } = slot.task;
    if (runtime === undefined) slot.task.wake();
    else runtime.defer(slot.task);
    return undefined;
  }

  pollAgain(): Exit.Exit<void> {
    return E.void;
  }

  release(): void {}

  waitsFor(): string {
    return "its turn after yieldNow";
  }
}
