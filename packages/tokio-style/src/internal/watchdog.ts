/** Tasks that keep the loop to themselves. */
import { nameOf } from "./names.js";
import type { Runnable } from "./task.js";
import { TaskCore } from "./task.js";

/** A poll that took too long: nothing else could run meanwhile. */
export interface BlockedLoop {
  /** The task's number; undefined for `blockOn`'s future or a foreign fiber. */
  readonly taskId: number | undefined;
  /** Who it was, in words. */
  readonly task: string;
  /** How long the poll took, in milliseconds of the wall clock. */
  readonly milliseconds: number;
}

/** Writes a poll that took too long to stderr. */
export function reportBlocked({ task, milliseconds }: BlockedLoop): void {
  console.error(
    `${task} has kept the loop for ${Math.round(milliseconds)} ms without an await that waits`,
  );
}

/** Times polls. */
export class Watchdog {
  constructor(
    readonly limit: number,
    readonly hear: (blocked: BlockedLoop) => void,
  ) {}

  /** Polls; reports when that takes too long. */
  time<A>(who: Runnable | "blockOn", poll: () => A): A {
    const began = performance.now();
    const result = poll();
    const milliseconds = performance.now() - began;
    if (milliseconds > this.limit) {
      const task = who instanceof TaskCore ? who : undefined;
      const other = who === "blockOn" ? who : "a fiber of Effect's";
      this.hear({
        taskId: task?.id,
        task: task === undefined ? other : nameOf(task),
        milliseconds,
      });
    }
    return result;
  }
}
