import { Lwt, LwtMain } from "lwt-style";
import { LwtPreemptive } from "lwt-style/unix";
import type { ProgramOf } from "spec";
import { countPrimes, url } from "spec/jobs";
import type { blockFor } from "spec/jobs";

const onWorker = LwtPreemptive.fromModule<typeof countPrimes>(
  url,
  "countPrimes",
);
const warmUp = LwtPreemptive.fromModule<typeof blockFor>(url, "blockFor");

const program: ProgramOf<"cpu-parallelism"> = (io) => {
  const { limit } = io.inputs;
  const both = Lwt.fn(function* (
    job: () => Lwt.Promise<ReturnType<typeof countPrimes>>,
  ) {
    const started = performance.now();
    const [one, two] = yield* Lwt.both(job(), job());
    return {
      primes: [one.primes, two.primes] as const,
      threads: new Set([one.threadId, two.threadId]).size,
      milliseconds: performance.now() - started,
    };
  });

  const main = Lwt.gen(function* () {
    // 1. two jobs run on worker threads
    yield* Lwt.both(
      LwtPreemptive.detach(warmUp, 20),
      LwtPreemptive.detach(warmUp, 20),
    );
    io.log("main", "runs both on workers");
    const workers = yield* both(() => LwtPreemptive.detach(onWorker, limit));

    // 2. two jobs run on the runtime's own thread
    io.log("main", "runs both here");
    const ownThread = yield* both(() => Lwt.wrap(() => countPrimes(limit)));

    // 3. main compares
    io.log("main", "compares");
    return { ownThread, workers };
  });

  return LwtMain.run(main)();
};

export default program;
