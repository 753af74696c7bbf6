/**
 * What a page has of `spec/node`: the clock for a style that sleeps on its
 * host's timers.
 */
import { install } from "@sinonjs/fake-timers";
import type { ClockMode, StyleClock } from "spec";

/** What is replaced: all that JavaScript sleeps with, and its clocks. */
const replaced = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "Date",
  "performance",
] as const;

/** Turns of the host's loop in which nothing moved before time does. */
const quietTurns = 3;

/**
 * Opens a clock for a style that sleeps on the host's timers.
 *
 * Behaviour: on the wall clock nothing changes. On virtual time `setTimeout`,
 * `setInterval`, `AbortSignal.timeout`, `Date` and `performance` start at 0 and
 * jump to the next timer after three turns of the loop. A program that waits for
 * anything else than timers is overtaken: on a page it has nothing else. Equal
 * deadlines fire in the order of their making, a turn apart. `close` puts all
 * back.
 */
export function hostClock(mode: ClockMode): StyleClock {
  if (mode === "wall") return { now: () => performance.now(), close() {} };
  const ownTimeout = AbortSignal.timeout.bind(AbortSignal);
  const clock = install({ now: 0, toFake: [...replaced] });
  AbortSignal.timeout = abortedAfter;
  const turns = new MessageChannel();
  let quiet = 0;
  turns.port1.addEventListener("message", () => {
    quiet += 1;
    if (quiet > quietTurns && clock.countTimers() > 0) {
      quiet = 0;
      clock.next();
    }
    turns.port2.postMessage(undefined);
  });
  turns.port1.start();
  turns.port2.postMessage(undefined);
  return {
    now: () => clock.now,
    close() {
      turns.port1.close();
      clock.uninstall();
      AbortSignal.timeout = ownTimeout;
    },
  };
}

/** A signal that aborts after some milliseconds of whatever time is in use. */
function abortedAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort(
      new DOMException(
        "The operation was aborted due to timeout",
        "TimeoutError",
      ),
    );
  }, ms);
  return controller.signal;
}
