/**
 * The timer wheel: six levels of 64 slots, a millisecond each at the lowest.
 *
 * An entry stands at the level of the highest group of six bits in which its
 * tick differs from the present one. When a slot of a higher level comes due
 * its entries move down (a *cascade*), in the order in which they stand. That
 * makes the order of equal deadlines observable: an entry that was inserted
 * early and cascaded stands behind one that was inserted late at level 0
 * before the cascade. Original: `tokio::runtime::time::wheel`.
 */
import type { Pollable } from "./leaf.js";
import { Link, List } from "./list.js";

const LEVELS = 6;
const BITS = 6;
const SLOTS = 64;
/** The last tick whose slots are found with integers of the processor. */
const WORD = 0x7fffffff;
const RANGE = [1, 64, 4096, 262144, 16777216, 1073741824] as const;
/** The longest distance that the wheel tells apart: two years. */
const MAX_TICKS = 68719476735;

/** A timer; `when` is its tick, `cached` the tick under which it is filed. */
export class TimerEntry extends Link {
  when = 0;
  cached = 0;
  state: "idle" | "filed" | "due" | "fired" = "idle";
  constructor(readonly slot: { readonly task: Pollable }) {
    super();
  }
}

interface Expiration {
  readonly level: number;
  readonly slot: number;
  readonly deadline: number;
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

class Level {
  readonly slots: Array<List<TimerEntry> | undefined> = [];
  low = 0;
  high = 0;
  constructor(readonly level: number) {}

  slotOf(tick: number): number {
    return tick <= WORD
      ? (tick >>> (BITS * this.level)) % SLOTS
      : Math.floor(tick / RANGE[this.level]!) % SLOTS;
  }

  mark(slot: number, on: boolean): void {
    const bit = 1 << (slot & 31);
    if (slot < 32) this.low = on ? this.low | bit : this.low & ~bit;
    else this.high = on ? this.high | bit : this.high & ~bit;
  }

  /** Finds the first occupied slot at or after `from`, going round. */
  occupied(from: number): number {
    const { low, high } = this;
    if (from < 32) {
      if (low >>> from) return from + lowestBit(low >>> from);
      if (high) return 32 + lowestBit(high);
      return lowestBit(low);
    }
    if (high >>> (from - 32)) return from + lowestBit(high >>> (from - 32));
    if (low) return lowestBit(low);
    return 32 + lowestBit(high);
  }

  next(now: number): Expiration | undefined {
    if (this.low === 0 && this.high === 0) return undefined;
    const range = RANGE[this.level]!;
    const slot = this.occupied(this.slotOf(now));
    const whole = range * SLOTS;
    let deadline = Math.floor(now / whole) * whole + slot * range;
    if (deadline <= now) deadline += whole;
    return { level: this.level, slot, deadline };
  }
}

/** The wheel; `elapsed` is the tick up to which it has been processed. */
export class Wheel {
  elapsed = 0;
  size = 0;
  readonly #levels = Array.from({ length: LEVELS }, (_, i) => new Level(i));
  readonly #due = new List<TimerEntry>();

  #levelFor(when: number): Level {
    const { elapsed } = this;
    if (when <= WORD && elapsed <= WORD) {
      const highest = 31 - Math.clz32((elapsed ^ when) | 1);
      return this.#levels[(highest / BITS) | 0]!;
    }
    for (let level = 0; level < LEVELS - 1; level++) {
      const above = RANGE[level + 1]!;
      if (Math.floor(elapsed / above) === Math.floor(when / above)) {
        return this.#levels[level]!;
      }
    }
    return this.#levels[LEVELS - 1]!;
  }

  #file(entry: TimerEntry): void {
    const level = this.#levelFor(entry.cached);
    const slot = level.slotOf(entry.cached);
    (level.slots[slot] ??= new List()).push(entry);
    level.mark(slot, true);
  }

  /** Files an entry under a tick; one that is due already fires at once. */
  insert(entry: TimerEntry, when: number): void {
    entry.when = entry.cached = Math.min(when, this.elapsed + MAX_TICKS);
    if (when <= this.elapsed) {
      entry.state = "fired";
      return;
    }
    entry.state = "filed";
    this.size++;
    this.#file(entry);
  }

  /** Takes an entry out; does nothing when it is not in the wheel. */
  remove(entry: TimerEntry): void {
    if (entry.state === "due") this.#due.remove(entry);
    else if (entry.state === "filed") {
      const level = this.#levelFor(entry.cached);
      const slot = level.slotOf(entry.cached);
      const list = entry.list!;
      list.remove(entry);
      if (list.isEmpty()) level.mark(slot, false);
    } else return;
    this.size--;
    entry.state = "fired";
  }

  /** Moves a deadline: a later one stays filed where it is. */
  reset(entry: TimerEntry, when: number): void {
    if (entry.state === "filed" && when >= entry.when) {
      entry.when = when;
      return;
    }
    this.remove(entry);
    this.insert(entry, when);
  }

  #expiration(): Expiration | undefined {
    if (!this.#due.isEmpty()) {
      return { level: 0, slot: 0, deadline: this.elapsed };
    }
    for (const level of this.#levels) {
      const found = level.next(this.elapsed);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Returns the next tick at which the wheel must be looked at. */
  nextTick(): number | undefined {
    return this.#expiration()?.deadline;
  }

  /** Fires all that is due, in order, and moves the wheel to `now`. */
  process(now: number): void {
    // What is filed is due later than what has been processed.
    if (now <= this.elapsed && this.#due.isEmpty()) return;
    for (;;) {
      const entry = this.#due.shift();
      if (entry !== undefined) {
        entry.state = "fired";
        this.size--;
        entry.slot.task.wake();
        continue;
      }
      const next = this.#expiration();
      if (next === undefined || next.deadline > now) {
        if (now > this.elapsed) this.elapsed = now;
        return;
      }
      this.#expire(next);
      this.elapsed = next.deadline;
    }
  }

  #expire(expiration: Expiration): void {
    const level = this.#levels[expiration.level]!;
    const list = level.slots[expiration.slot]!;
    level.slots[expiration.slot] = undefined;
    level.mark(expiration.slot, false);
    const before = this.elapsed;
    // Entries are filed again relative to the slot's own deadline.
    this.elapsed = expiration.deadline;
    for (let e = list.shift(); e !== undefined; e = list.shift()) {
      if (e.when <= expiration.deadline) {
        e.state = "due";
        this.#due.push(e);
      } else {
        e.cached = e.when;
        this.#file(e);
      }
    }
    this.elapsed = before;
  }
}
