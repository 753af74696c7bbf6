import { all, call, run } from "effection";
import type { Operation } from "effection";
import { useWorkers } from "effection-style";
import type { ProgramOf } from "spec";
import { blockFor, countPrimes, url } from "spec/jobs";
import type { Finding } from "spec/jobs";

const program: ProgramOf<"cpu-parallelism"> = (io) => {
  const { limit } = io.inputs;
  function* both(job: () => Operation<Finding>) {
    const started = performance.now();
    const [one, two] = yield* all([job(), job()]);
    return {
      primes: [one.primes, two.primes] as const,
      threads: new Set([one.threadId, two.threadId]).size,
      milliseconds: performance.now() - started,
    };
  }

  return run(function* () {
    // 1. two jobs run on worker threads
    const threads = yield* useWorkers(url, 2);
    yield* all([threads.run(blockFor, 20), threads.run(blockFor, 20)]);
    io.log("main", "runs both on workers");
    const workers = yield* both(() => threads.run(countPrimes, limit));

    // 2. two jobs run on the runtime's own thread
    io.log("main", "runs both here");
    const ownThread = yield* both(() => call(() => countPrimes(limit)));

    // 3. main compares
    io.log("main", "compares");
    return { ownThread, workers };
  });
};

export default program;
