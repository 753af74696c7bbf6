/**
 * The budget: 128 operations a poll of a task.
 *
 * An operation that is ready takes one. At zero it wakes its own task and
 * reports pending, so that a task whose channel is never empty still lets
 * others run. Original: `tokio::runtime::coop`.
 */
import type { Pollable } from "./leaf.js";

/** What each poll of a task starts with. */
export const INITIAL = 128;
/** No limit: outside a runtime and inside `unconstrained`. */
export const UNLIMITED = -1;

/** The budget of the poll that runs now. */
export const coop = { left: UNLIMITED };

/** Returns false, and wakes the task, when the budget is used up. */
export function proceed(task: Pollable): boolean {
  if (coop.left !== 0) return true;
  task.wake();
  return false;
}

/** Takes one from the budget: the operation was ready. */
export function madeProgress(): void {
  if (coop.left > 0) coop.left--;
}
