/** Counts of a runtime. Original: `tokio::runtime::RuntimeMetrics`. */
import { blockingCounts } from "./blocking.js";
import type { Scheduler } from "./scheduler.js";

/**
 * Counts of a runtime, as they are when they are asked for.
 *
 * There is one worker, number 0: all tasks share this thread. It steals from
 * nobody and its queue never overflows, so those counts are 0.
 *
 * Original: `tokio::runtime::RuntimeMetrics`.
 */
export class RuntimeMetrics {
  readonly #scheduler: Scheduler;

  /** @internal */
  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** How many workers there are: 1. */
  numWorkers(): number {
    return 1;
  }

  /** How many tasks are alive. Original: `active_tasks_count` of later releases. */
  activeTasksCount(): number {
    let count = 0;
    for (const _ of this.#scheduler.tasks) count++;
    return count;
  }

  /** How many tasks that were queued from outside the loop wait for a turn. */
  injectionQueueDepth(): number {
    return this.#scheduler.counts.injected;
  }

  /** How often a task was queued from outside the loop. */
  remoteScheduleCount(): number {
    return this.#scheduler.counts.remote;
  }

  /** How many tasks wait for a turn in the worker's own queue. */
  workerLocalQueueDepth(worker = 0): number {
    return this.#of(worker).local;
  }

  /** How often a task was queued from inside the loop. */
  workerLocalScheduleCount(worker = 0): number {
    return this.#of(worker).scheduled;
  }

  /** How often a task was polled. */
  workerPollCount(worker = 0): number {
    return this.#of(worker).polls;
  }

  /** How often the loop gave the thread back to the host to wait. */
  workerParkCount(worker = 0): number {
    return this.#of(worker).parks;
  }

  /** How often it was woken, did nothing, and waited again. */
  workerNoopCount(worker = 0): number {
    return this.#of(worker).noops;
  }

  /** How many milliseconds the loop has run, up to its last wait. */
  workerTotalBusyDuration(worker = 0): number {
    return this.#of(worker).busy;
  }

  /** How many tasks were taken from other workers: none. */
  workerStealCount(worker = 0): number {
    this.#of(worker);
    return 0;
  }

  /** How often the worker's own queue was full: never. */
  workerOverflowCount(worker = 0): number {
    this.#of(worker);
    return 0;
  }

  /** How many threads `task.spawnBlocking` has; all runtimes share them. */
  numBlockingThreads(): number {
    return blockingCounts().threads;
  }

  /** How many of those do nothing. */
  numIdleBlockingThreads(): number {
    return blockingCounts().idle;
  }

  /** How many jobs wait for a thread. */
  blockingQueueDepth(): number {
    return blockingCounts().queued;
  }

  #of(worker: number): Scheduler["counts"] {
    if (worker === 0) return this.#scheduler.counts;
    throw new RangeError(`there is one worker, number 0, and no ${worker}`);
  }
}
