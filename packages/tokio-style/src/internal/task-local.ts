/**
 * Values that belong to a future: task-locals.
 *
 * A scoped future enters its scope at each poll and when it is dropped, and
 * leaves it afterwards; so the value belongs to the code that is polled,
 * whoever polls it, and not to what that spawns.
 */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { branchOf, NodeEffect } from "./branches.js";
import { currentLocals, enterLocals, type Locals } from "./locals.js";
import { type Branch, LeafBranch, type Node, type Strand } from "./strand.js";

/** The key has no value here. Original: `tokio::task::AccessError`. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly _tag = "AccessError";
  constructor() {
    super("task-local value not set");
  }
}

class ScopeNode implements Node {
  outcome: Effect.Effect<any, any> | undefined = undefined;
  readonly label = "scope";
  #future: Branch | undefined;
  #before: Locals = undefined;

  constructor(
    readonly owner: Strand,
    readonly key: LocalKey<any>,
    readonly value: unknown,
    future: Effect.Effect<any, any, any>,
  ) {
    this.#future = branchOf(future, this, 0);
  }

  enterScope(): void {
    const { key, value } = this;
    this.#before = enterLocals({ key, value, outer: currentLocals() });
  }

  leaveScope(): void {
    enterLocals(this.#before);
    this.#before = undefined;
  }

  enter(): Strand | undefined {
    this.enterScope();
    const future = this.#future!;
    return future instanceof LeafBranch ? this.child(0, future.poll()) : future;
  }

  child(_index: number, exit: Exit.Exit<any, any> | undefined): undefined {
    this.leaveScope();
    if (exit === undefined) return;
    this.#future = undefined;
    this.outcome = exit;
  }

  branches(): Array<Branch> {
    return this.#future === undefined ? [] : [this.#future];
  }
}

class Scope extends NodeEffect<any, any, any> {
  constructor(
    readonly key: LocalKey<any>,
    readonly value: unknown,
    readonly future: Effect.Effect<any, any, any>,
  ) {
    super();
  }
  open(owner: Strand): Node {
    return new ScopeNode(owner, this.key, this.value, this.future);
  }
}

/**
 * Names a value that a future carries with it. Made by `task.taskLocal`.
 *
 * Original: `tokio::task::LocalKey`.
 */
export class LocalKey<T> {
  /**
   * Sets the value for a future.
   *
   * Behaviour: the value is there whenever the future is polled, and while it
   * is dropped: across its awaits, in its branches, not in tasks that it
   * spawns. An inner scope hides an outer one.
   *
   * Cancellation: dropping it drops the future; it is as cancel safe as that.
   *
   * Original: `LocalKey::scope`.
   */
  scope<A, Err, R>(
    value: T,
    future: Effect.Effect<A, Err, R>,
  ): Effect.Effect<A, Err, R> {
    return new Scope(this, value, future);
  }

  /** Sets the value while a function runs. Original: `sync_scope`. */
  syncScope<A>(value: T, f: () => A): A {
    const before = enterLocals({ key: this, value, outer: currentLocals() });
    try {
      return f();
    } finally {
      enterLocals(before);
    }
  }

  /**
   * Gives the value to a function; returns what that returns.
   *
   * Errors: throws when there is no value here, see {@link tryWith}.
   *
   * Original: `LocalKey::with`.
   */
  with<A>(f: (value: T) => A): A {
    const entry = this.#find();
    if (entry === undefined) {
      throw new Error(
        "cannot access a task-local storage value without setting it first",
      );
    }
    return f(entry.value as T);
  }

  /** Gives the value to a function, if there is one. Original: `try_with`. */
  tryWith<A>(f: (value: T) => A): Exit.Exit<A, AccessError> {
    const entry = this.#find();
    return entry === undefined
      ? E.fail(new AccessError())
      : E.succeed(f(entry.value as T));
  }

  /** Returns the value; throws when there is none here. */
  get(): T {
    return this.with((value) => value);
  }

  #find(): Locals {
    let entry = currentLocals();
    while (entry !== undefined && entry.key !== this) entry = entry.outer;
    return entry;
  }
}
