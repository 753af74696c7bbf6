/** The runtime's clock: the host's, or a paused one that only we move. */

/** The host's clock: where it is a global, a getter finds it each time. */
export const host = performance;

/** Milliseconds since the runtime was made. */
export class RuntimeClock {
  #base = 0;
  #runningSince: number | undefined;

  constructor(startPaused: boolean) {
    this.#runningSince = startPaused ? undefined : host.now();
  }

  get paused(): boolean {
    return this.#runningSince === undefined;
  }

  now(): number {
    const since = this.#runningSince;
    return since === undefined ? this.#base : this.#base + (host.now() - since);
  }

  /**
   * The last whole millisecond that is over. Paused time is a sum, and may be
   * a rounding error short of it; the host's time is taken as it is, so that
   * no sleep ends early.
   */
  tick(): number {
    return Math.floor(this.paused ? this.#base + 1e-7 : this.now());
  }

  /** The first whole millisecond at which an instant is over. */
  tickOf(instant: number): number {
    return Math.max(0, Math.ceil(this.paused ? instant - 1e-6 : instant));
  }

  pause(): void {
    if (this.paused) throw new Error("time is already frozen");
    this.#base = this.now();
    this.#runningSince = undefined;
  }

  resume(): void {
    if (!this.paused) throw new Error("time is not frozen");
    this.#runningSince = host.now();
  }

  advance(milliseconds: number): void {
    if (!this.paused) throw new Error("time is not frozen");
    this.#base += milliseconds;
  }
}
