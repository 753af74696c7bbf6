/* oxlint-disable no-underscore-dangle -- the names are Effect's */
/** How a fiber awaits a leaf: a strand in place, a plain fiber in a task. */
import { Effect } from "effect";
import { type FiberShape, park } from "./fiber.js";
import { type Leaf, setLeafEvaluator } from "./leaf.js";
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

setLeafEvaluator((leaf, fiber) => {
  if (!(fiber instanceof Strand)) return awaitOutside(leaf, fiber);
  const exit = leaf.pollFirst(fiber);
  if (exit !== undefined) {
    fiber.state = undefined;
    return exit;
  }
  if (fiber._deferredInterrupt) {
    leaf.release(fiber);
    return Effect.interrupt;
  }
  fiber.leaf = leaf;
  return park(fiber);
});
