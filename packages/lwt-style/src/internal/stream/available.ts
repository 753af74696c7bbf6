/** Reading what is there, without waiting. */
import * as Lwt from "../../Lwt.js";
import { next, Empty } from "./read.js";
import { consume, END, type Item, type Node, type Stream } from "./stream.js";

/**
 * Takes what is there from `start` on, until `more` says no, and gives the
 * exception that stopped it, if one did. The source is asked as by any reader,
 * but where it has nothing yet nobody waits, so nothing is left on it.
 */
function drain<A>(
  s: Stream<A>,
  start: Node<A>,
  more: (value: A) => boolean,
): { readonly exn: unknown } | undefined {
  const { queue } = s;
  let node = start;
  for (;;) {
    if (node === queue.last) {
      const state = Lwt.state(queue.source.feed(queue));
      if (state._tag === "Sleep") return undefined;
      if (state._tag === "Fail") return state;
      continue;
    }
    const item = node.data;
    if (item === END) return undefined;
    consume(s, node);
    node = node.next!;
    if (!more(item)) return undefined;
  }
}

/**
 * Takes all that is there and gives the last of it; waits for one element if
 * there is none.
 *
 * Errors: rejects with `Empty` at the end.
 *
 * Original: `Lwt_stream.last_new`
 */
export function lastNew<A>(s: Stream<A>): Lwt.Promise<A> {
  const { node } = s;
  if (node === s.queue.last) {
    const p = next(s);
    if (Lwt.state(p)._tag !== "Return") return p;
  }
  let latest = END as Item<A>;
  const failure = drain<A>(s, node, (value) => {
    latest = value;
    return true;
  });
  if (failure !== undefined) return Lwt.fail(failure.exn);
  return latest === END ? Lwt.fail(Empty) : Lwt.return(latest);
}

/** Drops all that is there. Original: `Lwt_stream.junk_old` */
export function junkOld(s: Stream<any>): Lwt.Promise<void> {
  const failure = drain(s, s.node, () => true);
  return failure === undefined ? Lwt.returnUnit : Lwt.fail(failure.exn);
}

/**
 * Takes all that is there.
 *
 * Errors: throws what the source rejects with; what was taken is lost.
 *
 * Original: `Lwt_stream.get_available`
 */
export const getAvailable = <A>(s: Stream<A>): A[] =>
  getAvailableUpTo(Infinity, s);

/** Takes what is there, but at most `n`. Original: `Lwt_stream.get_available_up_to` */
export function getAvailableUpTo<A>(n: number, s: Stream<A>): A[] {
  const taken: A[] = [];
  if (n <= 0) return taken;
  const failure = drain<A>(s, s.node, (value) => taken.push(value) < n);
  if (failure !== undefined) throw failure.exn;
  return taken;
}
