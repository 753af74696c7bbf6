/** The runtime's clock: the host's, or a paused one that only we move. */

/** Milliseconds since the runtime was made. */
export class RuntimeClock {
  #base = 0;
  #runningSince: number | undefined;

  constructor(startPaused: boolean) {
    this.#runningSince = startPaused ? undefined : performance.now();
  }

  get paused(): boolean {
    return this.#runningSince === undefined;
  }

  now(): number {
    const since = this.#runningSince;
    return since === undefined
      ? this.#base
      : this.#base + (performance.now() - since);
  }

  pause(): void {
    if (this.paused) throw new Error("time is already frozen");
    this.#base = this.now();
    this.#runningSince = undefined;
  }

  resume(): void {
    if (!this.paused) throw new Error("time is not frozen");
    this.#runningSince = performance.now();
  }

  advance(milliseconds: number): void {
    if (!this.paused) throw new Error("time is not frozen");
    this.#base += milliseconds;
  }
}
