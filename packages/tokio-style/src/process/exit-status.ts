/**
 * How a process has ended.
 *
 * Original: `std::process::ExitStatus`
 */
export class ExitStatus {
  readonly #code: number | undefined;
  readonly #signal: number | undefined;

  /** @internal */
  constructor(code: number | undefined, signal: number | undefined) {
    this.#code = code;
    this.#signal = signal;
  }

  /** Whether it ended by itself, with the code 0. */
  success(): boolean {
    return this.#code === 0;
  }

  /** Its exit code; `undefined` if a signal ended it. */
  code(): number | undefined {
    return this.#code;
  }

  /** The signal that ended it, if one did. */
  signal(): number | undefined {
    return this.#signal;
  }

  /** Writes `exit status: 1`, or `signal: 9`. */
  toString(): string {
    return this.#signal === undefined
      ? `exit status: ${this.#code}`
      : `signal: ${this.#signal}`;
  }
}

/**
 * What a process has left when it has ended.
 *
 * Original: `std::process::Output`
 */
export interface Output {
  readonly status: ExitStatus;
  /** All that it wrote, if that was piped. */
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}
