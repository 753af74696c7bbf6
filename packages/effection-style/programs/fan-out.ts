import { createQueue, run, sleep, spawn } from "effection";
import type { ProgramOf } from "spec";

const program: ProgramOf<"fan-out"> = (io) =>
  run(function* () {
    const started = performance.now();

    // 1. main opens a channel of jobs and a channel of results
    io.log("main", "opens the channels");
    const jobs = createQueue<number, void>();
    const results = createQueue<number, never>();

    // 2. three workers start
    for (const n of [1, 2, 3])
      yield* spawn(function* () {
        io.log(`worker${n}`, "starts");
        for (;;) {
          // One of them has the end; the others are halted with main.
          const job = yield* jobs.next();
          if (job.done) return;
          io.log("job", "is taken", job.value);
          yield* sleep(10);
          io.log("job", "is done", job.value);
          results.add(job.value * job.value);
        }
      });

    // 3. main sends six jobs and closes the channel
    for (const job of [1, 2, 3, 4, 5, 6]) {
      io.log("main", "sends", job);
      jobs.add(job);
    }
    io.log("main", "closes the jobs");
    jobs.close();

    // 4. each job takes 10 ms
    const found: number[] = [];
    while (found.length < 6) found.push((yield* results.next()).value);

    // 5. main has all six results
    io.log("main", "has all");
    return {
      results: found.toSorted((a, b) => a - b),
      elapsedMs: Math.round(performance.now() - started),
    };
  });

export default program;
