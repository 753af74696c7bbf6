import { interval, run, sleep } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"missed-ticks"> = (io) => {
  function* work(): Operation<void> {
    io.log("ticker", "works");
    yield* sleep(25);
    io.log("ticker", "has worked");
  }

  return run(function* () {
    const started = performance.now();

    // 1. the ticker ticks six times, 10 ms apart
    const ticker = yield* interval(10);
    const ticksAtMs: number[] = [];
    for (let n = 1; n <= 6; n += 1) {
      // The first tick of an interval comes after 10 ms: main's own is at 0.
      if (n > 1) yield* ticker.next();
      io.log("ticker", "ticks", n);
      ticksAtMs.push(Math.round(performance.now() - started));

      // 2. the work at the second tick takes 25 ms
      if (n === 2) yield* work();
    }

    // 3. main has the times of the ticks
    io.log("main", "has the times");
    return { ticksAtMs };
  });
};

export default program;
