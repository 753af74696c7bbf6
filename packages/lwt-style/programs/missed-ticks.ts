import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"missed-ticks"> = (io) => {
  const started = LwtUnix.gettimeofday();
  const work = Lwt.fn(function* () {
    io.log("ticker", "works");
    yield* LwtUnix.sleep(0.025);
    io.log("ticker", "has worked");
  });

  const main = Lwt.gen(function* () {
    // 1. the ticker ticks six times, 10 ms apart
    const ticksAtMs: number[] = [];
    for (let n = 1; n <= 6; n += 1) {
      io.log("ticker", "ticks", n);
      const elapsed = LwtUnix.gettimeofday() - started;
      ticksAtMs.push(Math.round(elapsed * 1000));

      // 2. the work at the second tick takes 25 ms
      if (n === 2) yield* work();
      yield* LwtUnix.sleep(0.01);
    }

    // 3. main has the times of the ticks
    io.log("main", "has the times");
    return { ticksAtMs };
  });

  return LwtMain.run(main)();
};

export default program;
