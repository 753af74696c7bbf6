import type { Effect } from "effect";
import type { ProgramOf } from "spec";
import { countPrimes, url } from "spec/jobs";
import type { Finding } from "spec/jobs";
import { fn, gen, runtime, spawn, task, tryJoin } from "tokio-style";

const onWorker = task.moduleFn<[number], Finding>(url, "countPrimes");
const warmUp = task.moduleFn<[number], number>(url, "blockFor");

const program: ProgramOf<"cpu-parallelism"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .workerThreads(2)
    .build();
  const { limit } = io.inputs;
  const both = fn(function* (
    job: () => Effect.Effect<Finding, task.JoinError>,
  ) {
    const started = performance.now();
    const [one, two] = yield* tryJoin(job(), job());
    return {
      primes: [one.primes, two.primes] as const,
      threads: new Set([one.threadId, two.threadId]).size,
      milliseconds: performance.now() - started,
    };
  });

  const main = gen(function* () {
    // 1. two jobs run on worker threads
    yield* tryJoin(
      task.spawnBlocking(warmUp, 20),
      task.spawnBlocking(warmUp, 20),
    );
    io.log("main", "runs both on workers");
    const workers = yield* both(() => task.spawnBlocking(onWorker, limit));

    // 2. two jobs run on the runtime's own thread
    io.log("main", "runs both here");
    const here = fn(function* () {
      return countPrimes(limit);
    });
    const ownThread = yield* both(() => spawn(here()));

    // 3. main compares
    io.log("main", "compares");
    return { ownThread, workers };
  });

  return rt.blockOn(main);
};

export default program;
