import { Lwt, LwtMain } from "lwt-style";
import { LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"async-port"> = (io) => {
  const started = LwtUnix.gettimeofday();

  // 1. both reads start
  const read = Lwt.fn(function* (n: number) {
    io.log(`read${n}`, "sleeps");

    // 2. each read sleeps for 10 ms
    yield* LwtUnix.sleep(0.01);
    io.log(`read${n}`, "wakes");
    return `result${n}`;
  });

  // 3. main has both results
  const main = Lwt.gen(function* () {
    const results = yield* Lwt.both(read(1), read(2));
    io.log("main", "has both", results);
    const elapsed = LwtUnix.gettimeofday() - started;
    return { results, elapsedMs: Math.round(elapsed * 1000) };
  });

  return LwtMain.run(main)();
};

export default program;
