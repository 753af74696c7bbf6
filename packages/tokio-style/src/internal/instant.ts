/** Points in time on a runtime's clock. */
import { currentScheduler } from "./scheduler.js";

/**
 * A point in time, in milliseconds since its runtime was made.
 *
 * Original: `tokio::time::Instant`.
 */
export class Instant {
  constructor(
    /** Milliseconds since the runtime was made. */
    readonly millis: number,
  ) {}

  /** Reads the clock of the runtime that runs now. */
  static now(): Instant {
    return new Instant(currentScheduler()?.clock.now() ?? performance.now());
  }

  /** Returns the milliseconds since this instant. */
  elapsed(): number {
    return Instant.now().millis - this.millis;
  }

  /** Returns the milliseconds from an earlier instant to this one; zero if it is later. */
  durationSince(earlier: Instant): number {
    return Math.max(0, this.millis - earlier.millis);
  }

  /** Returns the same as {@link durationSince}. */
  saturatingDurationSince(earlier: Instant): number {
    return this.durationSince(earlier);
  }

  /** Returns as {@link durationSince}; `undefined` if it is later. */
  checkedDurationSince(earlier: Instant): number | undefined {
    const duration = this.millis - earlier.millis;
    return duration < 0 ? undefined : duration;
  }

  /** Returns as {@link add}; `undefined` where a number is not enough. */
  checkedAdd(milliseconds: number): Instant | undefined {
    return finite(this.add(milliseconds));
  }

  /** Returns as {@link sub}; `undefined` where a number is not enough. */
  checkedSub(milliseconds: number): Instant | undefined {
    return finite(this.sub(milliseconds));
  }

  /** Returns the instant so many milliseconds later. */
  add(milliseconds: number): Instant {
    return new Instant(this.millis + milliseconds);
  }

  /** Returns the instant so many milliseconds earlier. */
  sub(milliseconds: number): Instant {
    return new Instant(this.millis - milliseconds);
  }
}

const finite = (instant: Instant): Instant | undefined =>
  Number.isFinite(instant.millis) ? instant : undefined;
