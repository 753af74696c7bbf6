/** Races and time limits again and again. */
import type { Leak, LeakRun } from "bench";
import { call, race, run, sleep, withResolvers } from "effection";
import type { Operation } from "effection";

const LONG = 600_000;
/** A race takes its time here: a tenth of what the others do. */
const ROUNDS = 100_000;

const rounds = (make: () => () => Operation<unknown>): LeakRun => ({
  label: "flat",
  start() {
    const round = make();
    return (n) =>
      run(function* () {
        for (let i = 0; i < n; i++) yield* round();
      });
  },
});

export const leaks: readonly Leak[] = [
  {
    id: "races",
    title: "a race against one that never ends",
    rounds: ROUNDS,
    runs: {
      subject: rounds(() => {
        const never = withResolvers<void>();
        return () => race([never.operation, call(() => {})]);
      }),
    },
  },
  {
    id: "timeouts",
    title: "a time limit that is not reached",
    rounds: ROUNDS,
    runs: {
      subject: rounds(() => () => race([call(() => {}), sleep(LONG)])),
    },
  },
];
