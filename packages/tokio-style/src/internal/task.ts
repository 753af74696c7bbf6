/**
 * A task's state, as Tokio has it: four flags and one place in the queue.
 *
 * - `wake` does nothing when the task is notified already or complete, marks
 *   it, and queues it only when it is not being polled;
 * - a task that was woken during its own poll is queued when the poll ends;
 * - `abort` marks and queues; the drop happens on the task's own turn, or at
 *   the end of the poll in which it was aborted.
 */
import type { Exit } from "effect";
import { Cause } from "effect";
import { coop, INITIAL } from "./coop.js";
import { Link } from "./list.js";
import type { Pollable } from "./leaf.js";
import type { Scheduler } from "./scheduler.js";
import { drive } from "./drive.js";
import { type Branch, dropAll, LeafBranch, type Strand } from "./strand.js";

const NOTIFIED = 1;
const RUNNING = 2;
const COMPLETE = 4;
const CANCELLED = 8;

/** Something that stands in the run queue. */
export interface Runnable {
  /** The next in the queue; an intrusive link, so that waking allocates nothing. */
  behind: Runnable | undefined;
  run(): void;
}

/** How a task ended, before it is put into words for a joiner. */
export type Ended =
  | { readonly kind: "exit"; readonly exit: Exit.Exit<any, any> }
  | { readonly kind: "panic"; readonly defect: unknown }
  | { readonly kind: "cancelled" };

let ids = 0;

/** The part of a task that a JoinHandle sees. */
export abstract class TaskCore extends Link implements Pollable {
  readonly id = ++ids;
  protected flags = NOTIFIED;
  ended: Ended | undefined = undefined;
  /** Whether somebody has awaited the result: a panic is then theirs. */
  observed = false;
  name: string | undefined = undefined;
  site: Error | undefined = undefined;
  #joiners: Pollable | Array<Pollable> | undefined = undefined;

  constructor(readonly runtime: Scheduler) {
    super();
  }

  abstract wake(): void;
  abstract abort(): void;

  get isComplete(): boolean {
    return (this.flags & COMPLETE) !== 0;
  }

  join(waker: Pollable): void {
    const joiners = this.#joiners;
    if (joiners === undefined || joiners === waker) this.#joiners = waker;
    else if (Array.isArray(joiners)) {
      if (!joiners.includes(waker)) joiners.push(waker);
    } else this.#joiners = [joiners, waker];
  }

  unjoin(waker: Pollable): void {
    const joiners = this.#joiners;
    if (joiners === waker) this.#joiners = undefined;
    else if (Array.isArray(joiners)) {
      this.#joiners = joiners.filter((joiner) => joiner !== waker);
    }
  }

  protected complete(ended: Ended): void {
    this.flags = COMPLETE;
    this.ended = ended;
    const joiners = this.#joiners;
    this.#joiners = undefined;
    if (Array.isArray(joiners)) for (const joiner of joiners) joiner.wake();
    else joiners?.wake();
    this.runtime.released(this);
  }
}

function endedBy(exit: Exit.Exit<any, any>): Ended {
  if (exit._tag === "Success" || Cause.hasFails(exit.cause)) {
    return { kind: "exit", exit };
  }
  for (const reason of exit.cause.reasons) {
    if (reason._tag === "Die") return { kind: "panic", defect: reason.defect };
  }
  return { kind: "cancelled" };
}

/** A spawned task. */
export class Task extends TaskCore implements Runnable {
  behind: Runnable | undefined = undefined;
  /** The root of its tree; undefined once it has ended. */
  root: Branch | undefined = undefined;

  override wake(): void {
    const flags = this.flags;
    if (flags & (COMPLETE | NOTIFIED)) return;
    this.flags = flags | NOTIFIED;
    if (!(flags & RUNNING)) this.runtime.schedule(this);
  }

  override abort(): void {
    const flags = this.flags;
    if (flags & (COMPLETE | CANCELLED)) return;
    this.flags = flags | CANCELLED | NOTIFIED;
    if (!(flags & (RUNNING | NOTIFIED))) this.runtime.schedule(this);
  }

  run(): void {
    if (this.flags & (COMPLETE | RUNNING)) return;
    const before = this.flags;
    this.flags = (before | RUNNING) & ~NOTIFIED;
    if (before & CANCELLED) return this.cancel();
    coop.left = INITIAL;
    const exit = drive(this.root!);
    if (exit !== undefined) {
      this.root = undefined;
      return this.complete(endedBy(exit));
    }
    if (this.flags & CANCELLED) return this.cancel();
    this.flags &= ~RUNNING;
    if (this.flags & NOTIFIED) this.runtime.schedule(this);
  }

  /** Drops the future of a task that does not run now. */
  shutdown(): void {
    if (this.flags & (COMPLETE | RUNNING)) {
      this.flags |= CANCELLED;
      return;
    }
    this.flags |= RUNNING | CANCELLED;
    this.cancel();
  }

  private cancel(): void {
    const root = this.root!;
    this.root = undefined;
    dropAll([root]);
    const exit = root instanceof LeafBranch ? undefined : root._exit;
    const ended = exit === undefined ? undefined : endedBy(exit);
    this.complete(ended?.kind === "panic" ? ended : { kind: "cancelled" });
  }

  /** Makes a task that goes on with a strand that is already under way. */
  adopt(strand: Strand): this {
    this.root = strand;
    this.flags = 0;
    return this;
  }
}

/** Work that runs elsewhere (a worker thread) and reports when it ends. */
export class OutsideTask extends TaskCore {
  onAbort: (() => void) | undefined = undefined;

  override wake(): void {}

  override abort(): void {
    if (!this.isComplete) this.onAbort?.();
  }

  settle(ended: Ended): void {
    if (this.isComplete) return;
    this.complete(ended);
  }
}
