/** How a fiber awaits a leaf: a strand in place, a plain fiber in a task. */
import { Effect, Exit } from "effect";
import { currentFiber, effectBase, type FiberShape, park } from "./fiber.js";
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

/** Says that its strand waits for a leaf that has been polled already. */
class Parked extends effectBase("tokio-style/Parked", (fiber) => park(fiber))<
  never,
  never
> {}
const parked = new Parked();

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

/**
 * What `yield* leaf` runs: polls at once, without a turn of the run loop.
 *
 * A leaf that is ready gives its value and the generator goes on; only one
 * that waits or fails is yielded.
 */
class LeafIterator {
  #leaf: Leaf<any, any> | undefined;

  constructor(leaf: Leaf<any, any>) {
    this.#leaf = leaf;
  }

  next(value: unknown): { done: boolean; value: unknown } {
    const leaf = this.#leaf;
    if (leaf === undefined) {
      ready.value = value;
      return ready;
    }
    this.#leaf = undefined;
    const fiber = currentFiber();
    if (!(fiber instanceof Strand)) {
      waits.value = leaf;
      return waits;
    }
    const result = begin(leaf, fiber);
    if (result._tag === "Success") {
      ready.value = result.value;
      return ready;
    }
    waits.value = result;
    return waits;
  }
}

Object.defineProperty(Leaf.prototype, Symbol.iterator, {
  value(this: Leaf<any, any>) {
    return new LeafIterator(this);
  },
});
