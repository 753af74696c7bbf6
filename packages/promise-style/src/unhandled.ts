/**
 * Tells a listener of each promise that was rejected with nobody to handle it,
 * in the place of all other listeners, until it is disposed of. Without any
 * listener Node ends the process.
 *
 * Behaviour: a rejection is unhandled when the microtasks have run and the
 * promise still has no handler, so attach one in the turn in which you call.
 */
export function onUnhandledRejection(
  listener: (reason: unknown) => void,
): Disposable {
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", listener);
  return {
    [Symbol.dispose]() {
      process.off("unhandledRejection", listener);
      for (const other of others) process.on("unhandledRejection", other);
    },
  };
}
