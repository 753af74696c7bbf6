import { pause, useClock, VirtualClock } from "promise-style";

/** Runs a test on a virtual clock of its own. */
export const onVirtualTime =
  (body: (clock: VirtualClock) => Promise<void>) => async (): Promise<void> => {
    const clock = new VirtualClock();
    const before = useClock(clock);
    try {
      await body(clock);
    } finally {
      clock.stop();
      useClock(before);
    }
  };

/** Whether a promise is still pending when all that is ready has run. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let pending = true;
  const settled = (): void => {
    pending = false;
  };
  promise.then(settled, settled);
  await pause();
  return pending;
}

/** A controller that has aborted for a reason that can be told apart. */
export function aborted(): { signal: AbortSignal; reason: Error } {
  const reason = new Error("enough");
  return { signal: AbortSignal.abort(reason), reason };
}
