/**
 * OCaml's `Lwt_sequence` 5.6.1: a list that is cheap to change at both ends and
 * wherever one holds a node. Lwt itself has deprecated it.
 *
 * It is a ring of nodes with the sequence itself between the last and the first.
 * A node does not know what sequence it is in, so that `transferL` and `transferR`
 * take no more time for many nodes than for one. The queues of resolvers in
 * internal/sequence.ts are made otherwise for that reason: each of their nodes
 * knows its queue, which counts who waits in it for the report of a deadlock.
 *
 * Names end in `L` where they go from the left, in `R` where they go from the
 * right. While a walk goes on, nodes may be removed, those that it has not come
 * to as well, and added.
 */
import { NotFound } from "./internal/not-found.js";
import { ConstantException } from "./internal/promise.js";

/** Thrown where there is nothing to take. Original: `Lwt_sequence.Empty` */
export const Empty = new ConstantException(
  "LwtSequence.Empty",
  "the sequence is empty",
);

export {
  /** Thrown where nothing is found. Original: `Stdlib.Not_found` */
  NotFound,
};

type Place<A> = Sequence<A> | Node<A>;

/** `'a Lwt_sequence.t` */
export class Sequence<in out A> {
  /** @internal */
  prev: Place<A> = this;
  /** @internal */
  next: Place<A> = this;
}

/** `'a Lwt_sequence.node` */
export class Node<in out A> {
  /** @internal */
  active = true;

  constructor(
    /** @internal */
    public prev: Place<A>,
    /** @internal */
    public next: Place<A>,
    /** @internal */
    public data: A,
  ) {
    prev.next = this;
    next.prev = this;
  }
}

/** Gives what a node holds. Original: `Lwt_sequence.get` */
export const get = <A>(node: Node<A>): A => node.data;

/** Changes what a node holds. Original: `Lwt_sequence.set` */
export function set<A>(node: Node<A>, data: A): void {
  node.data = data;
}

/**
 * Takes a node out of its sequence; a second time does nothing.
 *
 * Original: `Lwt_sequence.remove`
 */
export function remove(node: Node<any>): void {
  if (!node.active) return;
  node.active = false;
  node.prev.next = node.next;
  node.next.prev = node.prev;
}

/** Makes an empty sequence. Original: `Lwt_sequence.create` */
export const create = <A>(): Sequence<A> => new Sequence();

/**
 * Lets go of all nodes. As in Lwt they do not come to know of it: one that is
 * removed later ties its neighbours in again.
 *
 * Original: `Lwt_sequence.clear`
 */
export function clear(s: Sequence<any>): void {
  s.prev = s;
  s.next = s;
}

/** Tells whether there are no nodes. Original: `Lwt_sequence.is_empty` */
export const isEmpty = (s: Sequence<any>): boolean => s.next === s;

/** Counts the nodes, one by one. Original: `Lwt_sequence.length` */
export function length(s: Sequence<any>): number {
  let n = 0;
  for (let at = s.next; at instanceof Node; at = at.next) n += 1;
  return n;
}

/** Puts an element before all others. Original: `Lwt_sequence.add_l` */
export const addL = <A>(data: A, s: Sequence<A>): Node<A> =>
  new Node(s, s.next, data);

/** Puts an element behind all others. Original: `Lwt_sequence.add_r` */
export const addR = <A>(data: A, s: Sequence<A>): Node<A> =>
  new Node(s.prev, s, data);

function taken<A>(node: Node<A>): A {
  remove(node);
  return node.data;
}

/** Takes the first element; throws `Empty` if there is none. Original: `Lwt_sequence.take_l` */
export function takeL<A>(s: Sequence<A>): A {
  if (s.next instanceof Node) return taken(s.next);
  throw Empty;
}

/** Takes the last element; throws `Empty` if there is none. Original: `Lwt_sequence.take_r` */
export function takeR<A>(s: Sequence<A>): A {
  if (s.prev instanceof Node) return taken(s.prev);
  throw Empty;
}

/** Takes the first element; undefined if there is none. Original: `Lwt_sequence.take_opt_l` */
export const takeOptL = <A>(s: Sequence<A>): A | undefined =>
  s.next instanceof Node ? taken(s.next) : undefined;

