import { waitFor } from "./abort.js";
import type { Abortable } from "./abort.js";

/** What a put into a closed queue rejects with. */
export class QueueClosed extends Error {
  override readonly name = "QueueClosed";
  constructor() {
    super("the queue is closed");
  }
}

interface Putter<A> {
  readonly item: A;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A queue with an end: `for await (const item of queue)` takes each item and
 * ends when the queue is closed and empty. Several may put and take.
 */
export class Queue<A extends {}> implements AsyncIterable<A> {
  readonly #items: A[] = [];
  readonly #takers = new Set<(item: A | undefined) => void>();
  readonly #putters = new Set<Putter<A>>();
  #isClosed = false;
  #announce = (): void => {};

  /** Resolves when the queue is closed, with items in it or not. */
  readonly closed = new Promise<void>((resolve) => {
    this.#announce = resolve;
  });

  /**
   * @param capacity how many items it holds that nobody has taken.
   *
   * Errors: throws a `RangeError` unless it holds an item at least.
   */
  constructor(readonly capacity = Infinity) {
    if (!(capacity >= 1))
      throw new RangeError(`it must hold 1 item at least, not ${capacity}`);
  }

  /** Puts an item if there is room and the queue is open; says whether. */
  tryPut(item: A): boolean {
    if (this.#isClosed || this.#items.length >= this.capacity) return false;
    const [taker] = this.#takers;
    if (taker === undefined) {
      this.#items.push(item);
      return true;
    }
    this.#takers.delete(taker);
    taker(item);
    return true;
  }

  /**
   * Puts an item, and waits for room if there is none.
   *
   * Cancellation: who gives up leaves the line, and its item is not put.
   *
   * Errors: rejects with `QueueClosed` where the queue is closed, or is closed
   * during the wait.
   */
  async put(item: A, options: Abortable = {}): Promise<void> {
    options.signal?.throwIfAborted();
    if (this.tryPut(item)) return;
    if (this.#isClosed) throw new QueueClosed();
    await waitFor<void>((resolve, reject) => {
      const putter: Putter<A> = { item, resolve, reject };
      this.#putters.add(putter);
      return () => this.#putters.delete(putter);
    }, options);
  }

  /**
   * Takes the oldest item, and waits for one if there is none; `undefined` is
   * the end.
   *
   * Cancellation: who gives up leaves the line, and no item is lost.
   */
  async take(options: Abortable = {}): Promise<A | undefined> {
    options.signal?.throwIfAborted();
    const item = this.#items.shift();
    if (item === undefined && !this.#isClosed)
      return waitFor<A | undefined>((resolve) => {
        this.#takers.add(resolve);
        return () => this.#takers.delete(resolve);
      }, options);
    this.#admit();
    return item;
  }

  /**
   * Closes the queue: nothing more is put, and what is in it can be taken.
   * Who waits for room is refused, and who waits for an item has the end.
   */
  close(): void {
    this.#isClosed = true;
    this.#announce();
    for (const { reject } of this.#putters) reject(new QueueClosed());
    this.#putters.clear();
    for (const take of this.#takers) take(undefined);
    this.#takers.clear();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<A, void, undefined> {
    for (;;) {
      const item = await this.take();
      if (item === undefined) return;
      yield item;
    }
  }

  /** Lets the first in who waits for room, now that there is some. */
  #admit(): void {
    const [putter] = this.#putters;
    if (putter === undefined) return;
    this.#putters.delete(putter);
    this.#items.push(putter.item);
    putter.resolve();
  }
}
