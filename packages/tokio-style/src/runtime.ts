/** Runtimes: where futures run. Original: `tokio::runtime`. */
import type { Effect } from "effect";
import { Cause } from "effect";
import { RuntimeClock } from "./internal/clock.js";
import { Handle } from "./internal/handle.js";
import {
  type Ends,
  reportPanic,
  type UnhandledFailure,
  type UnhandledPanic,
} from "./internal/unclaimed.js";
import {
  type BlockedLoop,
  reportBlocked,
  Watchdog,
} from "./internal/watchdog.js";
import { FastRand, type Seed, seedFrom } from "./internal/rng.js";
import { RuntimeMetrics } from "./internal/metrics.js";
import { Main } from "./internal/main.js";
import { currentScheduler, entered, Scheduler } from "./internal/scheduler.js";
import { contextOf } from "./internal/services.js";
import { spawnOn } from "./internal/spawn.js";
import { dropAll, Strand } from "./internal/strand.js";
import { blocking } from "./internal/blocking.js";
import { jobsEnded, takeBackJobs } from "./internal/jobs.js";
import { JoinHandle } from "./internal/join-handle.js";

export { Handle, type RuntimeFlavor } from "./internal/handle.js";
export type { UnhandledFailure, UnhandledPanic } from "./internal/unclaimed.js";
export { Deadlock, TaskDump, type TaskState } from "./internal/dump.js";
export { RuntimeMetrics } from "./internal/metrics.js";
export type { BlockedLoop } from "./internal/watchdog.js";

interface Options {
  readonly kind: "currentThread" | "multiThread";
  startPaused: boolean;
  rngSeed: number | bigint | string | Uint8Array | undefined;
  workerThreads: number | undefined;
  spawnSites: number;
  unhandledPanic: (panic: UnhandledPanic) => void;
  unhandledFailure: ((failure: UnhandledFailure) => void) | undefined;
  watchdog: Watchdog | undefined;
}

/**
 * Builds a runtime.
 *
 * ```ts
 * const rt = runtime.Builder.newCurrentThread().enableAll().startPaused(true).build();
 * ```
 *
 * Original: `tokio::runtime::Builder`.
 */
export class Builder {
  readonly #options: Options;

  private constructor(kind: Options["kind"]) {
    this.#options = {
      kind,
      startPaused: false,
      rngSeed: undefined,
      workerThreads: undefined,
      spawnSites: 1000,
      unhandledPanic: reportPanic,
      unhandledFailure: undefined,
      watchdog: undefined,
    };
  }

  /** Starts a runtime whose tasks run during `blockOn`, on this thread. */
  static newCurrentThread(): Builder {
    return new Builder("currentThread");
  }

  /**
   * Starts a runtime whose tasks run without a `blockOn` too.
   *
   * Tasks share this thread all the same: JavaScript cannot move a closure to
   * another one. What can move, a function of a module, runs on real threads
   * with `task.spawnBlocking`; `workerThreads` says on how many.
   */
  static newMultiThread(): Builder {
    return new Builder("multiThread");
  }

  /** Enables time and I/O; they always are. Kept so that code reads the same. */
  enableAll(): this {
    return this;
  }

  /** Enables time; it always is. */
  enableTime(): this {
    return this;
  }

  /** Enables I/O; it always is. */
  enableIo(): this {
    return this;
  }

  /** Starts with paused time, which moves only when nothing can run. */
  startPaused(paused: boolean): this {
    this.#options.startPaused = paused;
    return this;
  }

  /**
   * Fixes where `select` starts.
   *
   * The bytes of a string or an array give the same branches as
   * `RngSeed::from_bytes` in Tokio; a number is taken as the 64-bit seed.
   */
  rngSeed(seed: number | bigint | string | Uint8Array): this {
    this.#options.rngSeed = seed;
    return this;
  }

  /** Sets how many worker threads `task.spawnBlocking` may use. */
  workerThreads(count: number): this {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(
        `workerThreads must be a whole number of at least 1, not ${count}`,
      );
    }
    this.#options.workerThreads = count;
    return this;
  }

  /**
   * Sets what hears of a panic in a task that nobody awaits, instead of stderr.
   *
   * Behaviour: each panic is told once,
   * - when it happens, if the handle was dropped ({@link JoinHandle.drop});
   * - when the handle is dropped, or has been collected by the host;
   * - when a second of the runtime's time has passed and nobody awaits it;
   * - at the latest when `blockOn` or the runtime ends.
   *
   * Whoever awaits the handle before that has it to themselves; whoever does
   * later still gets it.
   */
  unhandledPanic(hear: (panic: UnhandledPanic) => void): this {
    this.#options.unhandledPanic = hear;
    return this;
  }

  /**
   * Sets what hears of a typed failure of a task that nobody awaits, when
   * {@link unhandledPanic} would hear of a panic. Unless it is set such a
   * failure is lost, as an `Err` is in Tokio.
   */
  unhandledFailure(hear: (failure: UnhandledFailure) => void): this {
    this.#options.unhandledFailure = hear;
    return this;
  }

  /**
   * Times each poll of a task, and tells of one that took longer than so many
   * milliseconds of the wall clock: nothing else could run meanwhile. Without
   * a listener it is written to stderr.
   *
   * It hears when the poll is over, so never of one that does not end. It
   * costs a tenth of a microsecond a poll.
   */
  watchdog(
    milliseconds: number,
    hear: (blocked: BlockedLoop) => void = reportBlocked,
  ): this {
    if (!(milliseconds >= 0)) {
      throw new RangeError(
        `watchdog takes a number of milliseconds that is not negative, not ${milliseconds}`,
      );
    }
    this.#options.watchdog = new Watchdog(milliseconds, hear);
    return this;
  }

  /**
   * Sets for how many tasks the place of their `spawn` is kept, for reports.
   * To keep it costs microseconds a task, so it is 1,000 unless set.
   */
  spawnSites(count: number): this {
    this.#options.spawnSites = count;
    return this;
  }

  /** Makes the runtime. */
  build(): Runtime {
    return new Runtime(this.#options);
  }
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
      },
    );
    this.#ends = this.#scheduler.ends;
    this.#scheduler.sites = options.spawnSites;
    this.#scheduler.context = contextOf(this.#scheduler);
    const generator = new FastRand(seedFrom(options.rngSeed));
    // The first draw is for Tokio's own configuration.
    generator.seed();
    this.#seeds = new FastRand(generator.seed());
    if (options.workerThreads !== undefined) {
      blocking.options = { maxThreads: options.workerThreads };
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
