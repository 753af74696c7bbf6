/** Asking tasks to stop. Original: `tokio_util::sync::CancellationToken`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { GUARD } from "./internal/guards.js";
import { Leaf, type Slot } from "./internal/leaf.js";
import { Notify, type Notified } from "./sync/notify.js";

class TreeNode {
  parent: TreeNode | undefined = undefined;
  children: Array<TreeNode> = [];
  cancelled = false;
  readonly notify = new Notify();

  /**
   * Cancels the tree below and then itself: leaf up, the child that was made
   * last first; a grandchild with children of its own moves up and waits.
   */
  cancel(): void {
    if (this.cancelled) return;
    for (let child = this.children.pop(); child; child = this.children.pop()) {
      child.parent = undefined;
      if (child.cancelled) continue;
      for (let one = child.children.pop(); one; one = child.children.pop()) {
        one.parent = undefined;
        if (one.cancelled) continue;
        if (one.children.length === 0) one.mark();
        else {
          one.parent = this;
          this.children.push(one);
        }
      }
      child.mark();
    }
    this.mark();
  }

  mark(): void {
    this.cancelled = true;
    this.notify.notifyWaiters();
  }
}

class Cancelled extends Leaf<void> {
  constructor(readonly node: TreeNode) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    const notified = this.node.notify.notified();
    if (this.node.cancelled) return E.void;
    const inner = { task: slot.task, state: undefined };
    notified.pollFirst(inner);
    slot.state = { notified, inner };
    return undefined;
  }
  pollAgain(): Exit.Exit<void> | undefined {
    return this.node.cancelled ? E.void : undefined;
  }
  release(slot: Slot): void {
    const state = slot.state as
      | { readonly notified: Notified; readonly inner: Slot }
      | undefined;
    state?.notified.release(state.inner);
  }
  waitsFor(): string {
    return "a cancellation";
  }
}

/** Cancels its token when it is dropped. Original: `DropGuard`. */
export class DropGuard {
  #token: CancellationToken | undefined;

  /** @internal */
  constructor(token: CancellationToken) {
    this.#token = token;
  }

  /** Gives the token back; the guard does nothing any more. */
  disarm(): CancellationToken {
    const token = this.#token;
    if (token === undefined) throw new Error("this guard was used already");
    this.#token = undefined;
    return token;
  }

  /** Cancels the token. */
  drop(): void {
    const token = this.#token;
    this.#token = undefined;
    token?.cancel();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  /** @internal */
  get [GUARD](): true {
    return true;
  }
}

/**
 * A word that says stop, to be looked at or awaited.
 *
 * Original: `tokio_util::sync::CancellationToken`.
 */
export class CancellationToken {
  readonly #node: TreeNode;
  readonly #cancelled: Cancelled;

  constructor();
  /** @internal */
  constructor(node: TreeNode);
  constructor(node: TreeNode = new TreeNode()) {
    this.#node = node;
    this.#cancelled = new Cancelled(node);
  }

  /** Cancels this token and all its children; the second time does nothing. */
  cancel(): void {
    this.#node.cancel();
  }

  /** Returns whether the token has been cancelled. */
  isCancelled(): boolean {
    return this.#node.cancelled;
  }

  /**
   * Waits until the token is cancelled.
   *
   * Cancellation: cancel safe.
   *
   * Original: `CancellationToken::cancelled`.
   */
  cancelled(): Effect.Effect<void> {
    return this.#cancelled;
  }

  /** Makes a token that is cancelled with this one, but not the other way. */
  childToken(): CancellationToken {
    const child = new TreeNode();
    if (this.#node.cancelled) child.cancelled = true;
    else {
      child.parent = this.#node;
      this.#node.children.push(child);
    }
    return new CancellationToken(child);
  }

  /** Returns the same token: cancelling either cancels both. */
  clone(): CancellationToken {
    return new CancellationToken(this.#node);
  }

  /** Makes a guard that cancels the token when it is dropped. */
  dropGuard(): DropGuard {
    return new DropGuard(this);
  }
}
