/** How a fiber awaits a leaf: a strand in place, a plain fiber in a task. */
import { Effect, Exit } from "effect";
import { currentFiber, type FiberShape, isSuccess, parked } from "./fiber.js";
import { Leaf, setLeafEvaluator } from "./leaf.js";
import { Strand } from "./strand.js";

type Outside = (leaf: Leaf<any, any>, fiber: FiberShape) => unknown;
let awaitOutside: Outside;

/** Says how a plain fiber awaits one of our effects: in a task of its own. */
export function setOutsideEvaluator(evaluate: Outside): void {
  awaitOutside = evaluate;
}

/** Has a plain fiber await one of our effects. */
export function outside(effect: any, fiber: FiberShape): unknown {
  return awaitOutside(effect, fiber);
}

/** Polls a leaf for the first time, on its strand. */
function begin(leaf: Leaf<any, any>, fiber: Strand): any {
  let exit: Exit.Exit<any, any> | undefined;
  try {
    exit = leaf.pollFirst(fiber);
  } catch (defect) {
    exit = Exit.die(defect);
  }
  if (exit !== undefined) {
    fiber.state = undefined;
    return exit;
  }
  if (fiber._deferredInterrupt) {
    leaf.release(fiber);
    return Effect.interrupt;
  }
  fiber.leaf = leaf;
  return parked;
}

setLeafEvaluator((leaf, fiber) =>
  fiber instanceof Strand ? begin(leaf, fiber) : awaitOutside(leaf, fiber),
);

// Read at once by whoever asked for the next value, and so shared.
const ready: { done: true; value: unknown } = { done: true, value: undefined };
const waits: { done: false; value: unknown } = {
  done: false,
  value: undefined,
};
const waitsParked = { done: false, value: parked };

/** What `next` returns for a value that is there. */
export function readyWith(value: unknown): { done: true; value: unknown } {
  // To write a young object into an old one costs more than to make one.
  if (typeof value === "object") return { done: true, value };
  ready.value = value;
  return ready;
}

/** What `next` returns for an effect that the strand must see. */
export function yielding(effect: unknown): { done: false; value: unknown } {
  waits.value = effect;
  return waits;
}

/** What `next` returns for what an effect of ours has become. */
export function having(result: unknown): { done: boolean; value: unknown } {
  if (result === parked) return waitsParked;
  return isSuccess(result) ? readyWith(result.value) : yielding(result);
}

/** Whether the next call of `next` is the one that polls. */
let asked = false;

/**
 * What `yield* leaf` runs: polls at once, without a turn of the run loop.
 *
 * A leaf that is ready gives its value and the generator goes on; only one
 * that waits or fails is yielded.
 *
 * A leaf is its own iterator, which has no state: `yield*` calls `next` as
 * soon as it has asked for the iterator, and from then on `next` gives back
 * what it is given.
 */
Object.defineProperties(Leaf.prototype, {
  [Symbol.iterator]: {
    value(this: Leaf<any, any>) {
      asked = true;
      return this;
    },
  },
  next: {
    value(this: Leaf<any, any>, value: unknown) {
      if (!asked) return readyWith(value);
      asked = false;
      const fiber = currentFiber();
      if (!(fiber instanceof Strand)) return yielding(this);
      return having(begin(this, fiber));
    },
  },
});
