import { resource, scoped, until, useAbortSignal } from "effection";
import type { Operation } from "effection";
import { Piscina } from "piscina";

/** Worker threads that run the functions which a module exports. */
export interface Workers {
  /** Runs an exported function of the module, found by its name, on a thread. */
  run<A, B>(job: (argument: A) => B, argument: A): Operation<Awaited<B>>;
}

/**
 * Starts threads for the module at `url`; they end with the scope that asked.
 *
 * Cancellation: a job that is halted is given up, with its thread if it runs.
 *
 * Errors: `run` throws what the job threw.
 */
export function useWorkers(url: URL, threads: number): Operation<Workers> {
  return resource(function* (provide) {
    const pool = new Piscina({
      filename: url.href,
      minThreads: threads,
      maxThreads: threads,
    });
    try {
      yield* provide({
        run: (job, argument) =>
          scoped(function* () {
            const signal = yield* useAbortSignal();
            const options = { name: job.name, signal };
            return yield* until(pool.run(argument, options));
          }),
      });
    } finally {
      yield* until(pool.destroy());
    }
  });
}
