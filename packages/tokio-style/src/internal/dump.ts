/** Who waits for what: the words of a deadlock's report and of a task dump. */
import { Cause } from "effect";
import type { Main } from "./main.js";
import { nameOf, siteOf } from "./names.js";
import type { Scheduler } from "./scheduler.js";
import { type Branch, LeafBranch, type Strand } from "./strand.js";
import { Task, type TaskCore } from "./task.js";
import type { Unclaimed } from "./unclaimed.js";

/**
 * What a task is about:
 * - `running`: it is being polled now;
 * - `queued`: it was woken, and waits for its turn;
 * - `waiting`: it waits to be woken;
 * - `failed`, `panicked`: it has ended so, and nobody has awaited it yet.
 */
export type TaskState =
  | "running"
  | "queued"
  | "waiting"
  | "failed"
  | "panicked";

/** One task in a dump; as text, one line. */
export class TaskDump {
  /** @internal */
  constructor(
    /** Its number; undefined for the future of `blockOn`. */
    readonly id: number | undefined,
    /** The name that `spawn` was given. */
    readonly name: string | undefined,
    /** File, line and column of the `spawn`, while places are kept. */
    readonly spawnedAt: string | undefined,
    readonly state: TaskState,
    /**
     * Since when it is in that state, in milliseconds of the runtime's clock,
     * as exact as the loop's last look at the clock.
     */
    readonly since: number,
    /** What it waits for, or what it has ended with. */
    readonly detail: string,
    /** It in words: number, name and place. */
    readonly title: string,
  ) {}

  /** It and what it waits for, in words. */
  get line(): string {
    const { title, detail, state } = this;
    if (state === "running") return `${title} is running`;
    return state === "failed" || state === "panicked"
      ? `${title} ${state} and was not awaited: ${detail}`
      : `${title} waits for ${detail}`;
  }

  toString(): string {
    return `${this.line}, since ${this.since}ms`;
  }
}

/** Nothing can run and nothing can wake anybody: paused time has run out. */
export class Deadlock extends Error {
  override readonly name = "Deadlock";
  readonly _tag = "Deadlock";
  /** One line a waiter: who it is and what it waits for. */
  readonly waiters: ReadonlyArray<string>;
  /** The waiters as data, and tasks that have ended badly before. */
  readonly tasks: ReadonlyArray<TaskDump>;
  constructor(
    waiting: ReadonlyArray<TaskDump>,
    ended: ReadonlyArray<TaskDump>,
  ) {
    const tasks = [...waiting, ...ended];
    super(
      `deadlock: nothing is left that could wake anybody\n${tasks.map(({ line }) => `  ${line}`).join("\n")}`,
    );
    this.waiters = waiting.map(({ line }) => line);
    this.tasks = tasks;
  }
}

const TURN = "its turn";

function branchWait(branch: Branch, depth = 0): string {
  if (!(branch instanceof LeafBranch)) return waitOf(branch, depth);
  return branch.started ? branch.leaf.waitsFor(branch) : TURN;
}

/** Says what a strand waits for. */
function waitOf(strand: Strand, depth = 0): string {
  const { leaf, node } = strand;
  if (leaf !== undefined) return leaf.waitsFor(strand);
  if (node === undefined) {
    return strand.foreign !== undefined ? "a foreign effect" : TURN;
  }
  if (depth > 3) return `${node.label}(…)`;
  const waits = node
    .branches()
    .slice(0, 8)
    .map((branch) => branchWait(branch, depth + 1));
  return `${node.label}(${waits.join(", ")})`;
}

function taskDump(task: TaskCore): TaskDump {
  const detail =
    task instanceof Task && task.root !== undefined
      ? branchWait(task.root)
      : "a worker thread";
  return new TaskDump(
    task.id,
    task.name,
    siteOf(task),
    task.state,
    task.since,
    detail,
    nameOf(task),
  );
}

function mainDump(main: Main, strand: Strand): TaskDump {
  const state = main.polled ? "running" : main.woken ? "queued" : "waiting";
  return new TaskDump(
    undefined,
    undefined,
    undefined,
    state,
    main.since,
    waitOf(strand),
    "blockOn",
  );
}

function endDump({ who, kind, at, value }: Unclaimed): TaskDump {
  const detail =
    value instanceof Error
      ? String(value)
      : Cause.pretty(Cause.fail(value)).split("\n")[0]!;
  return new TaskDump(
    who.id,
    who.name,
    siteOf(who),
    kind,
    Math.floor(at),
    detail,
    nameOf(who),
  );
}

/** Lists all tasks of a scheduler with what each waits for. */
export function dump(scheduler: Scheduler): Array<TaskDump> {
  const { main } = scheduler;
  const tasks: Array<TaskDump> = [];
  if (main?.strand !== undefined) tasks.push(mainDump(main, main.strand));
  for (const task of scheduler.tasks) tasks.push(taskDump(task));
  for (const set of scheduler.locals) {
    for (const task of set) {
      if (task.runtime === scheduler) tasks.push(taskDump(task));
    }
  }
  return tasks;
}

/** Lists the ends of tasks that nobody has awaited. */
export function endsOf(scheduler: Scheduler): Array<TaskDump> {
  return scheduler.ends.open.map(endDump);
}
