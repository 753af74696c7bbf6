/**
 * What is said of a contender, with a probe that finds out. The figures of two
 * that do not do the same are not to be compared without saying so.
 */
import type { Class } from "./suite.js";

/** Turns of the host's loop in which something that was started would run. */
const TURNS = 5;

/**
 * Says whether an operation begins when it is made, or when it is awaited.
 *
 * @param make makes an operation that calls `ran`, and does nothing with it.
 */
export const starts = (
  contender: string,
  label: "eager" | "lazy",
  make: (ran: () => void) => unknown,
): Class => ({
  contender,
  label,
  async probe() {
    let hasRun = false;
    make(() => (hasRun = true));
    for (let i = 0; i < TURNS; i++)
      await new Promise<void>((turn) => void setImmediate(turn));
    return hasRun ? "eager" : "lazy";
  },
});

/**
 * Says what becomes of the loser of a race.
 *
 * @param run races one that is done at once with a short sleep that is followed
 *   by `wentOn`, and then sleeps for so long that the loser would have done so.
 */
export const race = (
  contender: string,
  label: "stops the loser" | "leaves the loser",
  rows: readonly string[],
  run: (wentOn: () => void) => PromiseLike<unknown>,
): Class => ({
  contender,
  label,
  rows,
  async probe() {
    let hasGoneOn = false;
    await run(() => (hasGoneOn = true));
    return hasGoneOn ? "leaves the loser" : "stops the loser";
  },
});

/** Rounds of a choice among three, and how many each must win. */
const ROUNDS = 300;
const SHARE = 50;

/**
 * Says which of several that are ready is taken.
 *
 * @param pick chooses among three that are ready; gives the place of the one
 *   that was taken: 0, 1 or 2.
 */
export const choice = (
  contender: string,
  label: "fair" | "in order",
  rows: readonly string[],
  pick: () => PromiseLike<number>,
): Class => ({
  contender,
  label,
  rows,
  async probe() {
    const wins = [0, 0, 0];
    for (let i = 0; i < ROUNDS; i++) wins[await pick()]! += 1;
    if (wins[0] === ROUNDS) return "in order";
    return wins.every((won) => won >= SHARE)
      ? "fair"
      : `neither: ${wins.join(", ")} of ${ROUNDS}`;
  },
});
