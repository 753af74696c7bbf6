/** Making a task. */
import type { Context, Effect } from "effect";
import { Leaf } from "./leaf.js";
import type { Scheduler } from "./scheduler.js";
import { currentStrand, LeafBranch, Strand } from "./strand.js";
import { Task } from "./task.js";

/** How many frames of the spawning stack are kept for a task's site. */
const FRAMES = 3;

function callSite(): Error | undefined {
  // Capturing is V8's; elsewhere a task has no site.
  if (Error.captureStackTrace === undefined) return undefined;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const site = {} as Error;
  Error.captureStackTrace(site, prepare);
  Error.stackTraceLimit = limit;
  return site;
}

/** Gives a new task its future; notes where it was spawned. */
export function prepare(
  task: Task,
  scheduler: Scheduler,
  future: Effect.Effect<any, any, any>,
  context?: Context.Context<never>,
): void {
  task.root =
    future instanceof Leaf
      ? new LeafBranch(future, task)
      : new Strand(
          task,
          context ?? currentStrand()?.context ?? scheduler.context,
          future as Effect.Effect<any, any>,
        );
  if (scheduler.sites > 0) {
    scheduler.sites--;
    task.site = callSite();
  }
}

/** Makes a task and queues it; nothing of it runs yet. */
export function spawnOn(
  scheduler: Scheduler,
  future: Effect.Effect<any, any, any>,
  context?: Context.Context<never>,
): Task {
  const task = new Task(scheduler);
  prepare(task, scheduler, future, context);
  if (scheduler.closed) {
    task.shutdown();
    return task;
  }
  scheduler.tasks.push(task);
  scheduler.schedule(task);
  return task;
}
