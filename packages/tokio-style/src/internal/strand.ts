/**
 * Strands: how a task runs Effect code with Tokio's scheduling.
 *
 * Reading guide. Read 1 to 4; 5 and 6 can be skipped until they are needed.
 *
 * 1. *A task is a tree.* Its root is a strand. A strand is one sequential
 *    piece of Effect code: a fiber whose run loop we call ourselves. A strand
 *    waits for one thing: a leaf (a future without code of its own), a node
 *    (`join`, `select`, `timeout`: see branches.ts) whose branches are leaves
 *    or strands again, or something foreign (`Effect.promise`, a Deferred).
 * 2. *Polling.* `drive` (drive.ts) is one loop that walks the tree down and up by
 *    parent pointers; depth costs no stack. It is the model: whatever else
 *    polls (tasks, `blockOn`, futures polled by hand) calls it.
 * 3. *The choke point.* Whatever resumes a fiber from outside calls its
 *    `evaluate`. A strand's own `evaluate` runs nothing: it keeps the effect
 *    and wakes the task. So foreign Effect code runs at the task's turn.
 * 4. *A drop is synchronous.* {@link dropAll} releases what is waited for,
 *    inside out, then unwinds the strand: finalisers run now, in this call.
 * 5. A finaliser that itself has to wait cannot be waited for by a drop: the
 *    rest of the unwinding becomes a task of its own ({@link Strand.unwind}).
 * 6. A leaf met by a plain fiber (below `Effect.forkChild`) is awaited by a
 *    task of its own (await.ts).
 */
import type { Context } from "effect";
import { Cause, Effect, Exit, Fiber } from "effect";
import {
  currentFiber,
  enterFiber,
  isSuccess,
  PARKED,
  parked,
  SlimFiber,
  succeed,
} from "./fiber.js";
import { GenEffect, GenFrame } from "./gen.js";
import { Leaf, type Pollable, type Slot } from "./leaf.js";
import type { Scheduler } from "./scheduler.js";

/** A `join`, `select` or `timeout` that a strand waits for. */
export interface Node {
  readonly owner: Strand;
  /** What the owner goes on with; undefined while pending. */
  outcome: Effect.Effect<any, any> | undefined;
  /** Begins a poll; returns the first strand to poll, if any. */
  enter(): Strand | undefined;
  /** Takes a strand's result (undefined: pending); returns the next one. */
  child(
    index: number,
    exit: Exit.Exit<any, any> | undefined,
  ): Strand | undefined;
  /** The unfinished branches, in the order in which they are dropped. */
  branches(): Array<Branch>;
  /** What is dropped with it, if that is more than its branches. */
  owned?(): Array<Branch>;
  readonly label: string;
  /** Called before and after its branches are dropped. */
  enterScope?(): void;
  leaveScope?(): void;
}

const NOT_STARTED = Symbol("not started");

/** A leaf as a branch of a node, or as a whole task. */
export class LeafBranch implements Slot {
  state: any = NOT_STARTED;
  constructor(
    readonly leaf: Leaf<any, any>,
    readonly task: Pollable,
  ) {}

  get started(): boolean {
    return this.state !== NOT_STARTED;
  }

  poll(): Exit.Exit<any, any> | undefined {
    try {
      if (this.started) return this.leaf.pollAgain(this);
      this.state = undefined;
      return this.leaf.pollFirst(this);
    } catch (defect) {
      return Exit.die(defect);
    }
  }

  drop(): void {
    if (this.started) this.leaf.release(this);
    else this.leaf.releaseUnpolled();
  }
}

/** A branch of a node: a leaf polled in place, or a strand. */
export type Branch = LeafBranch | Strand;

const interrupt = Cause.interrupt();
const interrupted = Exit.failCause(interrupt);

/** One sequential piece of Effect code inside a task. */
export class Strand extends SlimFiber implements Slot {
  state: any = undefined;
  leaf: Leaf<any, any> | undefined = undefined;
  node: Node | undefined = undefined;
  /** It waits for something that is not ours; and who counts that. */
  foreign: { readonly countedBy: Scheduler | undefined } | undefined =
    undefined;
  up: Node | undefined = undefined;
  index = 0;
  /** What to run when polled next: the program itself, or a foreign result. */
  pending: Effect.Effect<any, any> | undefined;
  started = false;

  constructor(
    public task: Pollable,
    context: Context.Context<never>,
    program: Effect.Effect<any, any>,
  ) {
    super(context);
    this.pending = program;
  }

  /** The choke point: keeps what to go on with, and wakes the task. */
  override evaluate(effect: Effect.Effect<any, any>): void {
    if (this._exit !== undefined) return;
    this.release();
    this.pending = effect;
    this.task.wake();
  }

  /** Lets go of what the strand waits for, without unwinding it. */
  release(): void {
    if (this.leaf !== undefined) {
      const leaf = this.leaf;
      this.leaf = undefined;
      leaf.release(this);
      this.state = undefined;
    } else if (this.node !== undefined) {
      const node = this.node;
      this.node = undefined;
      node.enterScope?.();
      dropAll(node.owned?.() ?? node.branches());
      node.leaveScope?.();
    } else if (this.foreign !== undefined) this.endForeign();
  }

  private endForeign(): void {
    this.foreign?.countedBy?.foreignEnded();
    this.foreign = undefined;
    const forget = this._yielded;
    this._yielded = undefined;
    if (typeof forget === "function") forget();
  }

