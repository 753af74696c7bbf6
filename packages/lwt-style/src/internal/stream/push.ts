/** Streams that are pushed into. */
import { ConstantException } from "../promise.js";
import * as Lwt from "../../Lwt.js";
import {
  END,
  type Item,
  type Queue,
  type Source,
  type Stream,
  streamOf,
} from "./stream.js";

/** Thrown by a push after the end was pushed. Original: `Lwt_stream.Closed` */
export const Closed = new ConstantException(
  "LwtStream.Closed",
  "the stream is closed",
);

/** Wakes those who wait for an element, if there are any. */
export class Signal {
  private waiting = false;
  private ends = Lwt.wait();

  wait(): Lwt.Promise<void> {
    this.waiting = true;
    return this.ends[0];
  }

  send(): void {
    if (!this.waiting) return;
    this.waiting = false;
    const [, resolver] = this.ends;
    this.ends = Lwt.wait();
    Lwt.wakeupLater(resolver, undefined);
  }
}

class Push<A> implements Source<A> {
  readonly clonable = true;
  readonly signal = new Signal();
  /** Kept from the garbage collector as long as the stream is. */
  external: unknown;

  feed(): Lwt.Promise<void> {
    return this.signal.wait();
  }

  consumed(): void {}
}

/** The parts of a push-stream; `push` knows the end of the queue only. */
export function pushSource<A>(): {
  readonly stream: Stream<A>;
  readonly push: (item: Item<A>) => void;
  readonly source: Push<A>;
} {
  const source = new Push<A>();
  const stream = streamOf<A>(source);
  const queue: Queue<A> = stream.queue;
  const push = (item: Item<A>): void => {
    if (!Lwt.isSleeping(queue.closed)) throw Closed;
    queue.add(item);
    source.signal.send();
    if (item === END) queue.end();
  };
  return { stream, push, source };
}

/** Puts an element into a stream; `undefined` closes it. Throws `Closed` after that. */
export type PushFunction<A> = (value: A | undefined) => void;

/**
 * Makes a stream and the function that pushes into it.
 *
 * Behaviour: readers that wait are woken later, as by `Lwt.wakeupLater`; those
 * who wait for the end of the stream at once, after the readers.
 *
 * The function does not keep the stream: elements that nobody can read are
 * garbage.
 *
 * Original: `Lwt_stream.create`
 */
export function create<A>(): [Stream<A>, PushFunction<A>] {
  const [stream, push] = createWithReference<A>();
  return [stream, push];
}

/**
 * Makes a stream as `create` does, with a function that makes the stream keep
 * what the elements come from.
 *
 * Original: `Lwt_stream.create_with_reference`
 */
export function createWithReference<A>(): [
  Stream<A>,
  PushFunction<A>,
  (reference: unknown) => void,
] {
  const { stream, push, source } = pushSource<A>();
  return [
    stream,
    (value) => push(value === undefined ? END : value),
    (reference) => {
      source.external = reference;
    },
  ];
}
