/**
 * What a runtime calls before it waits and when it goes on:
 * `Builder.onThreadPark` and `onThreadUnpark`.
 *
 * A wake from outside of a task leaves a token, which the next look at the
 * driver takes: it comes back at once instead of waiting, as Tokio's does. So
 * after `blockOn`'s future was woken there is a park that waits for nothing.
 */

/** The calls of one runtime, and where its thread stands. */
export class Parking {
  /** The thread has been told to wait, and not yet to go on. */
  parked = false;
  /** The next park comes back at once. */
  token = false;

  constructor(
    readonly before: (() => void) | undefined,
    readonly after: (() => void) | undefined,
  ) {}

  /** Says that the thread is about to wait, unless it does already. */
  park(): void {
    if (this.parked) return;
    this.before?.();
    this.parked = true;
  }

  /** Says that the thread goes on. */
  unpark(): void {
    if (!this.parked) return;
    this.parked = false;
    this.after?.();
  }

  /** Takes the token, if there is one. */
  take(): boolean {
    const { token } = this;
    this.token = false;
    return token;
  }
}
