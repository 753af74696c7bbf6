/** What limits a channel: places, or nothing but a count. */
import { BatchSemaphore } from "./batch-semaphore.js";
import type { Limit } from "./chan.js";

/** So many places. */
export class Bound implements Limit {
  readonly semaphore: BatchSemaphore;
  constructor(readonly bound: number) {
    this.semaphore = new BatchSemaphore(bound);
  }
  get closed(): boolean {
    return this.semaphore.closed;
  }
  get idle(): boolean {
    return this.semaphore.permits === this.bound;
  }
  taken(): void {
    this.semaphore.release(1);
  }
  close(): void {
    this.semaphore.close();
  }
}

/** No limit. */
export class Unbound implements Limit {
  closed = false;
  count = 0;
  get idle(): boolean {
    return this.count === 0;
  }
  taken(): void {
    this.count--;
  }
  close(): void {
    this.closed = true;
  }
}
