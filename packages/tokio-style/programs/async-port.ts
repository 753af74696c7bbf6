import type { ProgramOf } from "spec";
import { fn, gen, join, runtime, time } from "tokio-style";

const program: ProgramOf<"async-port"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    const started = time.Instant.now();

    // 1. both reads start
    const read = fn(function* (n: number) {
      io.log(`read${n}`, "sleeps");

      // 2. each read sleeps for 10 ms
      yield* time.sleep(10);
      io.log(`read${n}`, "wakes");
      return `result${n}`;
    });

    // 3. main has both results
    const results = yield* join(read(1), read(2));
    io.log("main", "has both", results);
    return { results, elapsedMs: Math.round(started.elapsed()) };
  });

  return rt.blockOn(main);
};

export default program;
