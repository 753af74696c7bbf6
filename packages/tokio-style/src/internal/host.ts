/**
 * The host's event loop: how a scheduler gets its next turn.
 *
 * Everything is optional but `setTimeout` and promises, so that this runs in
 * a browser too.
 */

import { isProbe, ours, Watch } from "./host-work.js";

type Cancel = () => void;

const macrotask: (f: () => void) => Cancel =
  typeof setImmediate === "function"
    ? (f) => {
        const handle = setImmediate(f);
        return () => clearImmediate(handle);
      }
    : (f) => {
        const handle = setTimeout(f, 0);
        return () => clearTimeout(handle);
      };

/** The longest time that a host's timer takes. */
const LONGEST = 2147483647;

/**
 * For how many turns of the host's loop in a row nothing may be in flight
 * before it is believed: what one turn ends may begin the next thing.
 */
const QUIET_TURNS = 8;

/** Asks the host for turns; at most one request of each kind is open. */
export class Host {
  #soon = false;
  #cancels: Array<Cancel> = [];
  #watch: Watch | undefined = undefined;
  #probe: Cancel | undefined = undefined;

  constructor(readonly turn: () => void) {}

  /** A turn as soon as the host's present callback is over. */
  soon(): void {
    if (this.#soon) return;
    this.#soon = true;
    queueMicrotask(() => {
      if (this.#soon) this.turn();
    });
  }

  /** A turn after the host has looked after its own events. */
  afterOthers(): void {
    this.#cancels.push(macrotask(this.turn));
  }

  /** A turn after so many milliseconds. */
  at(milliseconds: number): void {
    const handle = setTimeout(
      this.turn,
      Math.min(LONGEST, Math.max(0, Math.ceil(milliseconds))),
    );
    this.#cancels.push(() => clearTimeout(handle));
  }

  /** Notes what the host is busy with before a program starts. */
  mark(): void {
    if (Watch.possible) this.#watch ??= new Watch();
  }

  /** Forgets the mark. */
  unmark(): void {
    this.#watch?.close();
    this.#watch = undefined;
  }

  /**
   * Calls a function once nothing that could wake a waiter is in flight on
   * the host, for several turns of its loop.
   *
   * A fiber that waits for a promise looks like one that waits for another
   * fiber; this tells whether the host can still wake it. Without `handles`
   * open sockets do not count, only what ends by itself. A host that cannot
   * say never calls.
   */
  whenQuiet(handles: boolean, f: () => void): void {
    const watch = this.#watch;
    if (watch === undefined) return;
    let left = QUIET_TURNS;
    const look = (): void => {
      this.#probe = undefined;
      const busy = watch.look(handles);
      if (busy !== "quiet") left = QUIET_TURNS;
      else if (--left === 0) return f();
      if (busy === "later") this.#probeLater(look);
      else this.#probeSoon(look);
    };
    this.#probeSoon(look);
  }

  #probeSoon(look: () => void): void {
    ours("Immediate", 1);
    const cancel = macrotask(() => {
      ours("Immediate", -1);
      look();
    });
    this.#probe = () => {
      ours("Immediate", -1);
      cancel();
    };
  }

  #probeLater(look: () => void): void {
    const timer = setTimeout(() => this.#probeSoon(look), 1);
    isProbe(timer);
    this.#probe = () => clearTimeout(timer);
  }

  /** Withdraws all requests. */
  clear(): void {
    this.#soon = false;
    this.#probe?.();
    this.#probe = undefined;
    const cancels = this.#cancels;
    if (cancels.length === 0) return;
    this.#cancels = [];
    for (const cancel of cancels) cancel();
  }
}
