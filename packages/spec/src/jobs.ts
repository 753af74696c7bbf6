/**
 * Work for other threads. A closure cannot cross threads in JavaScript, so a
 * style is told the address of this module and the name of a function.
 */
import { threadId } from "node:worker_threads";

/** The address of this module, for a style's worker threads. */
export const url = new URL(import.meta.url);

/** The wall clock, whatever stands in for it later. */
const now = performance.now.bind(performance);

/** What a job found, and on which thread. */
export interface Finding {
  readonly primes: number;
  readonly threadId: number;
}

/**
 * Counts the primes below `limit` by trial division: nothing but work.
 *
 * Errors: a `RangeError` where `limit` is below 0.
 */
export function countPrimes(limit: number): Finding {
  if (limit < 0)
    throw new RangeError(`the limit must be 0 or more, and is ${limit}`);
  let primes = 0;
  for (let n = 2; n < limit; n += 1) if (isPrime(n)) primes += 1;
  return { primes, threadId };
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
  return true;
}

/** Blocks the thread that calls it, as `thread::sleep` and `Unix.sleepf` do. */
export function blockFor(milliseconds: number): number {
  if (typeof SharedArrayBuffer === "undefined") return workFor(milliseconds);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  return threadId;
}

/** Blocks a thread of a browser, which may not always wait. */
function workFor(milliseconds: number): number {
  const end = now() + milliseconds;
  while (now() < end);
  return threadId;
}
