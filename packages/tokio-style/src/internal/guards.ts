/**
 * Guards that nobody will get.
 *
 * A lock that a branch of a `join` has got belongs to the join until that is
 * over; in Rust it is unlocked when the join is dropped. JavaScript sees no
 * drop, so who gives up a result says so here. Only guards of this library
 * are dropped, and those in lists and results that hold them: anything else
 * may be in use elsewhere.
 */
import type { Exit } from "effect";

/** What a guard has: it gives back what it holds, and has one owner. */
export const GUARD = Symbol("tokio-style/guard");

/** What has the value of something that has ended: a guard, it may be. */
export const HOLDS = Symbol("tokio-style/holds");

/** Returns the guards in a value. */
function guardsIn(value: unknown): ReadonlyArray<Disposable> {
  if (typeof value !== "object" || value === null) return [];
  if (GUARD in value) return [value as unknown as Disposable];
  if (Array.isArray(value)) return value.flatMap(guardsIn);
  if (HOLDS in value) return guardsIn(value[HOLDS]);
  if (!("_tag" in value)) return [];
  // Select's, Exit's and Option's; and Result's.
  if ("value" in value) return guardsIn(value.value);
  return "success" in value ? guardsIn(value.success) : [];
}

/** Drops the guards in a value that nobody will get, if there are any. */
export function dropGuards(value: unknown): void {
  for (const guard of guardsIn(value)) guard[Symbol.dispose]();
}

/** As {@link dropGuards}, of what a future has given. */
export function dropGuardsOf(exit: Exit.Exit<unknown, unknown>): void {
  if (exit._tag === "Success") dropGuards(exit.value);
}
