/**
 * Sleeping promises, in a heap: the earliest deadline first, and of equal
 * deadlines the one made first.
 *
 * A sleeping promise is its own entry of the heap and knows its place in it, so
 * that a canceled one leaves at once. Each entry has up to four below it. What
 * the heap is ordered by stands beside it, in arrays of plain numbers: that is
 * half the memory of fields, and comparing looks at no promise.
 */
import {
  CANCEL_SELF,
  LwtPromise,
  PENDING,
  type Releasable,
} from "./promise.js";
import { getStorage, setStorage } from "./storage.js";

export class Sleep extends LwtPromise<void> implements Releasable {
  /** @internal */
  index = -1;
  private readonly storage = getStorage();

  constructor(
    /** @internal */
    public heap: Timers,
  ) {
    super(PENDING | CANCEL_SELF, undefined, undefined);
    this.h = this;
  }

  /** A cancel: as any callback of it, this one brings its storage. @internal */
  release(): void {
    setStorage(this.storage);
    this.heap.remove(this);
  }
}

let made = 0;

export class Timers {
  private readonly entries: Sleep[] = [];
  /** In seconds of the engine's clock. */
  private readonly deadlines: number[] = [];
  /** The how manieth of all sleeps each one is. */
  private readonly orders: number[] = [];

  get size(): number {
    return this.entries.length;
  }

  /** The earliest deadline, if anything sleeps. */
  next(): number | undefined {
    return this.deadlines[0];
  }

  /** Makes a promise that sleeps. */
  sleep(deadline: number): Sleep {
    const sleep = new Sleep(this);
    this.add(sleep, deadline);
    return sleep;
  }

  /** Puts in a promise that is in no heap, behind those of the same deadline. */
  add(sleep: Sleep, deadline: number): void {
    made += 1;
    this.insert(sleep, deadline, made);
  }

  private insert(sleep: Sleep, deadline: number, order: number): void {
    const index = this.entries.length;
    this.entries.push(sleep);
    this.deadlines.push(deadline);
    this.orders.push(order);
    this.up(index, sleep, deadline, order);
  }

  remove(sleep: Sleep): void {
    const { index } = sleep;
    if (index < 0) return;
    sleep.index = -1;
    const last = this.entries.pop()!;
    const deadline = this.deadlines.pop()!;
    const order = this.orders.pop()!;
    if (last === sleep) return;
    const above = (index - 1) >> 2;
    if (index > 0 && this.isBefore(deadline, order, above)) {
      this.up(index, last, deadline, order);
    } else {
      this.down(index, last, deadline, order);
    }
  }

  /** Takes out all that are due, in order. */
  takeDue(now: number): Sleep[] {
    const due: Sleep[] = [];
    while (this.entries.length > 0 && this.deadlines[0]! <= now) {
      const first = this.entries[0]!;
      this.remove(first);
      due.push(first);
    }
    return due;
  }

  /** Puts all that sleep here into another heap, so many seconds later. */
  moveTo(other: Timers, shift: number): void {
    for (let i = 0; i < this.entries.length; i++) {
      const sleep = this.entries[i]!;
      sleep.heap = other;
      other.insert(sleep, this.deadlines[i]! + shift, this.orders[i]!);
    }
    this.entries.length = 0;
    this.deadlines.length = 0;
    this.orders.length = 0;
  }

  private isBefore(deadline: number, order: number, index: number): boolean {
    const other = this.deadlines[index]!;
    return (
      deadline < other || (deadline === other && order < this.orders[index]!)
    );
  }

  private put(
    index: number,
    sleep: Sleep,
    deadline: number,
    order: number,
  ): void {
    this.entries[index] = sleep;
    this.deadlines[index] = deadline;
    this.orders[index] = order;
    sleep.index = index;
  }

  private move(from: number, to: number): void {
    this.put(
      to,
      this.entries[from]!,
      this.deadlines[from]!,
      this.orders[from]!,
    );
  }

  private up(
    from: number,
    sleep: Sleep,
    deadline: number,
    order: number,
  ): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 2;
      if (!this.isBefore(deadline, order, above)) break;
      this.move(above, index);
      index = above;
    }
    this.put(index, sleep, deadline, order);
  }

  private down(
    from: number,
    sleep: Sleep,
    deadline: number,
    order: number,
  ): void {
    let index = from;
    for (;;) {
      const least = this.leastBelow(index);
      if (least < 0 || this.isBefore(deadline, order, least)) break;
      this.move(least, index);
      index = least;
    }
    this.put(index, sleep, deadline, order);
  }

  /** Where the first of the entries below `index` stands; -1 without any. */
  private leastBelow(index: number): number {
    const start = index * 4 + 1;
    const end = Math.min(start + 4, this.entries.length);
    if (start >= end) return -1;
    let least = start;
    for (let i = start + 1; i < end; i++) {
      if (this.isBefore(this.deadlines[i]!, this.orders[i]!, least)) least = i;
    }
    return least;
  }
}
