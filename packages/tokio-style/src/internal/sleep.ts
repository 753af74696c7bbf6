/** A sleep that can be asked, and moved. Original: `tokio::time::Sleep`. */
import type { Exit } from "effect";
import { Instant } from "./instant.js";
import type { Slot } from "./leaf.js";
import { currentScheduler } from "./scheduler.js";
import { SleepLeaf } from "./timer.js";
import type { TimerEntry } from "./wheel.js";

/**
 * A future that is ready at its deadline.
 *
 * It may be awaited more than once, and by several: its methods tell of the
 * await that began last.
 *
 * Cancellation: cancel safe; to await it again is to wait until the same
 * deadline.
 *
 * Original: `tokio::time::Sleep`.
 */
export class Sleep extends SleepLeaf {
  private entry: TimerEntry | undefined = undefined;
  private elapsed = false;
  /** Moved, and not awaited since. */
  private moved = false;

  /** @internal */
  // Written out: one that is implied hands its arguments on as a list.
  // oxlint-disable-next-line no-useless-constructor
  constructor(instant: number | undefined, duration: number) {
    super(instant, duration);
  }

  /**
   * Returns its deadline; made outside of a runtime it has none before it is
   * awaited, and this is what it would be now.
   */
  deadline(): Instant {
    return new Instant(this.instant ?? Instant.now().millis + this.duration);
  }

  /**
   * Returns whether its deadline has come since it was awaited or moved,
   * whether or not the task has seen that yet.
   */
  isElapsed(): boolean {
    if (this.moved) return Instant.now().millis >= this.deadline().millis;
    return this.elapsed || this.entry?.state === "fired";
  }

  /**
   * Moves the deadline, for who awaits it and who will.
   *
   * Behaviour:
   * - somebody awaits it: they wait for that deadline now; one that is over
   *   wakes them;
   * - nobody does: the next await is for that deadline.
   *
   * Original: `Sleep::reset`; there it stands among the timers at once, though
   * nobody has awaited it.
   */
  reset(deadline: Instant): void {
    this.instant = deadline.millis;
    this.elapsed = false;
    const entry = this.entry;
    this.moved = entry === undefined;
    if (entry === undefined) return;
    const { slot } = entry;
    const scheduler = slot.task.runtime ?? currentScheduler();
    if (scheduler === undefined) return;
    const { wheel, clock } = scheduler;
    wheel.reset(entry, clock.tickOf(deadline.millis));
    if (entry.state === "fired") slot.task.wake();
  }

  override pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    const exit = super.pollFirst(slot);
    this.moved = false;
    this.elapsed = exit !== undefined;
    this.entry = exit === undefined ? slot.state : undefined;
    return exit;
  }

  override pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    const exit = super.pollAgain(slot);
    if (exit === undefined) return undefined;
    this.entry = undefined;
    this.elapsed = true;
    return exit;
  }

  override release(slot: Slot): void {
    super.release(slot);
    if (this.entry === slot.state) this.entry = undefined;
  }
}
