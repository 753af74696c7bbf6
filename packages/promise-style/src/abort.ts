/**
 * Waits that a signal ends.
 *
 * A promise cannot be cancelled. What can be told to stop is whoever would
 * settle it, and an `AbortSignal` is how it is told: each function that waits
 * takes one in its options, hands it on to what it waits for, and rejects with
 * the signal's reason. {@link waitFor} is the model: every wait in this package
 * is made by it.
 */

/** The options of what waits: the signal that ends the wait. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a promise that its signal can reject.
 *
 * @param begin starts the wait, keeps `resolve` and `reject` for whoever ends
 *   it, and gives what takes the waiter out again.
 *
 * Behaviour:
 * - the signal has aborted already: rejects, and `begin` is not called;
 * - it aborts later: the waiter is taken out, then the promise rejects;
 * - the wait ends first: the signal is let go of, and its abort does nothing.
 *
 * Errors: rejects with the signal's reason.
 */
export function waitFor<A>(
  begin: (
    resolve: (value: A) => void,
    reject: (error: unknown) => void,
  ) => () => void,
  { signal }: Abortable = {},
): Promise<A> {
  return new Promise<A>((resolve, reject) => {
    if (signal === undefined) {
      begin(resolve, reject);
      return;
    }
    signal.throwIfAborted();
    let takeOut = (): void => {};
    const onAbort = (): void => {
      takeOut();
      reject(signal.reason);
    };
    // Before it begins: a wait may end at once.
    signal.addEventListener("abort", onAbort, { once: true });
    const release = (): void => signal.removeEventListener("abort", onAbort);
    takeOut = begin(
      (value) => {
        release();
        resolve(value);
      },
      (error) => {
        release();
        reject(error);
      },
    );
  });
}

/**
 * Waits for a promise, or until the signal aborts.
 *
 * Cancellation: an abort ends the wait, and not the work behind the promise,
 * which nothing can stop from here.
 *
 * Errors: rejects with what the promise rejects with, or with the signal's
 * reason.
 */
export function orAbort<A>(
  promise: Promise<A>,
  options: Abortable,
): Promise<A> {
  return waitFor<A>((resolve, reject) => {
    promise.then(resolve, reject);
    return () => {};
  }, options);
}
