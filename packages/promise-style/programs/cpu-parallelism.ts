import { Thread } from "promise-style/node";
import type { ProgramOf } from "spec";
import type * as jobs from "spec/jobs";
import { countPrimes, url } from "spec/jobs";
import type { Finding } from "spec/jobs";

const program: ProgramOf<"cpu-parallelism"> = async (io) => {
  const { limit } = io.inputs;
  const both = async (work: readonly (() => Promise<Finding>)[]) => {
    const started = performance.now();
    const [one, two] = await Promise.all(work.map((job) => job()));
    return {
      primes: [one!.primes, two!.primes] as const,
      threads: new Set([one!.threadId, two!.threadId]).size,
      milliseconds: performance.now() - started,
    };
  };

  // 1. two jobs run on worker threads
  using first = new Thread<typeof jobs>(url);
  using second = new Thread<typeof jobs>(url);
  const threads = [first, second];
  await Promise.all(threads.map((thread) => thread.call("blockFor", 20)));
  io.log("main", "runs both on workers");
  const workers = await both(
    threads.map((thread) => () => thread.call("countPrimes", limit)),
  );

  // 2. two jobs run on the runtime's own thread
  io.log("main", "runs both here");
  const here = async () => countPrimes(limit);
  const ownThread = await both([here, here]);

  // 3. main compares
  io.log("main", "compares");
  return { ownThread, workers };
};

export default program;
