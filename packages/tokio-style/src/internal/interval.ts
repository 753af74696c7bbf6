/** Ticks at a fixed period. Original: `tokio::time::interval`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { madeProgress, proceed } from "./coop.js";
import { Instant } from "./instant.js";
import { Leaf, type Slot } from "./leaf.js";
import { currentScheduler, type Scheduler } from "./scheduler.js";
import { fileTimer, schedulerOf } from "./timer.js";
import type { TimerEntry } from "./wheel.js";

/** What happens to ticks that came too late to be taken. */
export type MissedTickBehavior = "Burst" | "Delay" | "Skip";

class Tick extends Leaf<Instant> {
  constructor(readonly series: Interval) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<Instant> | undefined {
    return this.series.poll(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<Instant> | undefined {
    return this.series.poll(slot);
  }
  release(): void {}
  waitsFor(): string {
    return `a tick at ${this.series.deadline}ms`;
  }
}

/** A series of ticks. Original: `tokio::time::Interval`. */
export class Interval {
  /** What happens to missed ticks; `Burst` unless set. */
  missedTickBehavior: MissedTickBehavior = "Burst";
  deadline: number;
  #entry: TimerEntry | undefined = undefined;
  #slot: Slot | undefined = undefined;
  #scheduler: Scheduler | undefined = undefined;
  readonly #tick = new Tick(this);

  /** @internal */
  constructor(
    start: number,
    readonly period: number,
  ) {
    this.deadline = start;
  }

  /**
   * Waits for the next tick; gives the instant at which it was due.
   *
   * Behaviour: the first one is due at once. A tick that is taken more than
   * five milliseconds late counts as missed.
   *
   * Cancellation: cancel safe; no tick is lost.
   *
   * Original: `Interval::tick`.
   */
  tick(): Effect.Effect<Instant> {
    return this.#tick;
  }

  /**
   * Starts the period anew from now; the next tick stands among the timers
   * from then on, awaited or not. Original: `Interval::reset`.
   */
  reset(): void {
    this.#move(Instant.now().millis + this.period);
    const scheduler = currentScheduler();
    if (this.#entry === undefined && scheduler !== undefined)
      this.#file(scheduler);
  }

  /** Sets {@link missedTickBehavior}. */
  setMissedTickBehavior(behavior: MissedTickBehavior): void {
    this.missedTickBehavior = behavior;
  }

  /** Takes the next tick out of the timers; the interval is not used again. */
  drop(): void {
    const entry = this.#entry;
    if (entry !== undefined) this.#scheduler?.wheel.remove(entry);
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #move(deadline: number): void {
    this.deadline = deadline;
    const entry = this.#entry;
    const scheduler = this.#scheduler;
    if (entry === undefined || scheduler === undefined) return;
    scheduler.wheel.reset(entry, scheduler.clock.tickOf(deadline));
    // A deadline that has passed fires at once, for who polled last.
    if (entry.state === "fired") this.#slot?.task.wake();
  }

  #file(scheduler: Scheduler): void {
    const task = {
      runtime: scheduler,
      wake: (): void => this.#slot?.task.wake(),
    };
    this.#scheduler = scheduler;
    this.#entry = fileTimer({ task, state: undefined }, this.deadline);
  }

  /** @internal */
  poll(slot: Slot): Exit.Exit<Instant> | undefined {
    if (!proceed(slot.task)) return undefined;
    this.#slot = slot;
    if (this.#entry === undefined) this.#file(schedulerOf(slot));
    if (this.#entry!.state !== "fired") return undefined;
    madeProgress();
    const due = this.deadline;
    const now = schedulerOf(slot).clock.now();
    this.#move(now > due + 5 ? this.#late(due, now) : due + this.period);
    return E.succeed(new Instant(due));
  }

  #late(due: number, now: number): number {
    const { period } = this;
    const behavior = this.missedTickBehavior;
    if (behavior === "Burst") return due + period;
    const next = now + period;
    return behavior === "Delay" ? next : next - ((now - due) % period);
  }
}

/** Ticks from an instant on. Original: `tokio::time::interval_at`. */
export function intervalAt(start: Instant, period: number): Interval {
  if (!(period > 0)) {
    throw new RangeError(
      `an interval's period must be positive, not ${period}`,
    );
  }
  return new Interval(start.millis, period);
}

/** Ticks from now on. Original: `tokio::time::interval`. */
export function interval(period: number): Interval {
  return intervalAt(new Instant(currentScheduler()?.clock.now() ?? 0), period);
}
