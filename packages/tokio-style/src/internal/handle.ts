/** Handles to a runtime. */
import type { Effect } from "effect";
import { dump, endsOf, type TaskDump } from "./dump.js";
import { JoinHandle } from "./join-handle.js";
import { RuntimeMetrics } from "./metrics.js";
import { currentScheduler, entered, type Scheduler } from "./scheduler.js";
import { noRuntime } from "./services.js";
import { spawnOn } from "./spawn.js";

/** The kinds of runtimes. Original: `RuntimeFlavor`. */
export type RuntimeFlavor = "CurrentThread" | "MultiThread";

/** Returns the scheduler of the runtime that a handle is of. */
export let schedulerIn: (handle: Handle) => Scheduler;

/** A handle to a runtime; it spawns from outside. Original: `Handle`. */
export class Handle {
  readonly #scheduler: Scheduler;

  static {
    schedulerIn = (handle) => handle.#scheduler;
  }

  /** @internal */
  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Returns the handle of the runtime that runs now. */
  static current(): Handle {
    const handle = Handle.tryCurrent();
    if (handle === undefined) throw noRuntime();
    return handle;
  }

  /** Returns the handle of the runtime that runs now, if one does. */
  static tryCurrent(): Handle | undefined {
    const scheduler = currentScheduler();
    return scheduler === undefined ? undefined : new Handle(scheduler);
  }

  /** Spawns a task; from outside the runtime it is queued behind the others. */
  spawn<A, E>(future: Effect.Effect<A, E>): JoinHandle<A, E> {
    const scheduler = this.#scheduler;
    return new JoinHandle(spawnOn(scheduler, future));
  }

  /** Runs a function in the runtime's context: `spawn` and `sleep` find it. */
  enter<A>(f: () => A): A {
    return entered(this.#scheduler, f);
  }

  /**
   * Lists what is alive, `blockOn`'s future first, then the tasks in order of
   * their `spawn`: who waits for what, since when, and where it was spawned;
   * then the tasks that have failed or panicked and were not awaited yet.
   */
  dump(): ReadonlyArray<TaskDump> {
    return [...dump(this.#scheduler), ...endsOf(this.#scheduler)];
  }

  /** Returns of which kind the runtime is. Original: `runtime_flavor`. */
  runtimeFlavor(): RuntimeFlavor {
    return this.#scheduler.background ? "MultiThread" : "CurrentThread";
  }

  /** Returns the runtime's counts. Original: `Handle::metrics`. */
  metrics(): RuntimeMetrics {
    return new RuntimeMetrics(this.#scheduler);
  }
}
