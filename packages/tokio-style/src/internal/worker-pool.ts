/**
 * Real threads for work that would block the event loop.
 *
 * A JavaScript closure cannot cross to another thread, so a job is a *name*:
 * an exported function of a module ({@link moduleFn}), and arguments that can
 * be cloned. Threads come from piscina; the queue before them is ours, because
 * a queued job must be removable in one step, and because piscina starts no
 * thread for what is queued when a thread dies.
 *
 * The life of a job: queued → running → settled. `cancel` takes it out of the
 * first state, exactly: a cell of shared memory decides between the main thread
 * that cancels and the worker that starts. A job that runs cannot be stopped
 * (as in Tokio), except by ending its thread (`terminate`).
 *
 * An idle pool keeps no process alive, a running job does.
 */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import {
  JobState,
  type Thrown,
  type WorkerReply,
  type WorkerRequest,
} from "./worker-entry.js";

/** Milliseconds that a thread stays when it has nothing to do, as in Tokio. */
const KEEP_ALIVE = 10_000;

const nothing = (): void => {};

declare const Signature: unique symbol;

/** An exported function of a module, in a form that can cross threads. */
export interface ModuleFn<Args extends unknown[], R> {
  readonly url: string;
  readonly name: string;
  /** For the type checker only: never there. */
  readonly [Signature]?: (...args: Args) => R;
}

/** The objects that a job may take along instead of a copy. */
export type Transfer = readonly (ArrayBuffer | MessagePort)[];

export interface RunOptions {
  /** Gives the job up when it aborts. */
  readonly signal?: AbortSignal;
  /** What an abort does to a job that runs: the default is `"detach"`. */
  readonly running?: "detach" | "terminate";
  /** What is moved to the thread, and is empty here from the job's start on. */
  readonly transfer?: Transfer;
}

/** A job that was handed to the pool. */
export interface WorkerJob<R> {
  /** What the function returned (awaited), or threw. */
  readonly result: Promise<R>;
  /**
   * Takes the job back if it has not begun: true means that its function was
   * not and will not be called, and that `result` rejects with `reason`.
   */
  cancel(reason: unknown): boolean;
  /** Ends the job, with its thread if it runs; `result` rejects with `reason`. */
  terminate(reason: unknown): void;
}

export interface PoolOptions {
  /** Threads that are kept when idle; 0 unless told. */
  readonly minThreads?: number;
  /** Threads at most; as many as the machine has processors, at least 2. */
  readonly maxThreads?: number;
  /** Milliseconds that a thread stays when it has nothing to do; 10,000. */
  readonly keepAlive?: number;
  /** The stack of a thread, in bytes; Node's default unless told. */
  readonly stackSize?: number | undefined;
  /** Called on this thread when another one has started, or has ended. */
  readonly onStart?: () => void;
  readonly onStop?: () => void;
}

/**
 * Names an exported function of a module.
 *
 * ```ts
 * const fib = moduleFn<[n: number], number>(
 *   new URL("./fib.js", import.meta.url),
 *   "fib",
 * );
 * ```
 */
export function moduleFn<Args extends unknown[], R>(
  url: URL,
  name: string,
): ModuleFn<Args, R> {
  return { url: url.href, name };
}

/**
 * Calls a function on a thread of the pool.
 *
 * Behaviour:
 * - it returns, or its promise resolves: the value, cloned;
 * - it throws: rejects with that error; name, message, stack, cause and own
 *   fields are kept, the class only of JavaScript's own errors;
 * - its value or its arguments cannot be cloned: rejects with `DataCloneError`.
 *
 * Cancellation: an abort rejects at once with the signal's reason. A job that
 * was queued never runs. One that runs goes on and its result is dropped
 * (`running: "detach"`), or ends with its thread (`running: "terminate"`).
 *
 * Arguments are cloned when the job starts: leave them as they are till then.
 */
