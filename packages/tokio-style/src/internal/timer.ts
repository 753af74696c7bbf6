/** Sleeping: the leaf under `sleep`, `timeout`, `interval` and Effect's clock. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { coop, madeProgress, proceed } from "./coop.js";
import { Leaf, type Slot } from "./leaf.js";
import { currentScheduler, type Scheduler } from "./scheduler.js";
import { TimerEntry } from "./wheel.js";

/** Returns the scheduler under a slot. */
export function schedulerOf(slot: Slot): Scheduler {
  const scheduler = slot.task.runtime ?? currentScheduler();
  if (scheduler === undefined) {
    throw new Error(
      "there is no reactor running: a timer must be polled in the context of a Runtime",
    );
  }
  return scheduler;
}

/**
 * Files an entry under a deadline and lets it wake the slot's task. `since` is
 * an instant that is over, if one is known: it spares a look at the clock.
 */
export function fileTimer(
  slot: Slot,
  deadline: number,
  since?: number,
): TimerEntry {
  const scheduler = schedulerOf(slot);
  const { wheel, clock } = scheduler;
  if (wheel.size === 0 && !clock.paused) {
    // Nobody has looked at the wheel while it was empty.
    const now = since === undefined ? clock.tick() : Math.floor(since);
    wheel.elapsed = Math.max(wheel.elapsed, now);
  }
  const entry = new TimerEntry(slot);
  wheel.insert(entry, clock.tickOf(deadline));
  return entry;
}

const done = E.void;

/** A sleep until an instant; without one, it is counted from the first poll. */
export class SleepLeaf extends Leaf<void> {
  constructor(
    /** The deadline, or undefined when the sleep was made outside a runtime. */
    protected instant: number | undefined,
    readonly duration: number,
  ) {
    super();
  }

  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    if (!proceed(slot.task)) {
      slot.state = undefined;
      return undefined;
    }
    const { duration } = this;
    const deadline = this.instant ?? schedulerOf(slot).clock.now() + duration;
    const entry = fileTimer(
      slot,
      deadline,
      duration > 0 ? deadline - duration : undefined,
    );
    if (entry.state === "fired") {
      madeProgress();
      return done;
    }
    slot.state = entry;
    return undefined;
  }

  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    const entry = slot.state as TimerEntry | undefined;
    if (entry === undefined) return this.pollFirst(slot);
    if (coop.left === 0) {
      slot.task.wake();
      return undefined;
    }
    if (entry.state !== "fired") return undefined;
    madeProgress();
    return done;
  }

  release(slot: Slot): void {
    const entry = slot.state as TimerEntry | undefined;
    if (entry !== undefined) schedulerOf(slot).wheel.remove(entry);
  }

  waitsFor(slot: Slot): string {
    const entry = slot.state as TimerEntry | undefined;
    const until = entry?.when ?? this.instant;
    return until === undefined
      ? `sleep(${this.duration})`
      : `sleep until ${until}ms`;
  }
}

/** Makes a sleep until an instant of the present runtime's clock. */
export function sleepUntilTick(instant: number): SleepLeaf {
  return new SleepLeaf(instant, 0);
}
