/** How long the loop runs before the host has a turn. */

import { host } from "./clock.js";

/** How long the loop may keep the host waiting, in milliseconds. */
const SLICE = 8;
/** The same while somebody waits for the host, and after how many polls. */
const SHORT_SLICE = 1;
const SHORT_POLLS = 1024;

/** After how many polls the clock is looked at, at the latest. */
const LONGEST_STRIDE = 128;

/**
 * The time that a turn of the loop has had. To look at the clock costs as much
 * as a poll, so it is looked at less often while polls are fast.
 */
export class Slice {
  readonly began = host.now();
  #last = this.began;
  #next: number;
  #stride = 1;

  constructor(readonly tick: number) {
    this.#next = tick + 1;
  }

  isOver(tick: number, awaited: boolean): boolean {
    if (awaited && tick - this.tick >= SHORT_POLLS) return true;
    if (tick < this.#next) return false;
    const now = host.now();
    const length = awaited ? SHORT_SLICE : SLICE;
    if (now - this.#last > length / 8) this.#stride = 1;
    else if (this.#stride < LONGEST_STRIDE) this.#stride *= 2;
    this.#last = now;
    this.#next = tick + this.#stride;
    return now - this.began > length;
  }
}
