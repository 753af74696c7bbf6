/**
 * The semaphore under `mpsc`, Mutex, Semaphore and RwLock.
 *
 * Permits go to the waiter at the head of the queue and to nobody else, bit
 * by bit when it wants many; a release hands them over before the waiter
 * runs, so that nobody overtakes. A waiter that is dropped gives back what it
 * has collected, to the next. Original: `tokio::sync::batch_semaphore`.
 */
import { madeProgress, proceed } from "./coop.js";
import type { Pollable, Slot } from "./leaf.js";
import { Link, List } from "./list.js";
import { WakeList } from "./wake-list.js";

class Waiter extends Link {
  constructor(
    public needed: number,
    public task: Pollable | undefined,
  ) {
    super();
  }
}

/** How an attempt to acquire ended; undefined while it waits. */
export type Acquired = "ok" | "closed" | undefined;

/** A counting semaphore with a fair queue; the wait lives on the slot. */
export class BatchSemaphore {
  closed = false;
  readonly #waiters = new List<Waiter>();

  constructor(public permits: number) {}

  tryAcquire(count: number): "ok" | "closed" | "none" {
    if (this.closed) return "closed";
    if (this.permits < count) return "none";
    this.permits -= count;
    return "ok";
  }

  /** Polls an acquisition; takes one from the budget when it is ready. */
  poll(slot: Slot, count: number): Acquired {
    if (!proceed(slot.task)) return undefined;
    if (slot.state === undefined && this.permits >= count && !this.closed) {
      this.permits -= count;
      madeProgress();
      return "ok";
    }
    const result = this.#poll(slot, count);
    if (result !== undefined) madeProgress();
    return result;
  }

  #poll(slot: Slot, count: number): Acquired {
    let waiter = slot.state as Waiter | undefined;
    if (this.closed) {
      this.forget(slot, count);
      return "closed";
    }
    const needed = waiter === undefined ? count : waiter.needed;
    if (this.permits >= needed) {
      this.permits -= needed;
      if (waiter !== undefined) this.#waiters.remove(waiter);
      slot.state = undefined;
      return "ok";
    }
    const rest = needed - this.permits;
    this.permits = 0;
    if (waiter === undefined) {
      waiter = new Waiter(rest, slot.task);
      this.#waiters.push(waiter);
      slot.state = waiter;
    } else {
      waiter.needed = rest;
      waiter.task = slot.task;
    }
    return undefined;
  }

  /** Drops an acquisition; what it had collected goes to the next. */
  forget(slot: Slot, count: number): void {
    const waiter = slot.state as Waiter | undefined;
    if (waiter === undefined) return;
    slot.state = undefined;
    this.#waiters.remove(waiter);
    this.release(count - waiter.needed);
  }

  /** Adds permits: to the waiters first, in order. */
  release(count: number): void {
    const first = this.#waiters.head;
    if (first === undefined) this.permits += count;
    else if (first.needed > count) first.needed -= count;
    else if (first.needed < count) this.#share(count);
    else {
      this.#waiters.remove(first);
      const { task } = first;
      first.needed = 0;
      first.task = undefined;
      task?.wake();
    }
  }

  /** Hands more over than the first waiter wants. */
  #share(count: number): void {
    let rest = count;
    const wakers = new WakeList();
    while (rest > 0) {
      let empty = false;
      while (wakers.canPush()) {
        const waiter = this.#waiters.head;
        if (waiter === undefined) {
          empty = true;
          break;
        }
        const given = Math.min(waiter.needed, rest);
        waiter.needed -= given;
        rest -= given;
        if (waiter.needed > 0) break;
        this.#waiters.remove(waiter);
        const { task } = waiter;
        waiter.task = undefined;
        if (task !== undefined) wakers.push(task);
      }
      if (rest > 0 && empty) {
        this.permits += rest;
        rest = 0;
      }
      wakers.wakeAll();
    }
  }

  /** Refuses everybody from now on; wakes the waiters, first to last. */
  close(): void {
    this.closed = true;
    for (let w = this.#waiters.shift(); w; w = this.#waiters.shift()) {
      w.task?.wake();
    }
  }
}
