/** Futures with and without a budget: `unconstrained`, `consumeBudget`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { branchOf, NodeEffect } from "./branches.js";
import { coop, madeProgress, proceed, UNLIMITED } from "./coop.js";
import { Leaf, type Slot } from "./leaf.js";
import { type Branch, LeafBranch, type Node, type Strand } from "./strand.js";

class UnconstrainedNode implements Node {
  outcome: Effect.Effect<any, any> | undefined = undefined;
  readonly label = "unconstrained";
  #future: Branch | undefined;
  #left = UNLIMITED;

  constructor(
    readonly owner: Strand,
    future: Effect.Effect<any, any, any>,
  ) {
    this.#future = branchOf(future, this, 0);
  }

  enter(): Strand | undefined {
    this.#left = coop.left;
    coop.left = UNLIMITED;
    const future = this.#future!;
    return future instanceof LeafBranch ? this.child(0, future.poll()) : future;
  }

  child(_index: number, exit: Exit.Exit<any, any> | undefined): undefined {
    coop.left = this.#left;
    if (exit === undefined) return;
    this.#future = undefined;
    this.outcome = exit;
  }

  branches(): Array<Branch> {
    return this.#future === undefined ? [] : [this.#future];
  }
}

/** A future whose polls take nothing from the budget. */
export class Unconstrained extends NodeEffect<any, any, any> {
  constructor(readonly future: Effect.Effect<any, any, any>) {
    super();
  }
  open(owner: Strand): Node {
    return new UnconstrainedNode(owner, this.future);
  }
}

/** Takes one from the budget, as an operation that is ready does. */
export class ConsumeBudget extends Leaf<void> {
  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    if (!proceed(slot.task)) return undefined;
    madeProgress();
    return E.void;
  }

  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    return this.pollFirst(slot);
  }

  release(): void {}

  waitsFor(): string {
    return "its budget";
  }
}
