import { call, race, sleep } from "effection";
import type { Operation } from "effection";

/** The time was up. */
export class Timeout extends Error {
  override readonly name = "Timeout";
  constructor(readonly milliseconds: number) {
    super(`it took longer than ${milliseconds} ms`);
  }
}

/**
 * Gives an operation so many milliseconds.
 *
 * Behaviour: it hands over the value as soon as it is there.
 *
 * Cancellation: the operation is halted when the time is up, and its finalisers
 * have run before the error is thrown. A task that is only awaited goes on.
 *
 * Errors: a `Timeout`; what the operation throws, as it is.
 */
export function timeout<T>(
  milliseconds: number,
  operation: Operation<T>,
): Operation<T> {
  const limit = call(function* (): Operation<never> {
    yield* sleep(milliseconds);
    throw new Timeout(milliseconds);
  });
  return race([operation, limit]);
}
