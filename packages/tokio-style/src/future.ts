/** Futures by hand. Original: `std::future`, `std::task`, `std::pin`. */
import type { Effect } from "effect";
import { Cause, Context as Services, Exit } from "effect";
import { coop, UNLIMITED } from "./internal/coop.js";
import { type Context, contextFor, Poll } from "./internal/context.js";
import { Leaf, type Pollable, type Slot } from "./internal/leaf.js";
import { currentScheduler, type Scheduler } from "./internal/scheduler.js";
import { drive } from "./internal/drive.js";
import { currentStrand, dropAll, Strand } from "./internal/strand.js";

export { Context, Poll, Waker } from "./internal/context.js";

class PollFn<A> extends Leaf<A> {
  constructor(readonly poll: (cx: Context) => Poll<A>) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<A> | undefined {
    return this.pollAgain(slot);
  }
  pollAgain(slot: Slot): Exit.Exit<A> | undefined {
    const { poll } = this;
    const result = poll(contextFor(slot.task));
    return result._tag === "Ready" ? Exit.succeed(result.value) : undefined;
  }
  release(): void {}
  waitsFor(): string {
    return "a pollFn";
  }
}

/**
 * Makes a future from its poll function.
 *
 * Behaviour: each poll of the task calls the function. It returns
 * `Poll.Ready(value)`, or `Poll.Pending` after it has kept `cx.waker`, whose
 * `wake` has the task polled again. A waker that is woken during the poll
 * queues the task once, when the poll ends.
 *
 * Errors: what the function throws is a panic.
 *
 * Original: `std::future::poll_fn`.
 */
export function pollFn<A>(poll: (cx: Context) => Poll<A>): Effect.Effect<A> {
  return new PollFn(poll);
}

/** The task of a pinned future: whoever polled it last. */
class ByHand implements Pollable {
  waker: () => void = () => {};
  constructor(readonly scheduler: Scheduler | undefined) {}
  get runtime(): Scheduler | undefined {
    return this.scheduler ?? currentScheduler();
  }
  wake(): void {
    const { waker } = this;
    waker();
  }
}

/**
 * A future that stays where it is: it can be polled by hand, and it survives
 * a `select` that it loses (`&mut future` in Rust).
 */
export class Pinned<A, E> extends Leaf<A, E> {
  readonly #task = new ByHand(currentScheduler());
  readonly #strand: Strand;

  /** @internal */
  constructor(future: Effect.Effect<A, E>) {
    super();
    const context =
      currentStrand()?.context ??
      currentScheduler()?.context ??
      Services.empty();
    this.#strand = new Strand(this.#task, context, future);
  }

  /**
   * Polls once.
   *
   * Behaviour: runs the future until it waits or ends. `Pending`: `cx.waker`
   * is woken when polling again makes sense.
   *
   * Errors: throws the future's typed error, or what its panic threw; throws
   * when it is polled after it was ready.
   *
   * Original: `Future::poll`.
   */
  poll(cx: Context): Poll<A> {
    if (this.#strand._exit !== undefined) {
      throw new Error("this future was polled after it had ended");
    }
    const { waker } = cx;
    const exit = this.#drive(() => waker.wake());
    if (exit === undefined) return Poll.Pending;
    if (exit._tag === "Success") return Poll.Ready(exit.value);
    throw Cause.squash(exit.cause);
  }

  /** Drops the future: what it waits for is released, its `finally` run. */
  drop(): void {
    dropAll([this.#strand]);
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #drive(waker: () => void): Exit.Exit<A, E> | undefined {
    this.#task.waker = waker;
    const budget = coop.left;
    if (currentScheduler() === undefined) coop.left = UNLIMITED;
    try {
      return drive(this.#strand);
    } finally {
      if (currentScheduler() === undefined) coop.left = budget;
    }
  }

  pollFirst(slot: Slot): Exit.Exit<A, E> | undefined {
    return this.pollAgain(slot);
  }

  pollAgain(slot: Slot): Exit.Exit<A, E> | undefined {
    const { task } = slot;
    return this.#strand._exit ?? this.#drive(() => task.wake());
  }

  /** Losing a select does not drop a pinned future. */
  release(): void {}

  waitsFor(): string {
    return "a pinned future";
  }
}

/**
 * Pins a future: nothing of it runs until it is polled or awaited.
 *
 * Behaviour: awaiting it goes on where it stands. In a `select` that it
 * loses it stays as it is, for the next round.
 *
 * Original: `std::pin::pin!`, `tokio::pin!`.
 */
export function pin<A, E>(future: Effect.Effect<A, E>): Pinned<A, E> {
  return new Pinned(future);
}
