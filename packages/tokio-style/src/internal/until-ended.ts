/** Waiting for the end of a task without a claim on its result. */
import { type Exit, Exit as E } from "effect";
import { whenEnded } from "./join-handle.js";
import { Leaf, type Slot } from "./leaf.js";
import { nameOf } from "./names.js";
import type { TaskCore } from "./task.js";

/** Is ready when a task has ended; who awaits its handle is somebody else. */
export class UntilEnded extends Leaf<void> {
  constructor(readonly awaited: TaskCore) {
    super();
  }

  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    if (this.awaited.isComplete) return E.void;
    const { task } = slot;
    whenEnded(this.awaited, () => task.wake());
    return undefined;
  }

  pollAgain(): Exit.Exit<void> | undefined {
    return this.awaited.isComplete ? E.void : undefined;
  }

  release(): void {}

  waitsFor(): string {
    return `the end of ${nameOf(this.awaited)}`;
  }
}
