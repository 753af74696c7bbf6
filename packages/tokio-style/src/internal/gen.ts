/**
 * Generators that close.
 *
 * `Effect.gen` abandons its generator when an effect fails or the fiber is
 * interrupted: `finally` blocks and `using` declarations do not run. A frame
 * of ours closes the generator instead, which is what Rust's drop does to the
 * locals of an async function.
 */
import type { Effect } from "effect";
import { Cause, Exit } from "effect";
import {
  effectBase,
  type FiberShape,
  type Frame,
  hearInterrupts,
  isSuccess,
  onFailure,
  onPop,
  onSuccess,
  succeed,
} from "./fiber.js";

type Body = Iterator<Effect.Effect<any, any, any>>;

/**
 * A generator that waits for the effect it has yielded.
 *
 * A strand resumes it directly (see `advance` in strand.ts); the methods are
 * for the run loop of Effect, between frames that are not ours.
 */
export class GenFrame implements Frame {
  /** What the generator was closed for; undefined while it runs. */
  closing: Cause.Cause<unknown> | undefined = undefined;

  constructor(readonly body: Body) {}

  [onPop](fiber: FiberShape): undefined {
    return hearInterrupts(fiber);
  }

  [onSuccess](value: unknown, fiber: FiberShape): unknown {
    return this.#go(this.body.next(value), fiber);
  }

  [onFailure](cause: Cause.Cause<unknown>, fiber: FiberShape): unknown {
    const before = this.closing;
    this.closing = before === undefined ? cause : Cause.combine(before, cause);
    return this.#return(fiber);
  }

  /** Closes the generator now: `finally` and `using` run in this call. */
  close(): void {
    let result = this.body.return!(undefined);
    // A drop cannot wait: what a `finally` block yields is not awaited.
    while (result.done !== true) result = this.body.return!(undefined);
  }

  #return(fiber: FiberShape): unknown {
    try {
      return this.#go(this.body.return!(undefined), fiber);
    } catch (defect) {
      return Exit.failCause(Cause.combine(this.closing!, Cause.die(defect)));
    }
  }

  #go(first: IteratorResult<any>, fiber: FiberShape): unknown {
    let result = first;
    for (;;) {
      if (result.done === true) return this.ended(result.value);
      const effect = result.value;
      if (!isSuccess(effect)) {
        fiber._stack.push(this);
        return effect;
      }
      result = this.body.next(effect.value);
    }
  }

  /** Returns what the generator's end means. */
  ended(value: unknown): Exit.Exit<any, any> {
    return this.closing === undefined
      ? succeed(value)
      : Exit.failCause(this.closing);
  }
}

const Base = effectBase("tokio-style/gen", function (fiber) {
  const frame = (this as GenEffect).open();
  return frame[onSuccess](undefined, fiber) as Effect.Effect<unknown>;
});

function* throws(defect: unknown): Generator<never, never> {
  throw defect;
}

/** A body that has not begun. */
export class GenEffect extends Base<any, any, any> {
  constructor(
    readonly body: (...args: Array<any>) => Body,
    readonly args: ReadonlyArray<any>,
  ) {
    super();
  }

  /** Makes the generator; nothing of it runs but its parameters' defaults. */
  open(): GenFrame {
    try {
      const { body, args } = this;
      return new GenFrame(
        args.length === 0 ? body() : body.apply(undefined, args as Array<any>),
      );
    } catch (defect) {
      return new GenFrame(throws(defect));
    }
  }
}

type ErrorOf<Eff> = [Eff] extends [never]
  ? never
  : [Eff] extends [Effect.Effect<infer _A, infer E, infer _R>]
    ? E
    : never;
type ServicesOf<Eff> = [Eff] extends [never]
  ? never
  : [Eff] extends [Effect.Effect<infer _A, infer _E, infer R>]
    ? R
    : never;

/**
 * Makes an async function: arguments in, a lazy future out.
 *
 * Behaviour:
 * - calling the function runs nothing; its body starts at the first poll;
 * - `yield*` awaits a future and gives its value;
 * - a failure ends the body there, as `?` does, after its `finally` blocks
 *   and `using` declarations, inner ones first; a panic does the same.
 *
 * Cancellation: when the future is dropped, the body is closed at the
 * `yield*` where it waits, and `finally` and `using` run at once. A `finally`
 * block must not await there.
 *
 * Original: `async fn`, and the drop of its future.
 */
export function fn<
  Args extends ReadonlyArray<any>,
  Eff extends Effect.Effect<any, any, any>,
  A,
>(
  body: (...args: Args) => Generator<Eff, A, never>,
): (...args: Args) => Effect.Effect<A, ErrorOf<Eff>, ServicesOf<Eff>> {
  return (...args) => new GenEffect(body as never, args);
}

const none: ReadonlyArray<never> = [];

/**
 * Makes a future from a body: an `async` block. See {@link fn}.
 *
 * Original: `async { … }`.
 */
export function gen<Eff extends Effect.Effect<any, any, any>, A>(
  body: () => Generator<Eff, A, never>,
): Effect.Effect<A, ErrorOf<Eff>, ServicesOf<Eff>> {
  return new GenEffect(body, none);
}