  /** Runs until the strand waits (undefined) or ends. */
  run(effect: Effect.Effect<any, any>): Exit.Exit<any, any> | undefined {
    this.started = true;
    let out = this.step(effect);
    if (
      out !== PARKED &&
      this._children !== undefined &&
      this._children.size > 0
    ) {
      const exit = out;
      const children = this._children;
      out = this.runLoop(Effect.andThen(Fiber.interruptAll(children), exit));
    }
    if (out === PARKED) {
      if (this.leaf === undefined && this.node === undefined) {
        const countedBy = this.task.runtime;
        this.foreign = { countedBy };
        countedBy?.foreignBegan();
      }
      return undefined;
    }
    this.end(out);
    return out;
  }

  /** Runs frames of ours directly, everything else in Effect's run loop. */
  private step(
    effect: Effect.Effect<any, any>,
  ): Exit.Exit<any, any> | typeof PARKED {
    const stack = this._stack;
    let frame = top(stack);
    let value: unknown = undefined;
    if (this._interruptedCause !== undefined || this._deferredInterrupt) {
      return this.runLoop(effect);
    }
    if (isSuccess(effect)) {
      if (!(frame instanceof GenFrame)) return this.runLoop(effect);
      value = effect.value;
    } else if (effect instanceof GenEffect) {
      frame = effect.open();
      // An array that is made with an element has room for no more than that.
      if (stack.length === 0) this._stack = [frame];
      else stack.push(frame);
    } else return this.runLoop(effect);
    const before = enterFiber(this);
    this._running = true;
    const next = this.advance(frame as GenFrame, value);
    this._running = false;
    enterFiber(before);
    if (next === parked) {
      if (!this._deferredInterrupt) return PARKED;
      this.release();
    } else if (isSuccess(next)) {
      // Values go straight on, but for a frame that is not ours.
      if (this._stack.length === 0) return next as Exit.Exit<any, any>;
    }
    return this.runLoop(next);
  }

  /** Resumes generators until one yields what only the run loop can do. */
  private advance(first: GenFrame, given: unknown): Effect.Effect<any, any> {
    const stack = this._stack;
    let frame = first;
    let value = given;
    try {
      for (;;) {
        const result = frame.body.next(value);
        if (result.done === true) {
          stack.pop();
          if (frame.closing !== undefined) return frame.ended(undefined);
          value = result.value;
          const outer = top(stack);
          if (!(outer instanceof GenFrame)) return succeed(value);
          frame = outer;
          continue;
        }
        const next = result.value as Effect.Effect<any, any>;
        if (next === parked || this._deferredInterrupt) return next;
        if (next instanceof GenEffect) {
          frame = next.open();
          stack.push(frame);
          value = undefined;
        } else if (isSuccess(next)) value = next.value;
        else return next;
      }
    } catch (defect) {
      // A generator that has thrown has ended.
      if (stack[stack.length - 1] === frame) stack.pop();
      return Exit.die(defect);
    }
  }

  private end(exit: Exit.Exit<any, any>): void {
    this._exit = exit;
    const observers = this._observers;
    if (observers !== undefined) {
      this._observers = undefined;
      for (const observer of observers) observer(exit);
    }
    if (this._stack.length > 0) this._stack.length = 0;
    this._children = undefined;
  }

  /** Unwinds after what it waited for has been released. */
  unwind(): void {
    if (this._exit !== undefined) return;
    if (!this.started) {
      if (this.pending instanceof Leaf) this.pending.releaseUnpolled();
      return this.end(interrupted);
    }
    this.pending = undefined;
    if (this._children === undefined && this._stack.every(isGenFrame)) {
      return this.end(closeFrames(this._stack as Array<GenFrame>));
    }
    const runtime = this.task.runtime;
    // The task is going: if a finaliser waits, it waits as one of its own.
    this.task = runtime === undefined ? this.task : runtime.detached(this);
    this.up = undefined;
    this._interruptedCause = interrupt;
    this.interruptible = true;
    if (this.run(Effect.failCause(interrupt)) === undefined) this.task.wake();
  }
}

/** The last one; a place before the first is looked for in every prototype. */
function top<T>(stack: ReadonlyArray<T>): T | undefined {
  return stack.length === 0 ? undefined : stack[stack.length - 1];
}

function isGenFrame(frame: unknown): boolean {
  return frame instanceof GenFrame;
}

function closeFrames(frames: Array<GenFrame>): Exit.Exit<never> {
  let exit: Exit.Exit<never> = interrupted;
  for (let i = frames.length - 1; i >= 0; i--) {
    try {
      frames[i]!.close();
    } catch (defect) {
      exit = Exit.die(defect);
    }
  }
  return exit;
}

/** What is done once the branches inside are dropped. */
interface Later {
  readonly unwind?: Strand;
  readonly leave?: Node;
}

/**
 * Drops branches in order: for each, what it waits for first, inside out,
 * then its own frames. One loop, so that a deep tree costs no stack.
 */
export function dropAll(branches: ReadonlyArray<Branch>): void {
  const work: Array<Branch | Later> = [];
  for (let i = branches.length - 1; i >= 0; i--) work.push(branches[i]!);
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (item instanceof LeafBranch) item.drop();
    else if (item instanceof Strand) {
      if (item._exit !== undefined) continue;
      work.push({ unwind: item });
      const node = item.node;
      if (node === undefined) item.release();
      else {
        item.node = undefined;
        if (node.enterScope !== undefined) {
          node.enterScope();
          work.push({ leave: node });
        }
        const inner = node.owned?.() ?? node.branches();
        for (let i = inner.length - 1; i >= 0; i--) work.push(inner[i]!);
      }
    } else {
      item.unwind?.unwind();
      item.leave?.leaveScope?.();
    }
  }
}

/** Returns the strand whose code runs now, if one does. */
export function currentStrand(): Strand | undefined {
  const fiber = currentFiber();
  return fiber instanceof Strand ? fiber : undefined;
}
