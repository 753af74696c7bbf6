import type { Cost, Measurement } from "spec";

/** Rounds of one operation, on the wall clock. */
interface Series {
  milliseconds: number;
  operations: number;
}

/**
 * Measures with a clock that is as coarse as a browser's.
 *
 * A program times many short rounds of an operation and then looks at them. A
 * round is shorter than a tick of the clock, so alone it tells nothing; but the
 * ticks fall where they may, and the mean of many rounds is right. So each round
 * has the mean of its series, which ends when it is looked at. Programs that run
 * again with the same meter add to the same series.
 */
export class Meter {
  readonly #all: Series[] = [];
  #at = -1;
  #isOpen = false;

  /** Whether anything was measured. */
  get isUsed(): boolean {
    return this.#all.length > 0;
  }

  /** The program begins again, with its first series. */
  again(): void {
    this.#at = -1;
    this.#isOpen = false;
  }

  measure(): Measurement {
    if (!this.#isOpen) this.#at += 1;
    this.#isOpen = true;
    const series = (this.#all[this.#at] ??= { milliseconds: 0, operations: 0 });
    const close = (): void => {
      this.#isOpen = false;
    };
    const started = performance.now();
    return {
      stop(operations): Cost {
        series.milliseconds += performance.now() - started;
        series.operations += operations;
        return {
          get operations() {
            close();
            return operations;
          },
          get nanoseconds() {
            close();
            return (series.milliseconds * 1e6) / series.operations;
          },
          bytes: undefined,
        };
      },
    };
  }
}

/** The finest step of the clock, in milliseconds. */
export function clockStep(): number {
  let finest = Infinity;
  for (let n = 0; n < 20; n += 1) {
    const before = performance.now();
    let now = before;
    while (now === before) now = performance.now();
    finest = Math.min(finest, now - before);
  }
  return finest;
}
