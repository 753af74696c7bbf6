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
import { dropGuardsOf } from "./guards.js";
import { Link } from "./list.js";
import type { Pollable } from "./leaf.js";
import type { Scheduler } from "./scheduler.js";
import { drive } from "./drive.js";
import type { Unclaimed } from "./unclaimed.js";
import { type Branch, dropAll, LeafBranch, type Strand } from "./strand.js";

const NOTIFIED = 1;
const RUNNING = 2;
const COMPLETE = 4;
const CANCELLED = 8;

/** Something that stands in the run queue. */
export interface Runnable {
  run(): void;
}

/** How a task ended, before it is put into words for a joiner. */
export type Ended =
  | { readonly kind: "exit"; readonly exit: Exit.Exit<any, any> }
  | { readonly kind: "panic"; readonly defect: unknown }
  | { readonly kind: "cancelled"; readonly by: CancelledBy };

/**
 * Who stopped a task: `abort`, its runtime's shutdown, the drop of its
 * `LocalSet`, or an interruption of Effect's that its own code made or let
 * through.
 */
export type CancelledBy = "abort" | "shutdown" | "drop" | "interruption";

const interrupted: Ended = { kind: "cancelled", by: "interruption" };

let ids = 0;

/** One await of a task's end: who is to be woken. */
export interface Joiner {
  readonly task: { wake(): void };
}

/** What most tasks do without. */
interface About {
  readonly name: string | undefined;
  readonly site: Error | undefined;
}

/** The part of a task that a JoinHandle sees. */
export abstract class TaskCore extends Link implements Pollable {
  readonly id = ++ids;
  protected flags = NOTIFIED;
  ended: Ended | undefined = undefined;
  /** What becomes of its end: see unclaimed.ts. */
  fate: "awaited" | "detached" | Unclaimed | undefined = undefined;
  /** When it last began to wait, in whole milliseconds. */
  since: number;
  #about: About | undefined = undefined;
  #joiners: Joiner | Array<Joiner> | undefined = undefined;

  constructor(public runtime: Scheduler) {
    super();
    this.since = runtime.seen;
  }

  abstract wake(): void;
  abstract abort(): void;

  /** The name that `spawn` was given. */
  get name(): string | undefined {
    return this.#about?.name;
  }

  set name(name: string | undefined) {
    this.#about = { name, site: this.site };
  }

  /** A stack that was captured where it was spawned. */
  get site(): Error | undefined {
    return this.#about?.site;
  }

  set site(site: Error | undefined) {
    this.#about = { name: this.name, site };
  }

  get isComplete(): boolean {
    return (this.flags & COMPLETE) !== 0;
  }

  get state(): "running" | "queued" | "waiting" {
    if (this.flags & RUNNING) return "running";
    return this.flags & NOTIFIED ? "queued" : "waiting";
  }

  /** Somebody awaits the result: it is theirs. */
  claim(): void {
    const { fate } = this;
    if (typeof fate === "object") fate.claimed = true;
    this.fate = "awaited";
  }

  /** The handle was dropped. */
  detach(): void {
    const { fate } = this;
    if (fate === "awaited") return;
    this.fate = "detached";
    if (typeof fate === "object") fate.ends.abandoned(fate);
    this.discard();
  }

  /** Nobody will take the result, if there is one. */
  discard(): void {
    if (this.ended?.kind === "exit") dropGuardsOf(this.ended.exit);
  }

  /** One task may await this one several times: each await is on its own. */
  join(joiner: Joiner): void {
    const joiners = this.#joiners;
    if (joiners === undefined || joiners === joiner) this.#joiners = joiner;
    else if (Array.isArray(joiners)) {
      if (!joiners.includes(joiner)) joiners.push(joiner);
    } else this.#joiners = [joiners, joiner];
  }

  unjoin(joiner: Joiner): void {
    const joiners = this.#joiners;
    if (joiners === joiner) this.#joiners = undefined;
    else if (Array.isArray(joiners)) {
      this.#joiners = joiners.filter((other) => other !== joiner);
    }
  }

  protected complete(ended: Ended): void {
    this.flags = COMPLETE;
    this.ended = ended;
    const joiners = this.#joiners;
    this.#joiners = undefined;
    if (Array.isArray(joiners)) {
      for (const joiner of joiners) joiner.task.wake();
    } else joiners?.task.wake();
    if (this.fate === "detached") this.discard();
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
  return interrupted;
}

/** A spawned task. */
export class Task extends TaskCore implements Runnable {
  /** The root of its tree; undefined once it has ended. */
  root: Branch | undefined = undefined;

  // Written out: one that is implied hands its arguments on as a list.
  // oxlint-disable-next-line no-useless-constructor
  constructor(runtime: Scheduler) {
    super(runtime);
  }

  /** Queues it where tasks of its kind wait for their turn. */
  protected schedule(): void {
    this.runtime.schedule(this);
  }

  override wake(): void {
    const flags = this.flags;
    if (flags & (COMPLETE | NOTIFIED)) return;
    this.flags = flags | NOTIFIED;
    if (!(flags & RUNNING)) this.schedule();
  }

  override abort(): void {
    const flags = this.flags;
    if (flags & (COMPLETE | CANCELLED)) return;
    this.flags = flags | CANCELLED | NOTIFIED;
    if (!(flags & (RUNNING | NOTIFIED))) this.schedule();
  }

  run(): void {
    if (this.flags & (COMPLETE | RUNNING)) return;
    const before = this.flags;
    this.flags = (before | RUNNING) & ~NOTIFIED;
    if (before & CANCELLED) return this.cancel("abort");
    coop.left = INITIAL;
    const exit = drive(this.root!);
    if (exit !== undefined) {
      this.root = undefined;
      return this.complete(endedBy(exit));
    }
    if (this.flags & CANCELLED) return this.cancel("abort");
    this.since = this.runtime.seen;
    this.flags &= ~RUNNING;
    if (this.flags & NOTIFIED) this.schedule();
  }

  /** Drops the future of a task that does not run now. */
  shutdown(by: CancelledBy = "shutdown"): void {
    if (this.flags & (COMPLETE | RUNNING)) {
      this.flags |= CANCELLED;
      return;
    }
    this.flags |= RUNNING | CANCELLED;
    this.cancel(by);
  }

  private cancel(by: CancelledBy): void {
    const root = this.root!;
    this.root = undefined;
    dropAll([root]);
    const exit = root instanceof LeafBranch ? undefined : root._exit;
    const ended = exit === undefined ? undefined : endedBy(exit);
    this.complete(ended?.kind === "panic" ? ended : { kind: "cancelled", by });
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
