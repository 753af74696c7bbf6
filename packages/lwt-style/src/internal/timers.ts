/**
 * Sleeping promises, in a heap: the earliest deadline first, and of equal
 * deadlines the one made first.
 *
 * A sleeping promise is its own entry of the heap and knows its place in it, so
 * that a canceled one leaves at once. Each entry has up to four below it.
 */
import {
  CANCEL_SELF,
  LwtPromise,
  PENDING,
  type Releasable,
} from "./promise.js";
import { getStorage, setStorage } from "./storage.js";

let made = 0;

export class Sleep extends LwtPromise<void> implements Releasable {
  /** @internal */
  heap: Timers | undefined;
  /** @internal */
  index = -1;
  /** @internal */
  readonly order = made++;
  private readonly storage = getStorage();

  constructor(
    /** In seconds of the engine's clock. @internal */
    public deadline: number,
  ) {
    super(PENDING | CANCEL_SELF, undefined, undefined);
    this.h = this;
  }

  /** A cancel: as any callback of it, this one brings its storage. @internal */
  release(): void {
    setStorage(this.storage);
    this.heap?.remove(this);
  }
}

const before = (a: Sleep, b: Sleep): boolean =>
  a.deadline < b.deadline || (a.deadline === b.deadline && a.order < b.order);

export class Timers {
  private readonly entries: Sleep[] = [];

  get size(): number {
    return this.entries.length;
  }

  first(): Sleep | undefined {
    return this.entries[0];
  }

  add(sleep: Sleep): void {
    sleep.heap = this;
    this.entries.push(sleep);
    this.up(this.entries.length - 1, sleep);
  }

  remove(sleep: Sleep): void {
    const { index } = sleep;
    if (index < 0) return;
    sleep.index = -1;
    sleep.heap = undefined;
    const last = this.entries.pop()!;
    if (last === sleep) return;
    const parent = this.entries[(index - 1) >> 2];
    if (parent !== undefined && before(last, parent)) this.up(index, last);
    else this.down(index, last);
  }

  /** Takes out all that are due, in order. */
  takeDue(now: number): Sleep[] {
    const due: Sleep[] = [];
    for (;;) {
      const first = this.entries[0];
      if (first === undefined || first.deadline > now) return due;
      this.remove(first);
      due.push(first);
    }
  }

  private up(from: number, sleep: Sleep): void {
    const { entries } = this;
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 2;
      const parent = entries[above]!;
      if (!before(sleep, parent)) break;
      entries[index] = parent;
      parent.index = index;
      index = above;
    }
    entries[index] = sleep;
    sleep.index = index;
  }

  private down(from: number, sleep: Sleep): void {
    const { entries } = this;
    let index = from;
    for (;;) {
      const start = index * 4 + 1;
      const end = Math.min(start + 4, entries.length);
      let least = sleep;
      let at = index;
      for (let i = start; i < end; i++) {
        const entry = entries[i]!;
        if (before(entry, least)) {
          least = entry;
          at = i;
        }
      }
      if (at === index) break;
      entries[index] = least;
      least.index = index;
      index = at;
    }
    entries[index] = sleep;
    sleep.index = index;
  }
}
