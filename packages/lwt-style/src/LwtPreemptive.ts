/** OCaml's `Lwt_preemptive` 5.6.1: work on threads of its own. */
import { Piscina } from "piscina";
import type { Task } from "fp-ts/lib/Task.js";
import * as Lwt from "./Lwt.js";

/**
 * A function that a worker thread can call.
 *
 * OCaml's threads share their memory, so any closure will do; a closure of
 * JavaScript cannot cross threads, so the function is named by its module.
 */
export interface Detachable<in X, out A> {
  readonly filename: string;
  readonly name: string;
  readonly "~calls": (x: X) => A;
}

/** Names the function `name` that the module at `url` exports. */
export const fromModule = <F extends (x: any) => unknown>(
  url: URL | string,
  name = "default",
): Detachable<Parameters<F>[0], Awaited<ReturnType<F>>> =>
  ({ filename: String(url), name }) as unknown as Detachable<
    Parameters<F>[0],
    Awaited<ReturnType<F>>
  >;

let bounds: readonly [min: number, max: number] = [0, 4];
let pool: Piscina | undefined;

function thePool(): Piscina {
  pool ??= new Piscina({
    minThreads: bounds[0],
    maxThreads: bounds[1],
    // Threads are kept, as in Lwt; they do not keep the process from its end.
    idleTimeout: Infinity,
  });
  return pool;
}

/**
 * Runs a function on another thread.
 *
 * Behaviour: at most as many run at a time as there are threads, four if nothing
 * else was set; the others wait in line.
 *
 * Cancellation: as in Lwt a cancel does nothing; the work goes on.
 *
 * Errors: rejected with what the function threw; with a `TypeError` when its
 * result cannot be copied to this thread.
 *
 * Original: `Lwt_preemptive.detach`
 */
export const detach = <X, A>(f: Detachable<X, A>, x: X): Lwt.Promise<A> =>
  Lwt.fromTask(onThread(f, x));

const onThread =
  <X, A>({ filename, name }: Detachable<X, A>, x: X): Task<A> =>
  () =>
    thePool()
      .run(x, { filename, name })
      .catch((error: unknown) => {
        throw error instanceof Error || !isHollow(error)
          ? error
          : new TypeError(`${name} gave or threw what cannot cross threads`);
      }) as Promise<A>;

/** What is left of an exception that could not be copied to this thread. */
const isHollow = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  Object.keys(error).length === 0;

/**
 * Sets how many threads there are, at least and at most.
 *
 * Behaviour: work that runs already ends on its old thread.
 *
 * Original: `Lwt_preemptive.set_bounds`
 */
export function setBounds([min, max]: readonly [number, number]): void {
  if (!(min >= 0 && max >= min && max >= 1)) {
    throw new Lwt.InvalidArgument(
      `LwtPreemptive.setBounds: [${min}, ${max}] must be [min, max] with 0 <= min <= max and 1 <= max`,
    );
  }
  bounds = [min, max];
  const old = pool;
  pool = undefined;
  void old?.close();
}

/** Original: `Lwt_preemptive.get_bounds` */
export const getBounds = (): readonly [number, number] => bounds;

/** As `setBounds`. Original: `Lwt_preemptive.init` */
export const init = (min: number, max: number): void => setBounds([min, max]);

/** How many threads there are now. Original: `Lwt_preemptive.nbthreads` */
export const nbthreads = (): number => pool?.threads.length ?? 0;

/** Ends all threads; the next `detach` starts new ones. */
export function shutdown(): Lwt.Promise<void> {
  const old = pool;
  pool = undefined;
  return old === undefined ? Lwt.returnUnit : Lwt.fromTask(() => old.destroy());
}
