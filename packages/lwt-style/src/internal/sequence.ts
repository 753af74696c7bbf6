/**
 * Queues of resolvers: who waits for a mvar, a condition, a mutex, a yield.
 *
 * Doubly linked, so that a canceled waiter leaves in constant time. Each queue
 * knows what waiting in it is called: a deadlock report says so.
 */
import {
  CANCEL_SELF,
  type LwtPromise,
  pending,
  type Releasable,
} from "./promise.js";

export class SequenceNode<T> implements Releasable {
  next: SequenceNode<T> | undefined;
  prev: SequenceNode<T> | undefined;
  active = true;

  constructor(
    readonly owner: Sequence<T>,
    readonly data: T,
  ) {}

  /** Leaves the queue; a second time does nothing. */
  release(): void {
    if (!this.active) return;
    this.active = false;
    this.owner.remove(this);
  }
}

/** How many wait in queues of each label, over the whole program. */
export const waitingByLabel = new Map<string, number>();

export class Sequence<T> {
  private first: SequenceNode<T> | undefined;
  private last: SequenceNode<T> | undefined;
  private count = 0;

  constructor(
    /** What waiting here is called, for instance `LwtMvar.take`. */
    readonly label: string,
    /** The name that the user gave to what is waited for. */
    readonly name?: string | undefined,
  ) {}

  get length(): number {
    return this.count;
  }

  isEmpty(): boolean {
    return this.count === 0;
  }

  addRight(data: T): SequenceNode<T> {
    const node = new SequenceNode(this, data);
    node.prev = this.last;
    if (this.last === undefined) this.first = node;
    else this.last.next = node;
    this.last = node;
    this.counted(1);
    return node;
  }

  addLeft(data: T): SequenceNode<T> {
    const node = new SequenceNode(this, data);
    node.next = this.first;
    if (this.first === undefined) this.last = node;
    else this.first.prev = node;
    this.first = node;
    this.counted(1);
    return node;
  }

  /** The data of the first, which leaves; undefined if there is none. */
  takeLeft(): T | undefined {
    const node = this.first;
    node?.release();
    return node?.data;
  }

  /** All data from first to last; the queue is empty afterwards. */
  takeAll(): T[] {
    const taken: T[] = [];
    while (this.first !== undefined) {
      taken.push(this.first.data);
      this.first.release();
    }
    return taken;
  }

  /** All data from first to last; the queue stays as it is. */
  toArray(): T[] {
    const all: T[] = [];
    for (let node = this.first; node !== undefined; node = node.next) {
      all.push(node.data);
    }
    return all;
  }

  /** @internal */
  remove(node: SequenceNode<T>): void {
    if (node.prev === undefined) this.first = node.next;
    else node.prev.next = node.next;
    if (node.next === undefined) this.last = node.prev;
    else node.next.prev = node.prev;
    this.counted(-1);
  }

  private counted(change: number): void {
    this.count += change;
    const { label } = this;
    waitingByLabel.set(label, (waitingByLabel.get(label) ?? 0) + change);
  }
}

/** A task at the end of the queue; canceled, it leaves the queue. */
export function addTaskRight<A>(queue: Sequence<LwtPromise<A>>): LwtPromise<A> {
  const p = pending<A>(CANCEL_SELF, undefined);
  p.h = queue.addRight(p);
  return p;
}
