import { createHook } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import { install } from "@sinonjs/fake-timers";
import type { ClockMode } from "./io.js";
import type { StyleClock } from "./style.js";

/** The host's own, whatever stands in for them later. */
const { setImmediate, setTimeout } = globalThis;
const ownTimeout = AbortSignal.timeout.bind(AbortSignal);
// Node takes the timer behind a signal at its first use, and keeps it.
ownTimeout(0);

/** What is replaced: all that JavaScript sleeps with, and its clocks. */
const replaced = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "Date",
  "performance",
] as const;

/** Handles that may be idle for ever: they do not hold up the clock. */
const idle = /^(?:TCP|Pipe|TTY|UDP)\w*Wrap$|^Timeout$/;
const request = /Req|(?:Connect|Write|Shutdown|Send)Wrap$/;

/** Turns of the host's loop in which nothing moved before time does. */
const quietTurns = 3;

/** Turns, most of them of a millisecond, with nothing left before it is stuck. */
const stuckTurns = 1000;

/**
 * Opens a clock for a style that sleeps on the host's timers.
 *
 * Behaviour: on the wall clock nothing changes. On virtual time `setTimeout`
 * and `setInterval` (also those of `node:timers/promises`), `AbortSignal.timeout`,
 * `Date` and `performance` start at 0 and jump to the next timer when the host
 * has nothing to do: no file, connect, write, worker or process is under way,
 * and three turns of its loop were empty. Equal deadlines fire in the order of
 * their making, a turn of the loop apart. Where there is nothing to jump to, and
 * no socket or server that may still hear something, it is stuck after about
 * a second. `close` puts all back.
 */
export function hostClock(mode: ClockMode): StyleClock {
  if (mode === "wall") return { now: () => performance.now(), close() {} };
  const before = counts();
  const workers = new Workers();
  const clock = install({ now: 0, toFake: [...replaced] });
  // Imported names too: those of node:timers/promises.
  syncBuiltinESMExports();
  AbortSignal.timeout = abortedAfter;
  let open = true;
  let quiet = 0;
  let still = 0;
  let say = (): void => {};
  const stuck = new Promise<void>((resolve) => (say = resolve));
  const look = (): void => {
    if (!open) return;
    const alive = [...counts()].filter(
      ([kind, n]) => request.test(kind) || n > (before.get(kind) ?? 0),
    );
    const busy =
      workers.busy ||
      alive.some(([kind]) => request.test(kind) || !idle.test(kind));
    quiet = busy ? 0 : quiet + 1;
    const left =
      busy ||
      clock.countTimers() > 0 ||
      alive.some(([kind]) => kind !== "Timeout");
    still = left ? 0 : still + 1;
    if (still === stuckTurns) say();
    if (quiet >= quietTurns && clock.countTimers() > 0) {
      quiet = 0;
      clock.next();
    }
    if (busy || quiet > quietTurns) setTimeout(look, 1);
    else setImmediate(look);
  };
  setImmediate(look);
  return {
    now: () => clock.now,
    stuck,
    close() {
      open = false;
      workers.close();
      clock.uninstall();
      AbortSignal.timeout = ownTimeout;
      syncBuiltinESMExports();
    },
  };
}

/** How many resources of each kind keep the host's loop alive. */
function counts(): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo())
    all.set(kind, (all.get(kind) ?? 0) + 1);
  return all;
}

/** A signal that aborts after some milliseconds of whatever time is in use. */
function abortedAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  globalThis.setTimeout(() => {
    controller.abort(
      new DOMException(
        "The operation was aborted due to timeout",
        "TimeoutError",
      ),
    );
  }, ms);
  return controller.signal;
}

/** The threads that were started since: Node does not count them. */
class Workers {
  readonly #running = new Map<number, { hasRef?: () => boolean }>();
  readonly #hook = createHook({
    init: (id, kind, _by, resource) => {
      if (kind === "WORKER") this.#running.set(id, resource);
    },
    // The only call into JavaScript is the one that tells of its end.
    before: (id) => void this.#running.delete(id),
  }).enable();

  /** Whether one runs that somebody waits for. */
  get busy(): boolean {
    return [...this.#running.values()].some(
      (worker) => worker.hasRef?.() === true,
    );
  }

  close(): void {
    this.#hook.disable();
  }
}
