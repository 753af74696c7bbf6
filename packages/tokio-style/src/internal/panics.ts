/** Panics that nobody awaits: kept until it is sure, then reported once. */
import { nameOf } from "./dump.js";
import type { TaskCore } from "./task.js";

/** A panic in a task that nobody has awaited. */
export interface UnhandledPanic {
  /** The value that was thrown. */
  readonly defect: unknown;
  readonly taskId: number;
  /** The task's number, name and spawn site in words. */
  readonly task: string;
}

/** Writes an unhandled panic to stderr. */
export function reportPanic(panic: UnhandledPanic): void {
  const { defect } = panic;
  const text =
    defect instanceof Error ? (defect.stack ?? String(defect)) : String(defect);
  console.error(`${panic.task} panicked and nobody awaits it: ${text}`);
}

/** The panics of a runtime's tasks that were not awaited so far. */
export class Panics {
  #tasks: Array<TaskCore> = [];

  constructor(readonly hear: (panic: UnhandledPanic) => void) {}

  /** Takes note of a task that has ended. */
  ended(task: TaskCore): void {
    if (task.ended?.kind === "panic") this.#tasks.push(task);
  }

  /** Reports those that nobody has awaited. */
  report(): void {
    const tasks = this.#tasks;
    if (tasks.length === 0) return;
    this.#tasks = [];
    for (const task of tasks) {
      const { ended } = task;
      if (task.observed || ended?.kind !== "panic") continue;
      this.hear({
        defect: ended.defect,
        taskId: task.id,
        task: nameOf(task),
      });
    }
  }
}
