/** Several futures in one task. Original: `tokio::join!`, `tokio::try_join!`. */
import { Effect } from "effect";
import { JoinNode, NodeEffect } from "./internal/branches.js";
import { Leaf } from "./internal/leaf.js";
import type { Node, Strand } from "./internal/strand.js";

type Futures = ReadonlyArray<Effect.Effect<any, any, any>>;

/** The values of a list of futures. */
export type Outputs<F extends Futures> = {
  -readonly [K in keyof F]: Effect.Success<F[K]>;
};

class Join extends NodeEffect<any, any, any> {
  constructor(
    readonly futures: Futures,
    readonly label: "join" | "tryJoin",
  ) {
    super();
  }
  open(owner: Strand): Node {
    return new JoinNode(owner, this.futures, this.label);
  }
}

function listOf(futures: ReadonlyArray<unknown>): Futures {
  const first = futures[0];
  const list = Array.isArray(first) && futures.length === 1 ? first : futures;
  const checked: Array<Effect.Effect<any, any, any>> = [];
  for (let i = 0; i < list.length; i++) {
    const future: unknown = list[i];
    if (!(future instanceof Leaf) && !Effect.isEffect(future)) {
      throw new TypeError("join takes futures, or one array of futures");
    }
    checked.push(future);
  }
  return checked;
}

/**
 * Awaits all futures at once, in this task.
 *
 * Behaviour:
 * - the branches belong to the task: several wakes are one poll, at the place
 *   of the first; each poll looks at all unfinished branches and starts one
 *   branch further on than the last poll did;
 * - all branches run to their end, also when one fails: then the result is
 *   the failure of the first branch that failed, in order of declaration. Use
 *   `Effect.result` on a branch to have its error as a value, as Rust does;
 * - a panic in a branch drops the others and ends the task.
 *
 * Cancellation: not cancel safe: the branches are dropped, in order, and what
 * one has given already is lost. Locks and permits that it has given are given
 * back.
 *
 * Original: `tokio::join!`.
 */
export function join<const F extends Futures>(
  futures: F,
): Effect.Effect<
  Outputs<F>,
  Effect.Error<F[number]>,
  Effect.Services<F[number]>
>;
export function join<const F extends Futures>(
  ...futures: F
): Effect.Effect<
  Outputs<F>,
  Effect.Error<F[number]>,
  Effect.Services<F[number]>
>;
export function join(...futures: ReadonlyArray<unknown>): any {
  return new Join(listOf(futures), "join");
}

/**
 * Awaits all futures at once, until one fails.
 *
 * Behaviour: as {@link join}, but the first failure drops the other branches,
 * in order of declaration, and is the result.
 *
 * Cancellation: not cancel safe: the branches are dropped, in order, and what
 * one has given already is lost. Locks and permits that it has given are given
 * back.
 *
 * Original: `tokio::try_join!`.
 */
export function tryJoin<const F extends Futures>(
  futures: F,
): Effect.Effect<
  Outputs<F>,
  Effect.Error<F[number]>,
  Effect.Services<F[number]>
>;
export function tryJoin<const F extends Futures>(
  ...futures: F
): Effect.Effect<
  Outputs<F>,
  Effect.Error<F[number]>,
  Effect.Services<F[number]>
>;
export function tryJoin(...futures: ReadonlyArray<unknown>): any {
  return new Join(listOf(futures), "tryJoin");
}
