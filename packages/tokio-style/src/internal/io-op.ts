/**
 * One operation on a stream, as a leaf.
 *
 * `poll` is the body of a Rust future: it has its state in a closure that is
 * made anew by `begin` each time that the operation is awaited, polls streams,
 * and returns what they return. `drop` tells the streams that it stops.
 */
import { Effect, type Exit } from "effect";
import type { IoError } from "../io-error.js";
import type { PollIo } from "../io/traits.js";
import { type Context, contextFor } from "./context.js";
import { coop, UNLIMITED } from "./coop.js";
import { Leaf, type Pollable, type Slot } from "./leaf.js";
import { currentScheduler } from "./scheduler.js";
import { currentStrand } from "./strand.js";

type PollOnce<A> = (cx: Context) => PollIo<A>;
/** Is given the context of the last poll, and what `begin` had returned. */
type Drop = (cx: Context, poll: object) => void;

class IoLeaf<A> extends Leaf<A, IoError> {
  constructor(
    readonly what: string,
    readonly begin: () => PollOnce<A>,
    readonly drop: Drop,
  ) {
    super();
  }
  pollFirst(slot: Slot): PollIo<A> {
    const poll = this.begin();
    slot.state = poll;
    return poll(contextFor(slot.task));
  }
  pollAgain(slot: Slot): PollIo<A> {
    return (slot.state as PollOnce<A>)(contextFor(slot.task));
  }
  release(slot: Slot): void {
    this.drop(contextFor(slot.task), slot.state);
  }
  waitsFor(): string {
    return this.what;
  }
}

/** A plain fiber that awaits a leaf with no runtime around it. */
class Alone<A> implements Slot, Pollable {
  state: unknown = undefined;
  readonly runtime = undefined;
  #started = false;
  #polling = false;
  #woken = false;
  #over = false;

  constructor(
    readonly leaf: IoLeaf<A>,
    readonly resume: (exit: Exit.Exit<A, IoError>) => void,
  ) {}

  get task(): Pollable {
    return this;
  }

  wake(): void {
    this.#woken = true;
    if (!this.#polling) this.poll();
  }

  poll(): void {
    const budget = coop.left;
    coop.left = UNLIMITED;
    this.#polling = true;
    try {
      do {
        if (this.#over) return;
        this.#woken = false;
        const exit = this.#started
          ? this.leaf.pollAgain(this)
          : this.leaf.pollFirst(this);
        this.#started = true;
        if (exit === undefined) continue;
        this.#over = true;
        this.resume(exit);
      } while (this.#woken);
    } finally {
      this.#polling = false;
      coop.left = budget;
    }
  }

  drop(): void {
    if (this.#over) return;
    this.#over = true;
    this.leaf.release(this);
  }
}

function alone<A>(leaf: IoLeaf<A>): Effect.Effect<A, IoError> {
  return Effect.callback<A, IoError>((resume) => {
    const fiber = new Alone(leaf, resume);
    fiber.poll();
    return Effect.sync(() => fiber.drop());
  });
}

/**
 * Makes an operation. `what` says what it waits for, in a dump of tasks.
 *
 * Inside a runtime it is a leaf of the task that awaits it. Outside of any it
 * still works, polled whenever it is woken.
 */
export function ioOp<A>(
  what: string,
  begin: () => PollOnce<A>,
  drop: Drop,
): Effect.Effect<A, IoError> {
  const leaf = new IoLeaf(what, begin, drop);
  if (currentScheduler() !== undefined) return leaf;
  return Effect.suspend(() =>
    currentStrand() === undefined && currentScheduler() === undefined
      ? alone(leaf)
      : leaf,
  );
}

/** Returns false, and wakes the task, when its budget is used up. */
export function proceedWith(cx: Context): boolean {
  if (coop.left !== 0) return true;
  cx.waker.wake();
  return false;
}

/** Passes on what is pending or has failed, whatever it would have given. */
export function pass(
  exit: Exit.Failure<unknown, IoError> | undefined,
): Exit.Failure<never, IoError> | undefined {
  return exit as Exit.Failure<never, IoError> | undefined;
}