export function runOnWorker<Args extends unknown[], R>(
  fn: ModuleFn<Args, R>,
  args: Args,
  options: RunOptions = {},
): Promise<Awaited<R>> {
  const { signal, running = "detach", transfer = [] } = options;
  if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
  const job = startOnWorker(fn, args, transfer);
  if (signal === undefined) return job.result;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      if (running === "terminate") job.terminate(signal.reason);
      else job.cancel(signal.reason);
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    void job.result
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Hands a job to the pool, for who needs to know whether a cancel came in time. */
export function startOnWorker<Args extends unknown[], R>(
  fn: ModuleFn<Args, R>,
  args: Args,
  transfer: Transfer = [],
): WorkerJob<Awaited<R>> {
  pool ??= new Pool(settings);
  return pool.submit(fn, args, transfer) as WorkerJob<Awaited<R>>;
}

/**
 * Sets the number of threads, for the jobs to come; jobs that the pool has
 * already keep the threads they have.
 */
export function configure(options: PoolOptions): void {
  const {
    minThreads = 0,
    maxThreads = defaultThreads(),
    keepAlive = KEEP_ALIVE,
    stackSize,
    onStart = nothing,
    onStop = nothing,
  } = options;
  if (!Number.isInteger(maxThreads) || maxThreads < 1) {
    throw new RangeError(`maxThreads is ${maxThreads}: give 1 or more`);
  }
  if (
    !Number.isInteger(minThreads) ||
    minThreads < 0 ||
    minThreads > maxThreads
  ) {
    throw new RangeError(
      `minThreads is ${minThreads}: give 0 to maxThreads (${maxThreads})`,
    );
  }
  settings = { minThreads, maxThreads, keepAlive, stackSize, onStart, onStop };
  pool?.retire();
  pool = undefined;
}

/**
 * Ends all threads. Jobs that are queued or run reject; a job that comes later
 * makes a new pool. Resolves when every thread is gone.
 */
export async function shutdown(): Promise<void> {
  pool = undefined;
  await Promise.all([...Pool.alive].map((each) => each.destroy()));
}

/** Counts the threads, those that do nothing, and the jobs that wait. */
export function counts(): {
  readonly threads: number;
  readonly idle: number;
  readonly queued: number;
} {
  let [threads, idle, queued] = [0, 0, 0];
  for (const each of Pool.alive) {
    threads += each.threads;
    idle += each.idle;
    queued += each.queued;
  }
  return { threads, idle, queued };
}

function defaultThreads(): number {
  return Math.max(2, availableParallelism());
}

let settings: Required<PoolOptions> = {
  minThreads: 0,
  maxThreads: defaultThreads(),
  keepAlive: KEEP_ALIVE,
  stackSize: undefined,
  onStart: nothing,
  onStop: nothing,
};
let pool: Pool | undefined;

class Pool {
  /** The pool in use, and those that still finish what they have. */
  static readonly alive = new Set<Pool>();

  readonly #threads: Piscina<WorkerRequest, WorkerReply>;
  readonly #maxThreads: number;
  readonly #queue = new Set<Job>();
  readonly #running = new Set<Job>();
  #retired = false;

  constructor(options: Required<PoolOptions>) {
    const { minThreads, maxThreads, keepAlive, stackSize } = options;
    this.#maxThreads = maxThreads;
    this.#threads = new Piscina<WorkerRequest, WorkerReply>({
      minThreads,
      maxThreads,
      ...(stackSize === undefined
        ? {}
        : { resourceLimits: { stackSizeMb: stackSize / 2 ** 20 } }),
      filename: entryFile(),
      name: "run",
      idleTimeout: keepAlive,
      // Workers stay in their event loop between jobs, and sleep there.
      atomics: "disabled",
      recordTiming: false,
    });
    this.#threads.on("workerCreate", options.onStart);
    this.#threads.on("workerDestroy", options.onStop);
    // A thread that dies outside of a job breaks no job, and must not pass
    // unnoticed either.
    this.#threads.on("error", (error: Error) =>
      process.emitWarning(
        `a worker thread ended outside of a job: ${error.message}`,
      ),
    );
    Pool.alive.add(this);
  }

  get threads(): number {
    return this.#threads.threads.length;
  }

  get idle(): number {
    return Math.max(0, this.threads - this.#running.size);
  }

  get queued(): number {
    return this.#queue.size;
  }

  submit(
    fn: ModuleFn<never, unknown>,
    args: readonly unknown[],
    transfer: Transfer,
  ): WorkerJob<unknown> {
    const job = new Job(fn, args, transfer, () => {
      this.#queue.delete(job);
      if (!this.#running.has(job)) this.#next();
    });
    this.#queue.add(job);
    this.#next();
    return job;
  }

  /** Finishes what it has, then ends its threads. */
  retire(): void {
    this.#retired = true;
    this.#next();
  }

  async destroy(): Promise<void> {
    const reason = new Error(
      "the worker pool was shut down before the job ended",
    );
    for (const job of [...this.#queue, ...this.#running]) job.giveUp(reason);
    this.#queue.clear();
    Pool.alive.delete(this);
    await this.#threads.destroy();
  }

  #next(): void {
    for (const job of this.#queue) {
      if (this.#running.size >= this.#maxThreads) return;
      this.#queue.delete(job);
      void this.#run(job);
    }
    if (this.#retired && this.#running.size === 0 && Pool.alive.has(this)) {
      void this.destroy();
    }
  }

  async #run(job: Job): Promise<void> {
    this.#running.add(job);
    try {
      const reply = await this.#threads.run(job.request, {
        transferList: job.transfer,
        signal: job.abort.signal,
      });
      if (reply.ok) job.resolve(reply.value);
      else job.reject(rebuild(reply.thrown));
    } catch (error) {
      job.reject(error instanceof Error ? error : unclonable(job.request));
    } finally {
      this.#running.delete(job);
      this.#next();
    }
  }
}

