import type { ProgramOf } from "spec";
import { fn, gen, runtime, time } from "tokio-style";

const program: ProgramOf<"missed-ticks"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const work = fn(function* () {
    io.log("ticker", "works");
    yield* time.sleep(25);
    io.log("ticker", "has worked");
  });

  const main = gen(function* () {
    const started = time.Instant.now();

    // 1. the ticker ticks six times, 10 ms apart
    using ticker = time.interval(10);
    const ticksAtMs: number[] = [];
    for (let n = 1; n <= 6; n += 1) {
      yield* ticker.tick();
      io.log("ticker", "ticks", n);
      ticksAtMs.push(Math.round(started.elapsed()));

      // 2. the work at the second tick takes 25 ms
      if (n === 2) yield* work();
    }

    // 3. main has the times of the ticks
    io.log("main", "has the times");
    return { ticksAtMs };
  });

  return rt.blockOn(main);
};

export default program;
