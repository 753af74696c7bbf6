/**
 * OCaml's `Lwt_pqueue` 5.6.1: priority queues that never change. Lwt itself has
 * deprecated it.
 *
 * A queue is a forest of binomial trees, one at most of each size, the smaller
 * trees first. No tree has a smaller element below a larger one.
 */
import { NotFound } from "./internal/not-found.js";

export {
  /** Thrown where the queue is empty. Original: `Stdlib.Not_found` */
  NotFound,
};

/**
 * What orders the elements: `compare(x, y)` is below 0 where `x` comes first. An
 * `Ord` of fp-ts is one.
 *
 * Original: `Lwt_pqueue.OrderedType`
 */
export interface OrderedType<A> {
  readonly compare: (x: A, y: A) => number;
}

/** A tree of `2 ** rank` elements; its children in a list, the largest first. */
interface Tree<A> {
  readonly root: A;
  readonly rank: number;
  readonly children: Children<A>;
}

type Children<A> =
  | { readonly first: Tree<A>; readonly rest: Children<A> }
  | undefined;

/** A priority queue: `Lwt_pqueue.S.t`. */
export class Pqueue<in out A> {
  declare protected readonly _A: (_: A) => A;

  constructor(
    /** @internal */
    readonly forest: readonly Tree<any>[],
  ) {}
}

/** What `Make` gives: `Lwt_pqueue.S`. */
export interface S<A> {
  /** The queue that has no elements. Original: `Lwt_pqueue.S.empty` */
  readonly empty: Pqueue<A>;

  /** Tells whether there are no elements. Original: `Lwt_pqueue.S.is_empty` */
  readonly isEmpty: (q: Pqueue<A>) => boolean;

  /** Gives a queue with one more element. Original: `Lwt_pqueue.S.add` */
  readonly add: (x: A, q: Pqueue<A>) => Pqueue<A>;

  /**
   * Gives a queue with the elements of both; what is in both is there twice.
   *
   * Original: `Lwt_pqueue.S.union`
   */
  readonly union: (q: Pqueue<A>, q2: Pqueue<A>) => Pqueue<A>;

  /**
   * Gives the smallest element.
   *
   * Behaviour: of several that are equal one, the same that Lwt gives; it need
   * not be the oldest.
   *
   * Errors: throws `NotFound` if the queue is empty.
   *
   * Original: `Lwt_pqueue.S.find_min`
   */
  readonly findMin: (q: Pqueue<A>) => A;

  /**
   * Gives the smallest element, or undefined.
   *
   * Original: `Lwt_pqueue.S.lookup_min`
   */
  readonly lookupMin: (q: Pqueue<A>) => A | undefined;

  /**
   * Gives a queue without the element that `findMin` gives.
   *
   * Errors: throws `NotFound` if the queue is empty.
   *
   * Original: `Lwt_pqueue.S.remove_min`
   */
  readonly removeMin: (q: Pqueue<A>) => Pqueue<A>;

  /** Counts the elements. Original: `Lwt_pqueue.S.size` */
  readonly size: (q: Pqueue<A>) => number;
}

/**
 * Makes priority queues of the elements that `Ord` orders.
 *
 * Behaviour: `add`, `union`, `findMin` and `removeMin` take time that grows with
 * the logarithm of the size.
 *
 * Original: `Lwt_pqueue.Make`
 */
export function Make<A>(Ord: OrderedType<A>): S<A> {
  /** Joins two trees of one rank; of equal roots that of `t` comes first. */
  const link = (t: Tree<A>, t2: Tree<A>): Tree<A> =>
    Ord.compare(t.root, t2.root) <= 0 ? under(t, t2) : under(t2, t);

  /** Puts a tree of the lowest rank, or below it, in front of a forest. */
  function insert(t: Tree<A>, forest: readonly Tree<A>[]): readonly Tree<A>[] {
    let joined = 0;
    while (joined < forest.length && forest[joined]!.rank === t.rank) {
      t = link(t, forest[joined]!);
      joined += 1;
    }
    return [t, ...forest.slice(joined)];
  }

  /** As deep as there are trees: the logarithm of the size. */
  function merge(
    forest: readonly Tree<A>[],
    forest2: readonly Tree<A>[],
  ): readonly Tree<A>[] {
    const [t, ...rest] = forest;
    const [t2, ...rest2] = forest2;
    if (t === undefined) return forest2;
    if (t2 === undefined) return forest;
    if (t.rank < t2.rank) return [t, ...merge(rest, forest2)];
    if (t2.rank < t.rank) return [t2, ...merge(forest, rest2)];
    return insert(link(t, t2), merge(rest, rest2));
  }

  /** Where the tree with the smallest root is: of equal ones the last. */
  function indexOfMin(forest: readonly Tree<A>[]): number {
    let least = forest.length - 1;
    for (let i = least - 1; i >= 0; i -= 1) {
      if (Ord.compare(forest[i]!.root, forest[least]!.root) < 0) least = i;
    }
    return least;
  }

  const lookupMin = ({ forest }: Pqueue<A>): A | undefined =>
    forest[indexOfMin(forest)]?.root;

  const thatIsNotEmpty = (q: Pqueue<A>): Pqueue<A> => {
    if (q.forest.length === 0) throw NotFound;
    return q;
  };

  return {
    empty: new Pqueue<A>([]),
    isEmpty: (q) => q.forest.length === 0,
    add: (root, { forest }) =>
      new Pqueue(insert({ root, rank: 0, children: undefined }, forest)),
    union: (q, q2) => new Pqueue(merge(q.forest, q2.forest)),
    findMin: (q) => lookupMin(thatIsNotEmpty(q)) as A,
    lookupMin,
    removeMin(q) {
      const { forest } = thatIsNotEmpty(q);
      const least = indexOfMin(forest);
      const others = forest.filter((_, i) => i !== least);
      return new Pqueue(merge(smallestFirst(forest[least]!.children), others));
    },
    size: ({ forest }) => forest.reduce((sum, { rank }) => sum + 2 ** rank, 0),
  };
}

const under = <A>(top: Tree<A>, below: Tree<A>): Tree<A> => ({
  root: top.root,
  rank: top.rank + 1,
  children: { first: below, rest: top.children },
});

function smallestFirst<A>(children: Children<A>): readonly Tree<A>[] {
  const trees: Tree<A>[] = [];
  for (let at = children; at !== undefined; at = at.rest) trees.push(at.first);
  return trees.toReversed();
}
