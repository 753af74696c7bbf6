/**
 * Loops whose turns may have to wait.
 *
 * OCaml writes them as functions that call themselves in tail position, inside
 * `bind`. Here a *turn* gives the promise of the result, or undefined: once more.
 * As long as nothing is pending that is a plain loop, so that a million
 * elements that are there need no stack; where something is pending the loop
 * goes on in a callback.
 */
import { FULFILLED, STATE, underlying } from "../promise.js";
import * as Lwt from "../../Lwt.js";
import { consume, feed, type Item, type Node, type Stream } from "./stream.js";

type Turn<B> = Lwt.Promise<B> | undefined;

/** Takes turns until one gives a promise. */
export function loop<B>(turn: () => Turn<B>): Lwt.Promise<B> {
  for (;;) {
    const p = turn();
    if (p !== undefined) return p;
  }
}

export const isFulfilled = (p: Lwt.Promise<any>): boolean =>
  (underlying(p).s & STATE) === FULFILLED;

/** `Lwt.bind` inside a turn: `f` is the rest of it. */
export function after<T, B>(
  given: Lwt.Promise<T>,
  f: (value: T) => Turn<B>,
  turn: () => Turn<B>,
): Turn<B> {
  const p = underlying(given);
  if ((p.s & STATE) === FULFILLED) return f(p.v as T);
  return Lwt.bind(p, (value) => f(value) ?? loop(turn));
}

/** Makes promises with `start` until `decide` has an answer to one. */
export function until<T, B>(
  start: () => Lwt.Promise<T>,
  decide: (value: T, p: Lwt.Promise<T>, turn: () => Turn<B>) => Turn<B>,
): Lwt.Promise<B> {
  const turn = (): Turn<B> => {
    const p = start();
    return after(p, (value) => decide(value, p, turn), turn);
  };
  return loop(turn);
}

type Step<A, B> = (item: Item<A>, walk: Walk<A, B>) => Turn<B>;

/**
 * A reader that goes from node to node, and waits at the last. It has its own
 * place: of several readers of one stream each sees what comes after its own.
 */
export class Walk<A, B> {
  private node: Node<A>;

  constructor(
    readonly stream: Stream<A>,
    private readonly step: Step<A, B>,
  ) {
    this.node = stream.node;
  }

  readonly turn = (): Turn<B> =>
    this.node === this.stream.queue.last
      ? after(feed(this.stream), again, this.turn)
      : this.step(this.node.data, this);

  /** Goes on to the next node. */
  move(): void {
    this.node = this.node.next!;
  }

  /** Consumes the element, and goes on to the next node. */
  take(): void {
    consume(this.stream, this.node);
    this.node = this.node.next!;
  }

  /** `Lwt.bind` inside a step. */
  after<T>(p: Lwt.Promise<T>, f: (value: T) => Turn<B>): Turn<B> {
    return after(p, f, this.turn);
  }
}

/** The rest of a turn that has nothing else to do. */
export const again = (): undefined => undefined;

/** Reads from the place of the stream on, until a step gives a promise. */
export const walk = <A, B>(s: Stream<A>, step: Step<A, B>): Lwt.Promise<B> =>
  loop(new Walk(s, step).turn);
