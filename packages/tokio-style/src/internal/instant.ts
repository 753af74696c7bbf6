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

  /** Returns the instant so many milliseconds later. */
  add(milliseconds: number): Instant {
    return new Instant(this.millis + milliseconds);
  }

  /** Returns the instant so many milliseconds earlier. */
  sub(milliseconds: number): Instant {
    return new Instant(this.millis - milliseconds);
  }
}
