/**
 * What the halves of a broadcast channel share: a ring of cells, and a cursor
 * for each receiver.
 *
 * A sender never waits: it writes into the oldest cell. A cell counts the
 * receivers that have yet to see it, and lets go of its message at zero. A
 * cursor whose cell was written anew has lagged; it goes on at the oldest
 * message. Original: `tokio::sync::broadcast`.
 */
import type { Pollable } from "./leaf.js";
import { Link, List } from "./list.js";

/** Who waits for a message. */
export class Waiter extends Link {
  constructor(public task: Pollable) {
    super();
  }
}

/** A place for one message. */
class Cell<T> {
  value: T | undefined = undefined;
  /** How many receivers have yet to see the message. */
  left = 0;
  constructor(public position: number) {}

  take(): T {
    const value = this.value as T;
    this.left--;
    if (this.left === 0) this.value = undefined;
    return value;
  }
}

/** Why there is no message: a number says how many were missed. */
export type Missing = "Empty" | "Closed" | number;

/** The messages of a channel, and who waits for the next. */
export class Ring<T> {
  /** Where the next message goes. */
  position = 0;
  receivers = 1;
  closed = false;
  readonly waiters = new List<Waiter>();
  readonly #cells: Array<Cell<T>> = [];
  #senders = 1;

  /** Holds `capacity` messages, rounded up to a power of two. */
  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(capacity));
    for (let i = 0; i < size; i++) this.#cells.push(new Cell(i - size));
  }

  get size(): number {
    return this.#cells.length;
  }

  cell(position: number): Cell<T> {
    return this.#cells[position % this.size]!;
  }

  /** Writes a message for all receivers; wakes those that wait, in order. */
  push(value: T): void {
    const cell = this.cell(this.position);
    cell.position = this.position;
    cell.left = this.receivers;
    cell.value = value;
    this.position++;
    this.#wakeAll();
  }

  addSender(): void {
    this.#senders++;
  }

  removeSender(): void {
    this.#senders--;
    if (this.#senders > 0) return;
    this.closed = true;
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (let w = this.waiters.shift(); w; w = this.waiters.shift()) {
      w.task.wake();
    }
  }
}

/** Where one receiver stands. */
export class Cursor<T> {
  #next: number;

  constructor(
    readonly ring: Ring<T>,
    next: number,
  ) {
    this.#next = next;
  }

  /** How many messages were sent and not yet received, lost ones included. */
  get length(): number {
    return this.ring.position - this.#next;
  }

  /** Goes one message on; returns its cell, or why there is none. */
  advance(): Cell<T> | Missing {
    const { ring } = this;
    const cell = ring.cell(this.#next);
    if (cell.position === this.#next) {
      this.#next++;
      return cell;
    }
    if (cell.position + ring.size === this.#next) {
      return ring.closed ? "Closed" : "Empty";
    }
    const oldest = ring.position - ring.size;
    const missed = oldest - this.#next;
    this.#next = oldest;
    return missed;
  }

  /** Leaves: what it has not seen is not kept for it any longer. */
  leave(): void {
    this.ring.receivers--;
    while (this.length > 0) {
      const cell = this.advance();
      if (cell instanceof Cell) cell.take();
    }
  }
}
