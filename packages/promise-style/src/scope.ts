/**
 * Several tasks under one signal. A task is a function that takes the signal:
 * it must be called with it, for a promise that exists cannot be told to stop.
 *
 * Each of these waits until all that it has started has ended, also what it has
 * stopped. A task that ignores its signal is waited for to its own end.
 */
import type { Abortable } from "./abort.js";
import { sleep } from "./clock.js";

/** Work that can be told to stop. */
export type Task<A> = (signal: AbortSignal) => Promise<A>;

/** What a list of tasks gives, each in its place. */
export type ValuesOf<Tasks extends readonly Task<unknown>[]> = {
  -readonly [N in keyof Tasks]: Awaited<ReturnType<Tasks[N]>>;
};

/**
 * Runs tasks at once and gives all their values, in their places.
 *
 * Behaviour: when one fails, the signal of all aborts, and when they have ended
 * the error is thrown. `Promise.all` throws it at once and lets the others go
 * on.
 *
 * Cancellation: an abort from outside reaches every task.
 *
 * Errors: rejects with the first task's error.
 */
export async function allOrAbort<const Tasks extends readonly Task<unknown>[]>(
  tasks: Tasks,
  options: Abortable = {},
): Promise<ValuesOf<Tasks>> {
  const scope = new AbortController();
  const running = start(tasks, scope, options);
  try {
    return (await Promise.all(running)) as ValuesOf<Tasks>;
  } catch (error) {
    scope.abort();
    await Promise.allSettled(running);
    throw error;
  }
}

/**
 * Runs tasks at once and gives the first value, or throws the first error.
 *
 * Behaviour: the first to end aborts the signal of the others, and is handed
 * over when they have ended. `Promise.race` hands it over at once and lets the
 * others go on.
 *
 * Cancellation: an abort from outside reaches every task.
 *
 * Errors: rejects with the error of the task that ended first; with a
 * `RangeError` where there is no task, for which `Promise.race` waits for ever.
 */
export async function raceAndAbort<A>(
  tasks: readonly Task<A>[],
  options: Abortable = {},
): Promise<A> {
  if (tasks.length === 0) throw new RangeError("a race needs a task");
  const scope = new AbortController();
  const running = start(tasks, scope, options);
  try {
    return await Promise.race(running);
  } finally {
    scope.abort();
    await Promise.allSettled(running);
  }
}

/** The reason of a signal whose time is up. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
  constructor(readonly milliseconds: number) {
    super(`the time was up after ${milliseconds} ms`);
  }
}

/**
 * Runs a task whose signal aborts after so many milliseconds.
 *
 * Behaviour: gives what the task gives, also when it ignores its signal and
 * gives it late. `AbortSignal.timeout` does the same by the wall clock.
 *
 * Errors: rejects with what the task rejects with; that is a `TimeoutError`
 * where it hands on the reason of its signal.
 */
export async function withTimeout<A>(
  milliseconds: number,
  task: Task<A>,
  options: Abortable = {},
): Promise<A> {
  const limit = new AbortController();
  const timer = new AbortController();
  sleep(milliseconds, { signal: timer.signal }).then(
    () => limit.abort(new TimeoutError(milliseconds)),
    () => {},
  );
  try {
    return await task(linked(limit, options));
  } finally {
    timer.abort();
  }
}

/** Calls each task; one that throws at its caller has failed like the others. */
function start<A>(
  tasks: readonly Task<A>[],
  scope: AbortController,
  options: Abortable,
): Promise<A>[] {
  const signal = linked(scope, options);
  return tasks.map(async (task) => task(signal));
}

/** The signal of a scope, which an abort from outside reaches, too. */
function linked(scope: AbortController, { signal }: Abortable): AbortSignal {
  return signal === undefined
    ? scope.signal
    : AbortSignal.any([scope.signal, signal]);
}
