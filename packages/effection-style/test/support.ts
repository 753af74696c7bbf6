import { run } from "effection";
import type { Operation } from "effection";
import { hostClock } from "spec/node";

/** Runs an operation on virtual time. */
export async function onVirtualTime<T>(body: () => Operation<T>): Promise<T> {
  const clock = hostClock("virtual");
  try {
    return await run(body);
  } finally {
    clock.close();
  }
}

/** What an operation throws. */
export function* thrownBy(operation: Operation<unknown>): Operation<unknown> {
  try {
    yield* operation;
  } catch (error) {
    return error;
  }
  return undefined;
}