/** Takes the last element; undefined if there is none. Original: `Lwt_sequence.take_opt_r` */
export const takeOptR = <A>(s: Sequence<A>): A | undefined =>
  s.prev instanceof Node ? taken(s.prev) : undefined;

/** Moves all of `from` before all of `to`, in constant time. Original: `Lwt_sequence.transfer_l` */
export function transferL<A>(from: Sequence<A>, to: Sequence<A>): void {
  to.next.prev = from.prev;
  from.prev.next = to.next;
  to.next = from.next;
  from.next.prev = to;
  clear(from);
}

/** Moves all of `from` behind all of `to`, in constant time. Original: `Lwt_sequence.transfer_r` */
export function transferR<A>(from: Sequence<A>, to: Sequence<A>): void {
  to.prev.next = from.next;
  from.next.prev = to.prev;
  to.prev = from.prev;
  from.prev.next = to;
  clear(from);
}

/** The nodes from the left on that are in the sequence when their turn comes. */
function* nodesL<A>(s: Sequence<A>): Generator<Node<A>> {
  for (let at = s.next; at instanceof Node; at = at.next) {
    if (at.active) yield at;
  }
}

/** As `nodesL`, from the right on. */
function* nodesR<A>(s: Sequence<A>): Generator<Node<A>> {
  for (let at = s.prev; at instanceof Node; at = at.prev) {
    if (at.active) yield at;
  }
}

/** Calls `f` with each element. Original: `Lwt_sequence.iter_l` */
export function iterL<A>(f: (data: A) => void, s: Sequence<A>): void {
  for (const node of nodesL(s)) f(node.data);
}

/** Calls `f` with each element. Original: `Lwt_sequence.iter_r` */
export function iterR<A>(f: (data: A) => void, s: Sequence<A>): void {
  for (const node of nodesR(s)) f(node.data);
}

/** Calls `f` with each node. Original: `Lwt_sequence.iter_node_l` */
export function iterNodeL<A>(f: (node: Node<A>) => void, s: Sequence<A>): void {
  for (const node of nodesL(s)) f(node);
}

/** Calls `f` with each node. Original: `Lwt_sequence.iter_node_r` */
export function iterNodeR<A>(f: (node: Node<A>) => void, s: Sequence<A>): void {
  for (const node of nodesR(s)) f(node);
}

/** Makes one value of all elements. Original: `Lwt_sequence.fold_l` */
export function foldL<A, B>(
  f: (data: A, acc: B) => B,
  s: Sequence<A>,
  initial: B,
): B {
  let acc = initial;
  for (const node of nodesL(s)) acc = f(node.data, acc);
  return acc;
}

/** Makes one value of all elements. Original: `Lwt_sequence.fold_r` */
export function foldR<A, B>(
  f: (data: A, acc: B) => B,
  s: Sequence<A>,
  initial: B,
): B {
  let acc = initial;
  for (const node of nodesR(s)) acc = f(node.data, acc);
  return acc;
}

/** Finds the node of the first element that `f` is true of; undefined if there is none. Original: `Lwt_sequence.find_node_opt_l` */
export function findNodeOptL<A>(
  f: (data: A) => boolean,
  s: Sequence<A>,
): Node<A> | undefined {
  for (const node of nodesL(s)) if (f(node.data)) return node;
  return undefined;
}

/** Finds the node of the last element that `f` is true of; undefined if there is none. Original: `Lwt_sequence.find_node_opt_r` */
export function findNodeOptR<A>(
  f: (data: A) => boolean,
  s: Sequence<A>,
): Node<A> | undefined {
  for (const node of nodesR(s)) if (f(node.data)) return node;
  return undefined;
}

function found<A>(node: Node<A> | undefined): Node<A> {
  if (node === undefined) throw NotFound;
  return node;
}

/** Finds as `findNodeOptL`; throws `NotFound` if there is none. Original: `Lwt_sequence.find_node_l` */
export const findNodeL = <A>(
  f: (data: A) => boolean,
  s: Sequence<A>,
): Node<A> => found(findNodeOptL(f, s));

/** Finds as `findNodeOptR`; throws `NotFound` if there is none. Original: `Lwt_sequence.find_node_r` */
export const findNodeR = <A>(
  f: (data: A) => boolean,
  s: Sequence<A>,
): Node<A> => found(findNodeOptR(f, s));
