/** Races, time limits and intervals again and again. */
import type { Leak, Run } from "bench";
import {
  Condition,
  raceAndAbort,
  sleep,
  useClock,
  VirtualClock,
  withTimeout,
} from "promise-style";

const over = Promise.resolve();

const inTurn =
  (operation: () => Promise<unknown>): Run =>
  async (n) => {
    for (let i = 0; i < n; i++) await operation();
  };

const LONG = 600_000;
/** In milliseconds: how far apart the ticks of a day are. */
const TICK = 100;

export const leaks: readonly Leak[] = [
  {
    id: "races",
    title: "a race against one that never ends",
    rounds: 1_000_000,
    runs: {
      subject: {
        label: "flat",
        start() {
          const never = new Condition();
          return inTurn(() =>
            raceAndAbort([
              (signal) => never.wait({ signal }).catch(() => {}),
              () => over,
            ]),
          );
        },
      },
      native: {
        label: "leaks",
        start() {
          const never = new Promise<void>(() => {});
          return inTurn(() => Promise.race([never, over]));
        },
      },
    },
  },
  {
    id: "timeouts",
    title: "a time limit that is not reached",
    rounds: 1_000_000,
    runs: {
      subject: {
        label: "flat",
        start: () => inTurn(() => withTimeout(LONG, () => over)),
      },
      native: {
        label: "leaks",
        // Its timer goes on for ten minutes.
        start: () =>
          inTurn(() =>
            Promise.race([
              over,
              new Promise<void>((late) => setTimeout(late, LONG)),
            ]),
          ),
      },
    },
  },
  {
    id: "intervals",
    title: "a day of ticks, ten a second, in virtual time",
    rounds: 864_000,
    runs: {
      subject: {
        label: "flat",
        start() {
          useClock(new VirtualClock());
          return inTurn(() => sleep(TICK));
        },
      },
    },
  },
];
