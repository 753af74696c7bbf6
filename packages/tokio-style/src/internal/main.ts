/** The future of a `blockOn`. */
import type { Pollable } from "./leaf.js";
import type { Scheduler } from "./scheduler.js";
import type { Strand } from "./strand.js";
import { currentLocals } from "./locals.js";

/** `blockOn`'s future: woken by a flag, never queued. */
export class Main implements Pollable {
  woken = true;
  /** Whether it is being polled now. */
  polled = false;
  /** When it last began to wait, in whole milliseconds. */
  since = 0;
  strand: Strand | undefined = undefined;
  /** The task-locals that were set where it began. */
  readonly locals = currentLocals();
  constructor(
    readonly runtime: Scheduler,
    readonly done: (strand: Strand) => void,
    readonly failed: (error: unknown) => void,
  ) {}

  wake(): void {
    this.woken = true;
    this.runtime.unpark();
  }
}
