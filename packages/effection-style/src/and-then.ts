import type { Operation } from "effection";

/** Runs an operation, and then the one that is made of its value. */
export function andThen<A, B>(
  operation: Operation<A>,
  next: (value: A) => Operation<B>,
): Operation<B> {
  return {
    *[Symbol.iterator]() {
      return yield* next(yield* operation);
    },
  };
}
