/**
 * Ends that nobody awaits: panics and typed failures of tasks.
 *
 * While somebody may still await the handle, nothing is said. It is sure that
 * nobody will when the handle was dropped; when the host has collected the
 * task, which then nobody holds; and when `blockOn` or the runtime ends. And
 * it is taken as sure {@link GRACE} after the end, by the runtime's clock. Each
 * end is reported once, and whoever awaits the handle after all still gets it.
 */
import { Cause } from "effect";
import { type Named, nameOf } from "./names.js";
import type { TaskCore } from "./task.js";

/** For how many milliseconds a handle may be kept without being awaited. */
const GRACE = 1000;

/** A panic in a task that nobody has awaited. */
export interface UnhandledPanic {
  /** The value that was thrown. */
  readonly defect: unknown;
  readonly taskId: number;
  /** The task's number, name and spawn site in words. */
  readonly task: string;
}

/** A typed failure of a task that nobody has awaited. */
export interface UnhandledFailure {
  /** The typed error. */
  readonly error: unknown;
  readonly taskId: number;
  /** The task's number, name and spawn site in words. */
  readonly task: string;
}

/** Who hears of ends that nobody awaits. */
export interface Listeners {
  readonly panic: (panic: UnhandledPanic) => void;
  readonly failure: ((failure: UnhandledFailure) => void) | undefined;
}

/** Writes an unhandled panic to stderr. */
export function reportPanic(panic: UnhandledPanic): void {
  const { defect } = panic;
  const text =
    defect instanceof Error ? (defect.stack ?? String(defect)) : String(defect);
  console.error(`${panic.task} panicked and nobody awaits it: ${text}`);
}

/**
 * One end that is still to be claimed. It does not hold its task: whether
 * anybody does is the question.
 */
export class Unclaimed {
  claimed = false;
  constructor(
    readonly kind: "panicked" | "failed",
    readonly value: unknown,
    readonly who: Named,
    /** When it ended, by the runtime's clock. */
    readonly at: number,
    readonly ends: Ends,
  ) {}
}

const collected =
  typeof FinalizationRegistry === "undefined"
    ? undefined
    : new FinalizationRegistry<Unclaimed>((end) => end.ends.abandoned(end));

/** The ends of a runtime's tasks that were not claimed so far. */
export class Ends {
  readonly #open = new Set<Unclaimed>();
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(
    readonly listeners: Listeners,
    readonly clock: { readonly paused: boolean; now(): number },
  ) {}

  /** The ends that nobody has claimed, oldest first. */
  get open(): ReadonlyArray<Unclaimed> {
    return [...this.#open].filter((end) => !end.claimed);
  }

  /** Takes note of a task that has ended. */
  ended(task: TaskCore): void {
    const { ended } = task;
    if (task.fate === "awaited" || ended === undefined) return;
    if (ended.kind === "panic") {
      this.#note(task, "panicked", ended.defect);
    } else if (
      ended.kind === "exit" &&
      ended.exit._tag === "Failure" &&
      this.listeners.failure !== undefined
    ) {
      this.#note(task, "failed", Cause.squash(ended.exit.cause));
    }
  }

  #note(task: TaskCore, kind: Unclaimed["kind"], value: unknown): void {
    const who = { id: task.id, name: task.name, site: task.site };
    const end = new Unclaimed(kind, value, who, this.clock.now(), this);
    this.#open.add(end);
    if (task.fate === "detached") return this.abandoned(end);
    task.fate = end;
    collected?.register(task, end);
    if (!this.clock.paused) this.#lookLater();
  }

  /** Nobody will await it. */
  abandoned(end: Unclaimed): void {
    if (!this.#open.delete(end) || end.claimed) return;
    const { kind, value, who } = end;
    const about = { taskId: who.id, task: nameOf(who) };
    if (kind === "panicked") {
      this.listeners.panic({ defect: value, ...about });
    } else this.listeners.failure?.({ error: value, ...about });
  }

  /** Reports those that have waited for long enough: nothing else is to do. */
  idle(): void {
    if (this.#open.size === 0) return;
    const before = this.clock.now() - GRACE;
    for (const end of this.#open) if (end.at <= before) this.abandoned(end);
  }

  /** Reports all: what held the handles has ended. */
  all(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const end of this.#open) this.abandoned(end);
  }

  #lookLater(): void {
    if (this.#timer !== undefined) return;
    const timer = setTimeout(() => {
      this.#timer = undefined;
      this.idle();
      if (this.#open.size > 0 && !this.clock.paused) this.#lookLater();
    }, GRACE + 1);
    this.#timer = timer;
    (timer as { unref?: () => void }).unref?.();
  }
}
