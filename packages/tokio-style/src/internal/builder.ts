/** How a runtime is set up. */
import { Runtime } from "../runtime.js";
import { EVENT_INTERVAL, GLOBAL_QUEUE_INTERVAL } from "./scheduler.js";
import {
  reportPanic,
  type UnhandledFailure,
  type UnhandledPanic,
} from "./unclaimed.js";
import { type BlockedLoop, reportBlocked, Watchdog } from "./watchdog.js";
import type { PoolOptions } from "./worker-pool.js";

/** What a runtime is built with. */
export interface Options {
  readonly kind: "currentThread" | "multiThread";
  startPaused: boolean;
  rngSeed: number | bigint | string | Uint8Array | undefined;
  threads: PoolOptions;
  eventInterval: number;
  globalQueueInterval: number;
  onThreadPark: (() => void) | undefined;
  onThreadUnpark: (() => void) | undefined;
  spawnSites: number;
  unhandledPanic: (panic: UnhandledPanic) => void;
  unhandledFailure: ((failure: UnhandledFailure) => void) | undefined;
  watchdog: Watchdog | undefined;
}

function atLeastOne(name: string, count: number): number {
  if (Number.isInteger(count) && count >= 1) return count;
  throw new RangeError(
    `${name} must be a whole number of at least 1, not ${count}`,
  );
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
      threads: {},
      eventInterval: EVENT_INTERVAL,
      globalQueueInterval: GLOBAL_QUEUE_INTERVAL,
      onThreadPark: undefined,
      onThreadUnpark: undefined,
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

  /**
   * Sets how many tasks are polled, at most, before timers and I/O have their
   * turn and `blockOn`'s future is looked at; 61 unless set.
   *
   * Errors: throws when it is no whole number of at least 1.
   *
   * Original: `Builder::event_interval`.
   */
  eventInterval(polls: number): this {
    this.#options.eventInterval = atLeastOne("eventInterval", polls);
    return this;
  }

  /**
   * Sets at each how many polls the queue of tasks that were woken or spawned
   * from outside the runtime is looked at first; 31 unless set. At the others
   * it is looked at when the runtime's own queue is empty.
   *
   * Errors: throws when it is no whole number of at least 1.
   *
   * Original: `Builder::global_queue_interval`; the default is that of the
   * current-thread runtime, on the multi-thread one too.
   */
  globalQueueInterval(polls: number): this {
    this.#options.globalQueueInterval = atLeastOne(
      "globalQueueInterval",
      polls,
    );
    return this;
  }

  /**
   * Sets what is called before the runtime waits, with nothing to run. Tasks
   * that it spawns run before anybody waits.
   *
   * Behaviour: a wait may be for nothing: after `blockOn`'s future was woken
   * there is one from which the runtime comes back at once. The runtime does
   * not wait, and nothing is called, when a task has said `yieldNow`.
   *
   * Errors: what it throws ends `blockOn`, which rejects with that.
   *
   * Original: `Builder::on_thread_park`.
   */
  onThreadPark(f: () => void): this {
    this.#options.onThreadPark = f;
    return this;
  }

  /**
   * Sets what is called when the runtime goes on after a wait, once its timers
   * have fired: see {@link onThreadPark}.
   *
   * Original: `Builder::on_thread_unpark`.
   */
  onThreadUnpark(f: () => void): this {
    this.#options.onThreadUnpark = f;
    return this;
  }

  /**
   * Sets how many worker threads `task.spawnBlocking` may use: the same as
   * {@link maxBlockingThreads}, for there are no others.
   *
   * All runtimes share these threads. This and the other settings of threads
   * hold for the jobs that come after `build`, until another runtime that has
   * such settings is built.
   */
  workerThreads(count: number): this {
    const maxThreads = atLeastOne("workerThreads", count);
    return this.#threads({ maxThreads });
  }

  /**
   * Sets how many worker threads `task.spawnBlocking` may use; as many as the
   * machine has processors, and at least 2, unless set. See
   * {@link workerThreads}.
   *
   * Original: `Builder::max_blocking_threads`, whose default is 512.
   */
  maxBlockingThreads(count: number): this {
    const maxThreads = atLeastOne("maxBlockingThreads", count);
    return this.#threads({ maxThreads });
  }

  /**
   * Sets for how many milliseconds a worker thread stays when it has nothing
   * to do; 10,000 unless set. See {@link workerThreads}.
   *
   * Original: `Builder::thread_keep_alive`.
   */
  threadKeepAlive(milliseconds: number): this {
    if (!(milliseconds >= 0)) {
      throw new RangeError(
        `threadKeepAlive takes a number of milliseconds that is not negative, not ${milliseconds}`,
      );
    }
    return this.#threads({ keepAlive: milliseconds });
  }

  /**
   * Sets how large the stack of a worker thread is, in bytes; 4 MiB, as Node
   * has it, unless set. See {@link workerThreads}.
   *
   * Original: `Builder::thread_stack_size`.
   */
  threadStackSize(bytes: number): this {
    return this.#threads({ stackSize: atLeastOne("threadStackSize", bytes) });
  }

  /**
   * Sets what is called when a worker thread has started. It is called on the
   * thread of the runtime, not on the new one: a closure cannot cross. See
   * {@link workerThreads}.
   *
   * Original: `Builder::on_thread_start`.
   */
  onThreadStart(f: () => void): this {
    return this.#threads({ onStart: f });
  }

  /**
   * Sets what is called when a worker thread ends: see {@link onThreadStart}.
   *
   * Original: `Builder::on_thread_stop`.
   */
  onThreadStop(f: () => void): this {
    return this.#threads({ onStop: f });
  }

  #threads(options: PoolOptions): this {
    const { threads } = this.#options;
    this.#options.threads = { ...threads, ...options };
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
