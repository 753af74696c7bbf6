/**
 * What the nodes of a task's tree share: polling their branches.
 *
 * A node polls leaf branches in place and hands strand branches to the driver
 * one by one ({@link drive}); a cursor remembers where the poll stands. A
 * subclass says in which order branches are polled and what a result means.
 */
import type { Effect, Exit } from "effect";
import { Cause, Exit as E } from "effect";
import { having, outside, readyWith, yielding } from "./await.js";
import { coop } from "./coop.js";
import { entered } from "./drive.js";
import { currentFiber, effectBase, park, parked, succeed } from "./fiber.js";
import { dropGuardsOf } from "./guards.js";
import { Leaf } from "./leaf.js";
import {
  type Branch,
  dropAll,
  LeafBranch,
  type Node,
  Strand,
} from "./strand.js";

type AnyExit = Exit.Exit<any, any>;

const Base = effectBase("tokio-style/Node", function (fiber) {
  if (!(fiber instanceof Strand)) {
    return outside(this, fiber) as Effect.Effect<unknown>;
  }
  fiber.node = this.open(fiber);
  return park(fiber);
});

/** An effect that becomes a node of the task that awaits it. */
export abstract class NodeEffect<A, Err, R = never> extends Base<A, Err, R> {
  abstract open(owner: Strand): Node;
}

/** Opens a node and polls it: what `yield* join(…)` does at once. */
function begin(effect: NodeEffect<any, any, any>, owner: Strand): unknown {
  let node: Node;
  try {
    node = effect.open(owner);
  } catch (defect) {
    return E.die(defect);
  }
  owner.node = node;
  const child = node.enter();
  const { outcome } = node;
  if (child === undefined && outcome !== undefined) {
    owner.node = undefined;
    return outcome;
  }
  entered.node = node;
  entered.child = child;
  return parked;
}

let asked = false;

// As a leaf does: see await.ts. Shared code would know neither.
Object.defineProperties(NodeEffect.prototype, {
  [Symbol.iterator]: {
    value(this: NodeEffect<any, any>) {
      asked = true;
      return this;
    },
  },
  next: {
    value(this: NodeEffect<any, any>, value: unknown) {
      if (!asked) return readyWith(value);
      asked = false;
      const fiber = currentFiber();
      if (!(fiber instanceof Strand)) return yielding(this);
      return having(begin(this, fiber));
    },
  },
});

/** Makes a branch of a node: a leaf in place, or a strand. */
export function branchOf(
  future: Effect.Effect<any, any, any>,
  node: Node,
  index: number,
): Branch {
  const { owner } = node;
  if (future instanceof Leaf) return new LeafBranch(future, owner.task);
  const strand = new Strand(
    owner.task,
    owner.context,
    future as Effect.Effect<any, any>,
  );
  strand.up = node;
  strand.index = index;
  return strand;
}

/** Makes an array with a place for each: one that grows takes three times the room. */
function placesFor<T>(futures: ReadonlyArray<unknown>): Array<T> {
  // oxlint-disable-next-line unicorn/no-new-array -- of a length
  return new Array<T>(futures.length);
}

/**
 * A node that polls several branches in one pass.
 *
 * A branch is made when the first pass reaches it: most of a `select` whose
 * first branch is ready is never made.
 */
export abstract class PollAll implements Node {
  outcome: Effect.Effect<any, any> | undefined = undefined;
  abstract readonly label: string;
  /** Those that were made and have not ended. */
  protected readonly made: Array<Branch | undefined>;
  /** Whether the first pass is not over. */
  private first = true;
  /** Branches still to be polled in this pass, and the next one. */
  private left = 0;
  private at = 0;

  constructor(
    readonly owner: Strand,
    readonly futures: ReadonlyArray<Effect.Effect<any, any, any>>,
  ) {
    this.made = placesFor(futures);
  }

  /** Returns the branch at which this pass starts. */
  protected abstract begin(): number;
  /** Takes a branch's result; returns true when the node is finished. */
  protected abstract ready(index: number, exit: AnyExit): boolean;
  /** Called when a pass has polled all; may set the outcome. */
  protected abstract passed(): void;
  /** Returns whether a branch is polled at all. */
  protected isEnabled(_index: number): boolean {
    return true;
  }

  enter(): Strand | undefined {
    this.at = this.begin();
    this.left = this.futures.length;
    return this.advance();
  }

  child(index: number, exit: AnyExit | undefined): Strand | undefined {
    if (exit !== undefined) {
      this.made[index] = undefined;
      if (this.ready(index, exit)) return undefined;
    }
    return this.advance();
  }

  private advance(): Strand | undefined {
    const made = this.made;
    while (this.left > 0) {
      this.left--;
      const index = this.at;
      this.at = index + 1 === made.length ? 0 : index + 1;
      const branch = this.first ? this.newBranch(index) : made[index];
      if (branch === undefined) continue;
      if (this.first) made[index] = branch;
      if (branch instanceof Strand) return branch;
      const exit = branch.poll();
      if (exit === undefined) continue;
      made[index] = undefined;
      if (this.ready(index, exit)) return undefined;
    }
    this.first = false;
    this.passed();
    return undefined;
  }

  protected newBranch(index: number): Branch | undefined {
    if (!this.isEnabled(index)) return undefined;
    return branchOf(this.futures[index]!, this, index);
  }

