/**
 * The task-locals that are set now: a linked list, on which entering a scope
 * puts one entry in front.
 */

/** A value that is set. */
interface Entry {
  readonly key: unknown;
  readonly value: unknown;
  readonly outer: Locals;
}

/** The values that are set now, innermost first. */
export type Locals = Entry | undefined;

let current: Locals;

/** Returns the values that are set now. */
export function currentLocals(): Locals {
  return current;
}

/** Sets the values; returns those that were set before. */
export function enterLocals(locals: Locals): Locals {
  const before = current;
  current = locals;
  return before;
}
