/** The trace of a program: words with single spaces between them. */
import { time } from "../../src/index.js";

export class Trace {
  readonly #words: Array<string> = [];
  #began: time.Instant | undefined = undefined;
  #time = 0;

  /** Starts the clock. */
  begin(): void {
    this.#began = time.Instant.now();
  }

  /** Tells no time from now on. */
  stopClock(): void {
    this.#began = undefined;
  }

  /** When the program began. */
  get began(): time.Instant {
    if (this.#began === undefined) throw new Error("the clock runs");
    return this.#began;
  }

  /** Notes what a body did. */
  log(lane: string, event: string): void {
    if (this.#began !== undefined) {
      const now = Math.floor(this.#began.elapsed());
      if (now !== this.#time) this.#words.push(`@${now}`);
      this.#time = now;
    }
    this.#words.push(`${lane}:${event}`);
  }

  get text(): string {
    return this.#words.join(" ");
  }
}