  /** Whether a branch is still to be made: the first pass has not reached it. */
  protected isAhead(index: number): boolean {
    // As many as are left stand from `at` on.
    const { length } = this.futures;
    return this.first && (index - this.at + length) % length < this.left;
  }

  branches(): Array<Branch> {
    const open: Array<Branch> = [];
    const { length } = this.futures;
    for (let i = 0; i < length; i++) {
      const branch = this.isAhead(i) ? this.newBranch(i) : this.made[i];
      if (branch !== undefined) open.push(branch);
    }
    return open;
  }

  private dropRest(): void {
    const made = this.made;
    for (let i = 0; i < made.length; i++) {
      const branch = made[i];
      if (branch === undefined) {
        if (this.first) this.dropUnmade(i);
        continue;
      }
      made[i] = undefined;
      if (branch instanceof LeafBranch) branch.drop();
      else dropAll([branch]);
    }
  }

  private dropUnmade(index: number): void {
    if (!this.isAhead(index) || !this.isEnabled(index)) return;
    const future = this.futures[index];
    if (future instanceof Leaf) future.releaseUnpolled();
  }

  /** Drops what is left, in order of declaration, then sets the outcome. */
  protected finish(outcome: Effect.Effect<any, any>): true {
    this.dropRest();
    this.outcome = outcome;
    return true;
  }
}

/** A value that a branch has given: all there is to do is to drop it. */
class Given extends Leaf<never> {
  constructor(readonly exit: AnyExit) {
    super();
  }
  pollFirst(): undefined {}
  pollAgain(): undefined {}
  release(): void {}
  override releaseUnpolled(): void {
    dropGuardsOf(this.exit);
  }
  waitsFor(): string {
    return "the other branches";
  }
}

function isTypedFailure(exit: AnyExit): boolean {
  return exit._tag === "Failure" && Cause.hasFails(exit.cause);
}

/** All branches, each poll starting one branch further on. */
export class JoinNode extends PollAll {
  readonly #exits: Array<AnyExit>;
  #waiting: number;
  #skip = 0;

  constructor(
    owner: Strand,
    futures: ReadonlyArray<Effect.Effect<any, any, any>>,
    readonly label: "join" | "tryJoin",
  ) {
    super(owner, futures);
    this.#exits = placesFor(futures);
    this.#waiting = futures.length;
  }

  protected begin(): number {
    const start = this.#skip;
    this.#skip = start + 1 >= this.futures.length ? 0 : start + 1;
    return start;
  }

  protected ready(index: number, exit: AnyExit): boolean {
    this.#exits[index] = exit;
    this.#waiting--;
    if (exit._tag === "Success") return false;
    // A panic unwinds the task; a typed error is a value to `join`.
    if (this.label === "join" && isTypedFailure(exit)) return false;
    return this.finish(exit);
  }

  protected passed(): void {
    if (this.#waiting > 0) return;
    const values: Array<unknown> = placesFor(this.futures);
    for (let i = 0; i < values.length; i++) {
      const exit = this.#exits[i]!;
      if (exit._tag === "Failure") {
        this.#exits.forEach(dropGuardsOf);
        this.outcome = exit;
        return;
      }
      values[i] = exit.value;
    }
    this.outcome = succeed(values);
  }

  /** What has been given is not passed on: it is dropped in its place. */
  protected override finish(outcome: Effect.Effect<any, any>): true {
    const owned = this.owned();
    this.made.fill(undefined);
    dropAll(owned);
    this.outcome = outcome;
    return true;
  }

  owned(): Array<Branch> {
    const { made, owner } = this;
    const owned: Array<Branch> = [];
    for (let i = 0; i < made.length; i++) {
      const exit = this.#exits[i];
      const branch = this.isAhead(i) ? this.newBranch(i) : made[i];
      if (branch !== undefined) owned.push(branch);
      else if (exit !== undefined) {
        owned.push(new LeafBranch(new Given(exit), owner.task));
      }
    }
    return owned;
  }
}

/** A future and the time by which it must be ready. */
export class TimeoutNode implements Node {
  outcome: Effect.Effect<any, any> | undefined = undefined;
  readonly label = "timeout";
  readonly #delay: LeafBranch;
  #future: Branch | undefined;
  #hadBudget = false;

  constructor(
    readonly owner: Strand,
    future: Effect.Effect<any, any, any>,
    delay: Leaf<void>,
    readonly elapsed: () => Effect.Effect<never, unknown>,
  ) {
    this.#delay = new LeafBranch(delay, owner.task);
    this.#future = branchOf(future, this, 0);
  }

  enter(): Strand | undefined {
    this.#hadBudget = coop.left !== 0;
    const future = this.#future!;
    if (future instanceof Strand) return future;
    return this.child(0, future.poll());
  }

  child(_index: number, exit: AnyExit | undefined): undefined {
    if (exit !== undefined) {
      this.#future = undefined;
      this.#delay.drop();
      this.outcome = exit;
      return;
    }
    // If the future itself used up the budget, the deadline is still seen.
    const left = coop.left;
    const free = this.#hadBudget && left === 0;
    if (free) coop.left = -1;
    const due = this.#delay.poll();
    if (free) coop.left = left;
    if (due === undefined) return;
    dropAll([this.#future!]);
    this.#future = undefined;
    this.outcome = this.elapsed();
  }

  branches(): Array<Branch> {
    return this.#future === undefined
      ? [this.#delay]
      : [this.#future, this.#delay];
  }
}
