/**
 * What a stream is made of: a queue of elements, and a source that feeds it.
 *
 * READING GUIDE. stream.ts, then walk.ts, the one loop that all who read are
 * made of; the rest is what Lwt_stream offers: make.ts, push.ts, bounded.ts;
 * read.ts, available.ts, traverse.ts; transform.ts, several.ts.
 *
 * The queue is a chain of nodes that point forward only. Its last node is
 * empty: there the source puts the next element. A stream is a place in a
 * chain, and clones are several places in one. A source knows the end of the
 * chain and never a stream, so what all streams have read is garbage.
 */
import * as Lwt from "../../Lwt.js";

/** What stands where a stream ends; so that `undefined` may be an element. */
export const END: unique symbol = Symbol("end of stream");

export type Item<A> = A | typeof END;

export class Node<A> {
  /** Undefined for the last. */
  next: Node<A> | undefined = undefined;
  data: Item<A> = END;
}

/** Where the elements come from. */
export interface Source<A> {
  /** False for bounded streams: their elements are counted when consumed. */
  readonly clonable: boolean;
  /** Asks for an element; the promise is that it is in the queue. */
  feed(queue: Queue<A>): Lwt.Promise<void>;
  /** Is told that an element was consumed. */
  consumed(queue: Queue<A>): void;
}

/** The shared part of all clones of a stream. */
export class Queue<A> {
  last = new Node<A>();
  readonly closed: Lwt.Promise<void>;
  private readonly close: Lwt.Resolver<void>;

  constructor(readonly source: Source<A>) {
    [this.closed, this.close] = Lwt.wait();
  }

  /** Puts an element, or the end, behind the others. */
  add(item: Item<A>): void {
    const node = this.last;
    node.data = item;
    node.next = new Node();
    this.last = node.next;
  }

  /** Tells those who wait for the end, now. */
  end(): void {
    Lwt.wakeup(this.close, undefined);
  }
}

/** `'a Lwt_stream.t` */
export class Stream<out A> {
  declare protected readonly _A: () => A;
  /** The next to be read. @internal */
  node: Node<any>;

  constructor(
    /** @internal */
    readonly queue: Queue<any>,
    node: Node<any>,
  ) {
    this.node = node;
  }
}

export function streamOf<A>(source: Source<A>): Stream<A> {
  const queue = new Queue(source);
  return new Stream<A>(queue, queue.last);
}

/** Asks for the next element; a cancel does not stop the source. */
export const feed = (s: Stream<any>): Lwt.Promise<void> =>
  Lwt.protected(s.queue.source.feed(s.queue));

/** Goes past `node`, unless another reader of the same stream has done so. */
export function consume(s: Stream<any>, node: Node<any>): void {
  if (node !== s.node) return;
  s.node = node.next!;
  s.queue.source.consumed(s.queue);
}

/** A source that is called for each element. */
export class From<A> implements Source<A> {
  readonly clonable = true;
  /** The call under way: all who want an element wait for the same. */
  private thread = Lwt.returnUnit;

  constructor(
    readonly create: () => Lwt.Promise<unknown>,
    /** The value that ends the stream. */
    readonly ends: undefined | typeof END,
  ) {}

  feed(queue: Queue<A>): Lwt.Promise<void> {
    if (!Lwt.isSleeping(this.thread)) {
      this.thread = Lwt.bind(this.create(), (value) => {
        addOrEnd(queue, value === this.ends ? END : (value as A));
        return Lwt.returnUnit;
      });
    }
    return this.thread;
  }

  consumed(): void {}
}

/** As `From`, with values in place of promises. */
export class FromDirect<A> implements Source<A> {
  readonly clonable = true;

  constructor(readonly create: () => Item<A>) {}

  feed(queue: Queue<A>): Lwt.Promise<void> {
    addOrEnd(queue, this.create());
    return Lwt.returnUnit;
  }

  consumed(): void {}
}

function addOrEnd<A>(queue: Queue<A>, item: Item<A>): void {
  queue.add(item);
  if (item === END) queue.end();
}

/** A stream of what `create` gives, up to `END`. */
export const fromItems = <A>(create: () => Lwt.Promise<Item<A>>): Stream<A> =>
  streamOf(new From<A>(create, END));

export const returnEnd: Lwt.Promise<typeof END> = Lwt.return(END);
