/** Who waits for what: the words of a deadlock's report and of a task dump. */
import type { Main } from "./main.js";
import type { Scheduler } from "./scheduler.js";
import { type Branch, LeafBranch, type Strand } from "./strand.js";
import { Task, type TaskCore } from "./task.js";

/** Nothing can run and nothing can wake anybody: paused time has run out. */
export class Deadlock extends Error {
  override readonly name = "Deadlock";
  readonly _tag = "Deadlock";
  constructor(
    /** One line a waiter: who it is and what it waits for. */
    readonly waiters: ReadonlyArray<string>,
  ) {
    super(
      `deadlock: nothing is left that could wake anybody\n${waiters.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}

/** Returns the place in a program where a task was spawned. */
function siteOf(task: TaskCore): string | undefined {
  // The first frame is spawnOn's, the second that of its public caller.
  const frames = task.site?.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "));
  return frames?.[2]
    ?.replace(/^\s*at (?:async )?(?:.*\()?/, "")
    .replace(/\)$/, "")
    .replace(/^file:\/\//, "");
}

/** Names a task: its name or number, and where it was spawned. */
export function nameOf(task: TaskCore): string {
  const site = siteOf(task);
  const name = task.name === undefined ? "" : ` "${task.name}"`;
  return `task ${task.id}${name}${site === undefined ? "" : ` (spawned at ${site})`}`;
}

function branchWait(branch: Branch, depth = 0): string {
  if (!(branch instanceof LeafBranch)) return waitOf(branch, depth);
  return branch.started ? branch.leaf.waitsFor(branch) : "its turn";
}

/** Says what a strand waits for. */
function waitOf(strand: Strand, depth = 0): string {
  const { leaf, node } = strand;
  if (leaf !== undefined) return leaf.waitsFor(strand);
  if (node === undefined) {
    return strand.foreign !== undefined ? "a foreign effect" : "its turn";
  }
  if (depth > 3) return `${node.label}(…)`;
  const waits = node
    .branches()
    .slice(0, 8)
    .map((branch) => branchWait(branch, depth + 1));
  return `${node.label}(${waits.join(", ")})`;
}

/** Lists all tasks of a scheduler with what each waits for. */
export function dump(scheduler: Scheduler, main?: Main): Array<string> {
  const lines: Array<string> = [];
  if (main?.strand !== undefined) {
    lines.push(`blockOn waits for ${waitOf(main.strand)}`);
  }
  for (const task of scheduler.tasks) {
    const wait =
      task instanceof Task && task.root !== undefined
        ? branchWait(task.root)
        : "a worker thread";
    lines.push(`${nameOf(task)} waits for ${wait}`);
  }
  return lines;
}

/** Makes the error with which `blockOn` rejects. */
export function deadlockReport(scheduler: Scheduler, main: Main): Deadlock {
  return new Deadlock(dump(scheduler, main));
}