class Job implements WorkerJob<unknown> {
  readonly request: WorkerRequest;
  readonly transfer: (ArrayBuffer | MessagePort)[];
  readonly result: Promise<unknown>;
  /** Ends the thread that runs the job. */
  readonly abort = new AbortController();
  readonly #onCancel: () => void;
  resolve!: (value: unknown) => void;
  reject!: (reason: unknown) => void;

  constructor(
    fn: ModuleFn<never, unknown>,
    args: readonly unknown[],
    transfer: Transfer,
    onCancel: () => void,
  ) {
    const state = new Int32Array(new SharedArrayBuffer(4));
    this.request = { url: fn.url, name: fn.name, args, state };
    this.transfer = [...transfer];
    this.#onCancel = onCancel;
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  cancel(reason: unknown): boolean {
    const { queued, cancelled } = JobState;
    const { state } = this.request;
    if (Atomics.compareExchange(state, 0, queued, cancelled) !== queued) {
      return false;
    }
    this.giveUp(reason);
    this.#onCancel();
    return true;
  }

  terminate(reason: unknown): void {
    if (this.cancel(reason)) return;
    this.giveUp(reason);
    this.abort.abort();
  }

  /** Rejects on the caller's own wish: no news to whoever does not look. */
  giveUp(reason: unknown): void {
    this.result.catch(() => {});
    this.reject(reason);
  }
}

/** A value that cannot be sent breaks its thread, with an error that cannot. */
function unclonable({ name, url }: WorkerRequest): Error {
  return new DOMException(
    `what "${name}" of ${url} returned cannot be cloned to another thread: return data, not functions`,
    "DataCloneError",
  );
}

/** The error as the main thread's code expects it: an instance, with its name. */
function rebuild(thrown: Thrown): unknown {
  if (!thrown.error) return thrown.value;
  const { name, message, stack, cause, fields } = thrown;
  const known = (globalThis as Readonly<Record<string, unknown>>)[name];
  const options = cause === undefined ? undefined : { cause: rebuild(cause) };
  const error =
    isErrorClass(known) && known !== AggregateError
      ? new known(message, options)
      : new Error(message, options);
  for (const [key, value] of Object.entries({ name, stack })) {
    if (error[key as "name" | "stack"] === value) continue;
    Object.defineProperty(error, key, {
      value,
      configurable: true,
      writable: true,
    });
  }
  return Object.assign(error, fields);
}

function isErrorClass(
  value: unknown,
): value is new (message: string, options?: ErrorOptions) => Error {
  return (
    value === Error ||
    (typeof value === "function" && Object.getPrototypeOf(value) === Error)
  );
}

/**
 * The compiled entry: beside this file, or, when a test runs the sources
 * themselves, in the package's build, since a thread cannot load TypeScript.
 */
function entryFile(): string {
  const path = import.meta.url.endsWith(".ts")
    ? "../../dist/src/internal/worker-entry.js"
    : "./worker-entry.js";
  return fileURLToPath(new URL(path, import.meta.url));
}
