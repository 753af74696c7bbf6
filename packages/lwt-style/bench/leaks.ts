/** Races, time limits and intervals again and again. */
import type { Leak, LeakRun } from "bench";
import * as T from "fp-ts/lib/Task.js";
import { Lwt, LwtEngine, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";

/** In seconds: no limit is reached. */
const LONG = 600;
/** In seconds: how far apart the ticks of a day are. */
const TICK = 0.1;

/** Rounds one after the other, in a main of their own. */
const inMain = (
  make: () => () => Lwt.Promise<void>,
  engine = LwtEngine.realTime,
): LeakRun => ({
  label: "flat",
  start() {
    LwtEngine.set(engine());
    const round = make();
    const rounds = Lwt.fn(function* (n: number) {
      for (let i = 0; i < n; i++) yield* round();
    });
    return (n) => LwtMain.run(rounds(n))();
  },
});

const inTasks = (make: () => T.Task<void>): LeakRun => ({
  label: "leaks",
  start() {
    const round = make();
    return async (n) => {
      for (let i = 0; i < n; i++) await round();
    };
  },
});

const { concat } = T.getRaceMonoid<void>();

export const leaks: readonly Leak[] = [
  {
    id: "races",
    title: "a race against one that never ends",
    rounds: 1_000_000,
    runs: {
      subject: inMain(() => {
        const [never] = Lwt.wait();
        return () => Lwt.choose([never, Lwt.pause()]);
      }),
      "fp-ts": inTasks(() => {
        const never = new Promise<void>(() => {});
        return concat(() => never, T.of(undefined));
      }),
    },
  },
  {
    id: "timeouts",
    title: "a time limit that is not reached",
    rounds: 1_000_000,
    runs: {
      subject: inMain(() => () => LwtUnix.withTimeout(LONG, Lwt.pause)),
      "fp-ts": inTasks(() =>
        concat(T.of(undefined), T.delay(LONG * 1000)(T.of(undefined))),
      ),
    },
  },
  {
    id: "intervals",
    title: "a day of ticks, ten a second, in virtual time",
    rounds: 864_000,
    runs: {
      subject: inMain(() => () => LwtUnix.sleep(TICK), LwtEngine.virtualTime),
    },
  },
];
