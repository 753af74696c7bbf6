/** A set of tasks that run where the set is polled. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import type { Runtime } from "../runtime.js";
import { branchOf, NodeEffect } from "./branches.js";
import { JoinHandle } from "./join-handle.js";
import { Leaf, type Slot } from "./leaf.js";
import { enterLocal, LocalQueue } from "./local-queue.js";
import { type Branch, LeafBranch, type Node, type Strand } from "./strand.js";

class RunUntilNode implements Node {
  outcome: Effect.Effect<any, any> | undefined = undefined;
  readonly label = "runUntil";
  #future: Branch | undefined;
  #before: LocalQueue | undefined = undefined;

  constructor(
    readonly owner: Strand,
    readonly queue: LocalQueue,
    future: Effect.Effect<any, any, any>,
  ) {
    this.#future = branchOf(future, this, 0);
  }

  enter(): Strand | undefined {
    this.#before = enterLocal(this.queue);
    this.queue.register(this.owner.task);
    const future = this.#future!;
    return future instanceof LeafBranch ? this.child(0, future.poll()) : future;
  }

  child(_index: number, exit: Exit.Exit<any, any> | undefined): undefined {
    if (exit !== undefined) {
      this.#future = undefined;
      this.outcome = exit;
    } else if (this.queue.tick()) this.owner.task.wake();
    enterLocal(this.#before);
    this.#before = undefined;
  }

  branches(): Array<Branch> {
    return this.#future === undefined ? [] : [this.#future];
  }
}

class RunUntil extends NodeEffect<any, any, any> {
  constructor(
    readonly queue: LocalQueue,
    readonly future: Effect.Effect<any, any, any>,
  ) {
    super();
  }
  open(owner: Strand): Node {
    return new RunUntilNode(owner, this.queue, this.future);
  }
}

/** The set is entered until it is dropped. Original: `LocalEnterGuard`. */
export class LocalEnterGuard {
  readonly #before: LocalQueue | undefined;
  #dropped = false;

  /** @internal */
  constructor(queue: LocalQueue) {
    this.#before = enterLocal(queue);
  }

  /** Leaves the set; `using` does the same. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    enterLocal(this.#before);
  }

  [Symbol.dispose](): void {
    this.drop();
  }
}

/** Returns what a LocalSet is made of. */
export let queueIn: (local: LocalSet) => LocalQueue;

/**
 * A set of tasks that run only while the set is polled, inside of the task
 * that does. It is itself a future: of the end of all of them.
 *
 * ```ts
 * using local = new task.LocalSet();
 * yield* local.runUntil(main); // task.spawnLocal(…) in there
 * yield* local; // the tasks that are left
 * ```
 *
 * Tokio has it for tasks that must not change the thread. No task of this
 * package ever does; what is left is the order: each poll of the set polls up
 * to 61 of its tasks that are woken, first come first served, each with a
 * budget of its own. The set takes one turn among the runtime's tasks.
 *
 * Behaviour of `yield* local`:
 * - no task is left: ready;
 * - more than 61 are woken: lets others run, and goes on;
 * - else waits until one of them is woken.
 *
 * Cancellation: cancel safe; the tasks stay as they are until the set is polled
 * again, or dropped.
 *
 * Original: `tokio::task::LocalSet`.
 */
export class LocalSet extends Leaf<void> {
  readonly #queue = new LocalQueue();

  static {
    queueIn = (local) => local.#queue;
  }

  /**
   * Starts a task of the set, from anywhere; it runs when the set is polled.
   *
   * Errors: those of the task go to whoever awaits the handle.
   *
   * Original: `LocalSet::spawn_local`.
   */
  spawnLocal<A, Err>(future: Effect.Effect<A, Err>): JoinHandle<A, Err> {
    const task = this.#queue.spawn(future);
    // From outside: whoever polls the set is woken, even while it is entered.
    this.#queue.wake();
    return new JoinHandle(task);
  }

  /**
   * Runs a future to its end, and the tasks of the set meanwhile.
   *
   * Behaviour: each poll polls the future first, then the tasks that are
   * woken. `task.spawnLocal` in the future and in the tasks finds the set.
   * When the future ends, the tasks stay where they are.
   *
   * Cancellation: dropping it drops the future, and not the tasks; it is as
   * cancel safe as the future.
   *
   * Original: `LocalSet::run_until`.
   */
  runUntil<A, Err, R>(
    future: Effect.Effect<A, Err, R>,
  ): Effect.Effect<A, Err, R> {
    return new RunUntil(this.#queue, future);
  }

  /**
   * Runs a future on a runtime, and the tasks of the set meanwhile: as
   * `rt.blockOn(local.runUntil(future))`.
   *
   * Original: `LocalSet::block_on`.
   */
  blockOn<A, Err>(rt: Runtime, future: Effect.Effect<A, Err>): Promise<A> {
    return rt.blockOn(this.runUntil(future));
  }

  /**
   * Enters the set until the guard is dropped: `task.spawnLocal` finds it. As
   * on one thread of Tokio, it is found by all that runs meanwhile: do not
   * keep the guard across an await.
   *
   * Original: `LocalSet::enter`.
   */
  enter(): LocalEnterGuard {
    return new LocalEnterGuard(this.#queue);
  }

  /**
   * Drops the tasks that are left, oldest first; `using` does the same. None
   * runs again. Their handles give a cancelled `JoinError`, as do those of
   * tasks that are spawned later.
   *
   * Original: the drop of a `LocalSet`.
   */
  drop(): void {
    this.#queue.close();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    return this.pollAgain(slot);
  }

  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    const queue = this.#queue;
    queue.register(slot.task);
    const before = enterLocal(queue);
    const more = queue.tick();
    enterLocal(before);
    if (more) slot.task.wake();
    else if (queue.tasks.isEmpty()) return E.void;
    return undefined;
  }

  release(): void {}

  waitsFor(): string {
    return "the tasks of a LocalSet";
  }
}
