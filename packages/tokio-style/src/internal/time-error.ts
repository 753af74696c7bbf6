/** Why there could be no timer. Original: `tokio::time::error::Error`. */

const WORDS = {
  shutdown:
    "the timer is shutdown, must be called from the context of a runtime",
  atCapacity: "timer is at capacity and cannot create a new entry",
  invalid: "timer duration exceeds maximum duration",
} as const;

/**
 * There can be no timer.
 *
 * Nothing fails with it, neither here nor in Tokio 1.24, where it has stayed
 * from the days when timers were few. It is for who makes one of these.
 *
 * Original: `tokio::time::error::Error`.
 */
class TimeError extends Error {
  override readonly name = "TimeError";
  readonly _tag = "TimeError";
  readonly #kind: keyof typeof WORDS;

  private constructor(kind: keyof typeof WORDS) {
    super(WORDS[kind]);
    this.#kind = kind;
  }

  /** Makes the error of a timer that has stopped. Original: `Error::shutdown`. */
  static shutdown(): TimeError {
    return new TimeError("shutdown");
  }

  /** Makes that of too many timers. Original: `Error::at_capacity`. */
  static atCapacity(): TimeError {
    return new TimeError("atCapacity");
  }

  /** Makes that of a time that is too long. Original: `Error::invalid`. */
  static invalid(): TimeError {
    return new TimeError("invalid");
  }

  /** Returns whether the timer has stopped. */
  isShutdown(): boolean {
    return this.#kind === "shutdown";
  }

  /** Returns whether there were too many timers. */
  isAtCapacity(): boolean {
    return this.#kind === "atCapacity";
  }

  /** Returns whether the time was too long. */
  isInvalid(): boolean {
    return this.#kind === "invalid";
  }
}

export { TimeError as Error };
