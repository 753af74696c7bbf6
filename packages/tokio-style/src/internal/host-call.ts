/** One call of Node's with a callback, as an operation. */
import { Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import type { PollIo } from "../io/traits.js";
import { failed } from "./node-link.js";
import { until, Waiters } from "./node-wait.js";
import { systemError } from "./system-error.js";

/** Runs one call of Node's that ends by itself. */
export function call<A>(
  what: string,
  action: string,
  address: string,
  begin: (done: (error: Error | null | undefined) => void) => void,
  value: () => A,
): Effect.Effect<A, IoError> {
  return Effect.suspend(() => {
    let ended: { readonly error: Error | null | undefined } | undefined;
    const idle = () => {};
    const waiters = new Waiters({
      what,
      by: "host",
      hold: idle,
      release: idle,
    });
    begin((error) => {
      ended ??= { error };
      waiters.wakeAll();
    });
    return until(waiters, (): PollIo<A> => {
      if (ended === undefined) return undefined;
      const { error } = ended;
      return error === null || error === undefined
        ? Exit.succeed(value())
        : failed(systemError(action, error, { address }));
    });
  });
}
