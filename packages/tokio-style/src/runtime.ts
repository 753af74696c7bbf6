/** Runtimes: where futures run. Original: `tokio::runtime`. */
import type { Effect } from "effect";
import { Cause } from "effect";
import { RuntimeClock } from "./internal/clock.js";
import { Handle } from "./internal/handle.js";
import type { Ends } from "./internal/unclaimed.js";
import { Builder, type Options } from "./internal/builder.js";
import { FastRand, type Seed, seedFrom } from "./internal/rng.js";
import { RuntimeMetrics } from "./internal/metrics.js";
import { Main } from "./internal/main.js";
import { Parking } from "./internal/parking.js";
import { currentScheduler, entered, Scheduler } from "./internal/scheduler.js";
import { contextOf } from "./internal/services.js";
import { spawnOn } from "./internal/spawn.js";
import { dropAll, Strand } from "./internal/strand.js";
import { blocking } from "./internal/blocking.js";
import { jobsEnded, takeBackJobs } from "./internal/jobs.js";
import { JoinHandle } from "./internal/join-handle.js";

export { Builder } from "./internal/builder.js";
export { Handle, type RuntimeFlavor } from "./internal/handle.js";
export type { UnhandledFailure, UnhandledPanic } from "./internal/unclaimed.js";
export { Deadlock, TaskDump, type TaskState } from "./internal/dump.js";
export { RuntimeMetrics } from "./internal/metrics.js";
export type { BlockedLoop } from "./internal/watchdog.js";

function parkingOf(options: Options): Parking | undefined {
  const { onThreadPark, onThreadUnpark } = options;
  return onThreadPark === undefined && onThreadUnpark === undefined
    ? undefined
    : new Parking(onThreadPark, onThreadUnpark);
}

/** A runtime. Original: `tokio::runtime::Runtime`. */
export class Runtime {
  readonly #scheduler: Scheduler;
  readonly #seeds: FastRand;
  readonly #ends: Ends;

  /** @internal */
  constructor(options: Options) {
    const multi = options.kind === "multiThread";
    if (multi && options.startPaused) {
      throw new Error(
        "startPaused needs a current-thread runtime: use Builder.newCurrentThread()",
      );
    }
    this.#scheduler = new Scheduler(
      new RuntimeClock(options.startPaused),
      multi,
      {
        listeners: {
          panic: options.unhandledPanic,
          failure: options.unhandledFailure,
        },
        watchdog: options.watchdog,
        eventInterval: options.eventInterval,
        globalQueueInterval: options.globalQueueInterval,
        parking: parkingOf(options),
      },
    );
    this.#ends = this.#scheduler.ends;
    this.#scheduler.sites = options.spawnSites;
    this.#scheduler.context = contextOf(this.#scheduler);
    const generator = new FastRand(seedFrom(options.rngSeed));
    // The first draw is for Tokio's own configuration.
    generator.seed();
    this.#seeds = new FastRand(generator.seed());
    if (Object.keys(options.threads).length > 0) {
      blocking.options = options.threads;
    }
  }

  /** Makes a runtime with the defaults: current thread, wall-clock time. */
  static new(): Runtime {
    return Builder.newMultiThread().build();
  }

  /**
   * Runs a future to its end, and the runtime's tasks meanwhile.
   *
   * Behaviour:
   * - the future is polled at once, before any task;
   * - when it ends the others stay where they are: the next `blockOn` goes on
   *   with them, {@link shutdown} drops them.
   *
   * Errors: the promise rejects with the future's typed error as it is, with
   * what a panic threw, or with {@link Deadlock} when time is paused and
   * nothing is left that could wake anybody.
   *
   * Original: `Runtime::block_on`. It returns a promise because JavaScript
   * cannot block.
   */
  blockOn<A, E>(future: Effect.Effect<A, E>): Promise<A> {
    const scheduler = this.#scheduler;
    if (scheduler.ending) {
      return Promise.reject(new Error("this runtime has been shut down"));
    }
    if (scheduler.main !== undefined) {
      return Promise.reject(
        new Error(
          "this runtime is in a blockOn already: spawn the future, or use another runtime",
        ),
      );
    }
    if (currentScheduler() !== undefined) {
      return Promise.reject(
        new Error(
          "cannot start a runtime from within a runtime: await the future instead",
        ),
      );
    }
    return new Promise<A>((resolve, reject) => {
      const ended = (): void => this.#ends.all();
      const main = new Main(
        scheduler,
        (strand) => {
          const exit = strand._exit!;
          if (exit._tag === "Success") resolve(exit.value);
          else reject(Cause.squash(exit.cause));
          ended();
        },
        (error) => {
          dropAll([main.strand!]);
          reject(error);
          ended();
        },
      );
      const strand = new Strand(main, scheduler.context, future);
      main.strand = strand;
      this.#seed();
      scheduler.begin(main);
    });
  }

  #seed(): void {
    const seeds = this.#seeds;
    // Tokio enters the runtime twice and draws a seed each time.
    seeds.seed();
    const seed: Seed = seeds.seed();
    this.#scheduler.random = new FastRand(seed);
  }

  /** Spawns a task; it first runs in the next `blockOn`. */
  spawn<A, E>(future: Effect.Effect<A, E>): JoinHandle<A, E> {
    return new JoinHandle(spawnOn(this.#scheduler, future));
  }

  /** Returns a handle that can be kept and given away. */
  handle(): Handle {
    return new Handle(this.#scheduler);
  }

  /** Returns the runtime's counts. Original: `Runtime::metrics`. */
  metrics(): RuntimeMetrics {
    return new RuntimeMetrics(this.#scheduler);
  }

  /** Runs a function in the runtime's context: `spawn` and `sleep` find it. */
  enter<A>(f: () => A): A {
    return entered(this.#scheduler, f);
  }

  /**
   * Ends the runtime; the second time does nothing.
   *
   * Behaviour:
   * - all tasks are dropped in this call, oldest first; none runs again, and
   *   their handles give a cancelled `JoinError`, as do those of tasks
   *   that are spawned later;
   * - a job of `task.spawnBlocking` that no thread has begun is taken back;
   *   one that runs goes on, and its handle gives its result;
   * - a `blockOn` that has not ended rejects, its future dropped first.
   *
   * Errors: throws when it is called by a future of this runtime.
   *
   * Original: the drop of a `Runtime`, which also waits for the jobs that
   * run; JavaScript cannot block: see {@link shutdownTimeout}.
   */
  shutdown(): void {
    this.#scheduler.shutdown();
    this.#ends.all();
  }

  /** Ends the runtime without waiting for jobs: as {@link shutdown}. */
  shutdownBackground(): void {
    this.shutdown();
  }

  /**
   * Ends the runtime; waits for the jobs that run, but not longer than so many
   * milliseconds of the wall clock.
   *
   * Behaviour: as {@link shutdown}, but the tasks of a current-thread runtime
   * are dropped when the wait is over; meanwhile none runs. Those of a
   * multi-thread runtime are dropped first.
   *
   * Original: `Runtime::shutdown_timeout`.
   */
  async shutdownTimeout(duration: number): Promise<void> {
    if (!(duration >= 0)) {
      throw new RangeError(
        `shutdownTimeout takes a number of milliseconds that is not negative, not ${duration}`,
      );
    }
    const scheduler = this.#scheduler;
    const jobs = takeBackJobs(scheduler);
    scheduler.ending = true;
    if (scheduler.background || scheduler.main !== undefined) this.shutdown();
    await jobsEnded(jobs, duration);
    this.shutdown();
  }

  [Symbol.dispose](): void {
    this.shutdown();
  }
}
