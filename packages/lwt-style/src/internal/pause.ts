/**
 * Pauses: promises that main wakes once in each turn of its loop.
 *
 * Two arrays, swapped at each waking: what pauses again while the first is
 * being woken lands in the other, and is for the next turn.
 */
import { wakeMain } from "./io.js";
import {
  CANCEL_SELF,
  type LwtPromise,
  PENDING,
  pending,
  STATE,
  underlying,
} from "./promise.js";
import { fulfill } from "./resolve.js";

/** A longer array is not used again. */
const LONGEST_KEPT = 1024;

let paused: LwtPromise<void>[] = [];
let waking: LwtPromise<void>[] = [];
/** As in Lwt, a cancel does not bring it down. */
let count = 0;
let notify: ((count: number) => void) | undefined;

export function pause(): LwtPromise<void> {
  const p = pending<void>(CANCEL_SELF, undefined);
  paused.push(p);
  count += 1;
  notify?.(count);
  wakeMain();
  return p;
}

export const pausedCount = (): number => count;

export function wakeupPaused(): void {
  count = 0;
  if (paused.length === 0) return;
  const woken = paused;
  paused = waking;
  waking = [];
  for (const given of woken) {
    const p = underlying(given);
    if ((p.s & STATE) === PENDING) fulfill(p, undefined);
  }
  if (woken.length > LONGEST_KEPT) return;
  // Unlike a length that is set to 0, this keeps the room that the array has.
  while (woken.length > 0) woken.pop();
  waking = woken;
}

export function abandonPaused(): void {
  paused.length = 0;
  count = 0;
}

export const registerPauseNotifier = (f: (count: number) => void): void => {
  notify = f;
};
