/**
 * OCaml's `Lwt_preemptive` 5.6.1: work on threads of its own.
 *
 * A thread is taken from those that idle, or made if there are fewer than the
 * most; else the work waits in line. The threads are Piscina's.
 */
import type { Detachable } from "./internal/preemptive/detachable.js";
import { allPools, Pool } from "./internal/preemptive/pool.js";
import type { LwtPromise } from "./internal/promise.js";
import { addTaskRight, Sequence } from "./internal/sequence.js";
import * as Lwt from "./Lwt.js";

export {
  type Detachable,
  fromModule,
} from "./internal/preemptive/detachable.js";
export { runInMain } from "./internal/preemptive/inMain.js";

let initialized = false;
let bounds: readonly [min: number, max: number] = [0, 0];
let mostQueued = 1000;

let pool: Pool | undefined;
let threads = 0;
let idle = 0;
const waiters = new Sequence<LwtPromise<void>>("LwtPreemptive.detach");

const thePool = (): Pool => (pool ??= new Pool(bounds));

/** Takes a thread, or waits in line for one. */
function takeThread(): Lwt.Promise<void> {
  if (idle > 0) idle -= 1;
  else if (threads < bounds[1]) threads += 1;
  else return addTaskRight(waiters);
  return Lwt.returnUnit;
}

/** Hands a thread to the next in line, or lets it idle. */
function handOver(): void {
  const next = waiters.takeLeft();
  if (next === undefined) idle += 1;
  else Lwt.wakeup(next as unknown as Lwt.Resolver<void>, undefined);
}

/**
 * Runs a function on another thread.
 *
 * Behaviour: at most as many run at a time as there are threads, four if nothing
 * else was set; the others wait in line.
 *
 * Cancellation: work that waits in line leaves it, and is never done. Work that
 * is under way goes on: as in Lwt a cancel does nothing to it, even if it never
 * ends; `shutdown` ends it.
 *
 * Errors: rejected with what the function threw; with a `TypeError` when its
 * result cannot be copied to this thread; with an `Error` when the thread is
 * gone.
 *
 * Original: `Lwt_preemptive.detach`
 */
export function detach<X, A>(f: Detachable<X, A>, x: X): Lwt.Promise<A> {
  simpleInit();
  return Lwt.bind(takeThread(), () => {
    const on = thePool();
    return Lwt.finalize(
      () => Lwt.fromTask(on.run(f, x)),
      () => {
        if (on.isShutDown) return Lwt.returnUnit;
        if (threads > bounds[1]) threads -= 1;
        else handOver();
        return Lwt.returnUnit;
      },
    );
  });
}

/**
 * Sets how many threads there are, at least and at most.
 *
 * Behaviour: work that is under way ends on its old thread; what waits in line
 * starts if there may be more threads now.
 *
 * Errors: throws `InvalidArgument` unless 0 <= min <= max.
 *
 * Original: `Lwt_preemptive.set_bounds`
 */
export function setBounds([min, max]: readonly [number, number]): void {
  if (!(min >= 0 && max >= min)) {
    throw new Lwt.InvalidArgument(
      `LwtPreemptive.setBounds: [${min}, ${max}] must be [min, max] with 0 <= min <= max`,
    );
  }
  bounds = [min, max];
  pool?.retire();
  pool = undefined;
  while (threads < min || (threads < max && !waiters.isEmpty())) {
    threads += 1;
    handOver();
  }
  if (min > 0) thePool();
}

/** Original: `Lwt_preemptive.get_bounds` */
export const getBounds = (): readonly [min: number, max: number] => bounds;

/**
 * As `setBounds`. The log of errors is never called, as in Lwt.
 *
 * Original: `Lwt_preemptive.init`
 */
export function init(
  min: number,
  max: number,
  _log?: (message: string) => void,
): void {
  initialized = true;
  setBounds([min, max]);
}

/** Sets the bounds 0 and 4, if none were set; `detach` does so. Original: `Lwt_preemptive.simple_init` */
export function simpleInit(): void {
  if (!initialized) init(0, 4);
}

/** How many threads there are now. Original: `Lwt_preemptive.nbthreads` */
export const nbthreads = (): number => threads;

/** How many of them work. Original: `Lwt_preemptive.nbthreadsbusy` */
export const nbthreadsbusy = (): number => threads - idle;

/** How many wait in line for a thread. Original: `Lwt_preemptive.nbthreadsqueued` */
export const nbthreadsqueued = (): number => waiters.length;

/** Original: `Lwt_preemptive.get_max_number_of_threads_queued` */
export const getMaxNumberOfThreadsQueued = (): number => mostQueued;

/**
 * Notes a number; as in Lwt 5.6.1 nothing else comes of it.
 *
 * Errors: throws `InvalidArgument` below 0.
 *
 * Original: `Lwt_preemptive.set_max_number_of_threads_queued`
 */
export function setMaxNumberOfThreadsQueued(count: number): void {
  if (!(count >= 0)) {
    throw new Lwt.InvalidArgument(
      `LwtPreemptive.setMaxNumberOfThreadsQueued: ${count}`,
    );
  }
  mostQueued = count;
}

/**
 * Ends all threads, and rejects what is under way and what waits in line; the
 * next `detach` starts new threads.
 *
 * Original: none; OCaml's threads end with the process.
 */
export function shutdown(): Lwt.Promise<void> {
  pool = undefined;
  threads = 0;
  idle = 0;
  for (const waiter of waiters.takeAll()) {
    Lwt.wakeupLaterExn(
      waiter as unknown as Lwt.Resolver<void>,
      new Error("LwtPreemptive.shutdown: the threads have ended"),
    );
  }
  const ended = allPools().map((old) => {
    old.isShutDown = true;
    return Lwt.fromTask(() => old.destroy());
  });
  return Lwt.join(ended);
}
