/** Time. Original: `tokio::time`. */
import { Effect } from "effect";
import { NodeEffect, TimeoutNode } from "./internal/branches.js";
import type { Slot } from "./internal/leaf.js";
import { currentScheduler, type Scheduler } from "./internal/scheduler.js";
import { noRuntime } from "./internal/services.js";
import type { Node, Strand } from "./internal/strand.js";
import { Sleep } from "./internal/sleep.js";
import { SleepLeaf } from "./internal/timer.js";
import { YieldNow } from "./internal/yield-now.js";
import type { Instant } from "./internal/instant.js";

export { Instant } from "./internal/instant.js";
export { Interval, interval, intervalAt } from "./internal/interval.js";
export type { Sleep } from "./internal/sleep.js";
export { Error } from "./internal/time-error.js";
export type { MissedTickBehavior } from "./internal/interval.js";

/** A length of time in milliseconds. Original: `std::time::Duration`. */
export type Duration = number;

/** Makes lengths of time that read like Rust's. */
export const Duration = {
  /** Original: `Duration::from_millis`. */
  fromMillis: (milliseconds: number): Duration => milliseconds,
  /** Original: `Duration::from_secs`. */
  fromSecs: (seconds: number): Duration => seconds * 1000,
  /** Original: `Duration::from_micros`. */
  fromMicros: (microseconds: number): Duration => microseconds / 1000,
} as const;

/** A future that took too long. Original: `tokio::time::error::Elapsed`. */
export class Elapsed extends Error {
  override readonly name = "Elapsed";
  readonly _tag = "Elapsed";
  constructor() {
    super("deadline has elapsed");
  }
}

function positive(what: string, duration: Duration): Duration {
  if (duration >= 0) return duration;
  throw new RangeError(
    `${what} takes a number of milliseconds that is not negative, not ${duration}`,
  );
}

function deadlineAfter(duration: Duration): number | undefined {
  const scheduler = currentScheduler();
  return scheduler === undefined ? undefined : scheduler.clock.now() + duration;
}

/**
 * Waits for a number of milliseconds.
 *
 * Behaviour:
 * - the deadline is fixed when `sleep` is *called* on a runtime, not when it
 *   is awaited; made outside of a runtime, at its first poll;
 * - zero is ready at once; a part of a millisecond is rounded up;
 * - equal deadlines wake in the order in which they were first polled (but
 *   see the wheel's cascade).
 *
 * Cancellation: cancel safe, but the next call counts anew; `sleepUntil` keeps
 * its deadline.
 *
 * Original: `tokio::time::sleep`.
 */
export function sleep(duration: Duration): Sleep {
  positive("sleep", duration);
  return new Sleep(deadlineAfter(duration), duration);
}

/**
 * Waits until an instant.
 *
 * Cancellation: cancel safe.
 *
 * Original: `tokio::time::sleep_until`.
 */
export function sleepUntil(deadline: Instant): Sleep {
  return new Sleep(deadline.millis, 0);
}

const elapsed = (): Effect.Effect<never, Elapsed> => Effect.fail(new Elapsed());

/** A future that has a time to be ready in. Original: `tokio::time::Timeout`. */
class Timeout<A, E, R> extends NodeEffect<A, E | Elapsed, R> {
  /** @internal */
  constructor(
    readonly future: Effect.Effect<A, E, R>,
    readonly delay: SleepLeaf,
  ) {
    super();
  }
  open(owner: Strand): Node {
    return new TimeoutNode(owner, this.future, this.delay, elapsed);
  }

  /** Returns the future that has the time. Original: `Timeout::get_ref`. */
  getRef(): Effect.Effect<A, E, R> {
    return this.future;
  }

  /** Returns the future, without a limit. Original: `Timeout::into_inner`. */
  intoInner(): Effect.Effect<A, E, R> {
    return this.future;
  }
}

/**
 * Gives a future a time to be ready in.
 *
 * Behaviour, at each poll: the future first; only if it is not ready is the
 * deadline looked at. So a future that is ready wins even when it is late,
 * and `timeout(0, ready)` succeeds. The deadline is fixed when `timeout` is
 * called.
 *
 * Cancellation: dropping it drops the future; it is as cancel safe as that, but
 * the next call counts its time anew.
 *
 * Errors: fails with {@link Elapsed}, after the future has been dropped.
 *
 * Original: `tokio::time::timeout`.
 */
export function timeout<A, E, R>(
  duration: Duration,
  future: Effect.Effect<A, E, R>,
): Timeout<A, E, R> {
  positive("timeout", duration);
  return new Timeout(future, new SleepLeaf(deadlineAfter(duration), duration));
}

/**
 * Gives a future until an instant.
 *
 * Cancellation: dropping it drops the future; it is as cancel safe as that.
 *
 * Errors: as {@link timeout}.
 *
 * Original: `tokio::time::timeout_at`.
 */
export function timeoutAt<A, E, R>(
  deadline: Instant,
  future: Effect.Effect<A, E, R>,
): Timeout<A, E, R> {
  return new Timeout(future, new SleepLeaf(deadline.millis, 0));
}

function here(): Scheduler {
  const scheduler = currentScheduler();
  if (scheduler === undefined) throw noRuntime();
  return scheduler;
}

/**
 * Stops the clock: from now on it moves only when nothing can run.
 *
 * Errors: throws when time is paused already, or on a multi-thread runtime.
 *
 * Original: `tokio::time::pause`.
 */
export function pause(): void {
  const scheduler = here();
  if (scheduler.background) {
    throw new Error("time::pause() requires the current-thread runtime");
  }
  scheduler.pause();
}

/** Starts the clock again. Original: `tokio::time::resume`. */
export function resume(): void {
  here().resume();
}

class Advance extends YieldNow {
  constructor(readonly duration: Duration) {
    super();
  }
  override pollFirst(slot: Slot): undefined {
    (slot.task.runtime ?? here()).clock.advance(this.duration);
    super.pollFirst(slot);
    return undefined;
  }
}

/**
 * Moves paused time forward, in one step.
 *
 * Behaviour: then yields once. In `blockOn`'s own future it resumes before
 * the sleepers that have come due; in a task after them.
 *
 * Cancellation: not cancel safe: once it has been polled the time has moved.
 *
 * Errors: a panic when time is not paused.
 *
 * Original: `tokio::time::advance`.
 */
export function advance(duration: Duration): Effect.Effect<void> {
  return new Advance(positive("advance", duration));
}

export type { Timeout };
