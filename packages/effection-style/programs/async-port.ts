import { all, run, sleep } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"async-port"> = (io) =>
  run(function* () {
    const started = performance.now();

    // 1. both reads start
    function* read(n: number): Operation<string> {
      io.log(`read${n}`, "sleeps");

      // 2. each read sleeps for 10 ms
      yield* sleep(10);
      io.log(`read${n}`, "wakes");
      return `result${n}`;
    }

    // 3. main has both results
    const results = yield* all([read(1), read(2)]);
    io.log("main", "has both", results);
    const elapsedMs = Math.round(performance.now() - started);
    return { results, elapsedMs };
  });

export default program;
