/**
 * A leaf: a Rust future at the edge of the tree, as a reusable description.
 *
 * Rust's `poll` is split in two, because a description may be awaited many
 * times: `start` is the first poll, `repoll` each further one, `drop` what
 * happens when the future goes before it is ready. All state of one await
 * lives on the *slot*, so that a leaf without parameters is a singleton and
 * awaiting it allocates nothing.
 *
 * `start` and `repoll` return `undefined` for pending. They must then have
 * kept `slot.task`, and call its `wake` when polling again makes sense.
 */
import type { Effect, Exit } from "effect";
import { effectBase, type FiberShape } from "./fiber.js";
import type { Scheduler } from "./scheduler.js";

/** What a waker wakes: a task, `blockOn`'s future, or a hand-made executor. */
export interface Pollable {
  readonly runtime: Scheduler | undefined;
  wake(): void;
}

/** Where the state of one await lives. */
export interface Slot {
  readonly task: Pollable;
  state: any;
}

type Evaluate = (leaf: Leaf<any, any>, fiber: FiberShape) => unknown;
let evaluateLeaf: Evaluate;

/** Says how a fiber awaits a leaf; the strand does, once. */
export function setLeafEvaluator(evaluate: Evaluate): void {
  evaluateLeaf = evaluate;
}

const Base = effectBase("tokio-style/Leaf", function (fiber) {
  return evaluateLeaf(this, fiber) as Effect.Effect<unknown>;
});

/** A future that is polled directly, without a fiber of its own. */
export abstract class Leaf<A, E = never> extends Base<A, E> {
  /** Polls for the first time. */
  abstract pollFirst(slot: Slot): Exit.Exit<A, E> | undefined;
  /** Polls again. */
  abstract pollAgain(slot: Slot): Exit.Exit<A, E> | undefined;
  /** Lets go of what the await holds. */
  abstract release(slot: Slot): void;
  /** Lets go of what it holds before its first poll, if anything. */
  releaseUnpolled(): void {}
  /** Names what is waited for, for a dump and a deadlock's report. */
  abstract waitsFor(slot: Slot): string;
}
