/** Futures that say what they gave. */
import { Effect, Result } from "effect";
import { ok, type Out, outOfError } from "./world.js";

/** A future with what is said of its value. */
export interface Made {
  readonly effect: Effect.Effect<any, any>;
  /** What is said of its value; called once. */
  readonly out: (value: any) => Out;
  /** It can fail. */
  readonly fails: boolean;
  /** A branch of a join can be it as it is: nothing must follow its end. */
  readonly bare: boolean;
}

export const leaf = (
  effect: Effect.Effect<any, any>,
  out: (value: any) => Out = ok,
  fails = false,
): Made => ({ effect, out, fails, bare: true });

/** A future whose value holds something, or is used up with it. */
export const holding = (
  effect: Effect.Effect<any, any>,
  out: (value: any) => Out,
  fails = false,
): Made => ({ effect, out, fails, bare: false });

type Step<A> = Generator<Effect.Effect<any>, A>;

/** Awaits a future, and says what it gave. */
export function* awaitOne(made: Made): Step<Out> {
  if (!made.fails) return made.out(yield* made.effect as Effect.Effect<any>);
  const result = yield* Effect.result(made.effect);
  return Result.isSuccess(result)
    ? made.out(result.success)
    : outOfError(result.failure);
}
