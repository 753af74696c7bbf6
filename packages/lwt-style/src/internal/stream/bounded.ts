/** Streams that are pushed into and have room for so many elements. */
import { ConstantException, InvalidArgument } from "../promise.js";
import * as Lwt from "../../Lwt.js";
import { Closed, Signal } from "./push.js";
import {
  END,
  type Item,
  type Queue,
  type Source,
  type Stream,
  streamOf,
} from "./stream.js";

/** The rejection of a push while another waits for room. Original: `Lwt_stream.Full` */
export const Full = new ConstantException(
  "LwtStream.Full",
  "the stream is full, and a push waits for room already",
);

class Bounded<A> implements Source<A> {
  readonly clonable = false;
  readonly signal = new Signal();
  count = 0;
  /** The element of the push that waits. */
  pending: Item<A> = END;
  waiter = Lwt.task();
  external: unknown;

  constructor(public size: number) {}

  feed(): Lwt.Promise<void> {
    return this.signal.wait();
  }

  /** The element of the push that waits takes the place of the consumed one. */
  consumed(queue: Queue<A>): void {
    if (this.pending === END) this.count -= 1;
    else this.letIn(queue);
  }

  /** As in Lwt this wakes the push that waits, and no reader. */
  letIn(queue: Queue<A>): void {
    queue.add(this.pending);
    this.pending = END;
    const [, resolver] = this.waiter;
    this.waiter = Lwt.task();
    Lwt.wakeupLater(resolver, undefined);
  }
}

/** What pushes into a bounded stream. Original: `Lwt_stream.bounded_push` */
export class BoundedPush<in A> {
  declare protected readonly _A: (_: A) => void;
  #closed = false;
  readonly #source: Bounded<any>;
  readonly #queue: Queue<any>;

  /** @internal */
  constructor(source: Bounded<any>, queue: Queue<any>) {
    this.#source = source;
    this.#queue = queue;
  }

  /** How many elements there is room for. */
  get size(): number {
    return this.#source.size;
  }

  /** How many elements are in the queue; that of a push that waits is not. */
  get count(): number {
    return this.#source.count;
  }

  /** Tells whether a push waits for room. */
  get blocked(): boolean {
    return this.#source.pending !== END;
  }

  /** Tells whether `close` was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Changes the size, also to less than there are elements.
   *
   * Behaviour: if there is room now for the push that waits, its element goes
   * into the queue. As in Lwt that wakes no reader: one that waits already, as
   * it may at a size of 0, waits until the next push or the end.
   *
   * Errors: throws `InvalidArgument` for a size below 0.
   */
  resize(size: number): void {
    const source = this.#source;
    mustNotBeNegative(size, "BoundedPush.resize");
    source.size = size;
    if (source.count < size && source.pending !== END) {
      source.count += 1;
      source.letIn(this.#queue);
    }
  }

  /**
   * Puts an element into the stream.
   *
   * Behaviour: room: at once; full: waits until an element is consumed.
   *
   * Cancellation: a push that waits is given up, and its element with it.
   *
   * Errors: rejects with `Full` if another push waits, with `Closed` if the
   * stream is closed, now or while the push waits.
   */
  push(value: A): Lwt.Promise<void> {
    const source = this.#source;
    if (this.#closed) return Lwt.fail(Closed);
    if (source.pending !== END) return Lwt.fail(Full);
    if (source.count < source.size) {
      this.#queue.add(value);
      source.count += 1;
      source.signal.send();
      return Lwt.returnUnit;
    }
    source.pending = value;
    return Lwt.catch(
      () => source.waiter[0],
      (exn) => {
        if (exn === Lwt.Canceled) {
          source.pending = END;
          source.waiter = Lwt.task();
        }
        return Lwt.fail(exn);
      },
    );
  }

  /** Closes the stream; a push that waits rejects with `Closed`. */
  close(): void {
    if (this.#closed) return;
    const source = this.#source;
    this.#closed = true;
    this.#queue.add(END);
    if (source.pending !== END) {
      source.pending = END;
      Lwt.wakeupLaterExn(source.waiter[1], Closed);
    }
    source.signal.send();
    this.#queue.end();
  }

  /** Makes the stream keep what its elements come from. */
  setReference(reference: unknown): void {
    this.#source.external = reference;
  }
}

function mustNotBeNegative(size: number, name: string): void {
  if (size >= 0) return;
  throw new InvalidArgument(`LwtStream.${name}: a size of ${size} is below 0`);
}

/**
 * Makes a stream with room for `size` elements, and what pushes into it. It can
 * be neither cloned nor parsed.
 *
 * Errors: throws `InvalidArgument` for a size below 0.
 *
 * Original: `Lwt_stream.create_bounded`
 */
export function createBounded<A>(size: number): [Stream<A>, BoundedPush<A>] {
  mustNotBeNegative(size, "createBounded");
  const source = new Bounded<A>(size);
  const stream = streamOf<A>(source);
  return [stream, new BoundedPush<A>(source, stream.queue)];
}
