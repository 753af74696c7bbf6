/** Tasks that wait for each other. Original: `tokio::sync::Barrier`. */
import type { Effect, Exit } from "effect";
import { Exit as E } from "effect";
import { Leaf, type Slot } from "../internal/leaf.js";
import { NotifyState, type Waiter } from "./notify.js";

/** What {@link Barrier.wait} gives. Original: `BarrierWaitResult`. */
export class BarrierWaitResult {
  readonly #leader: boolean;

  /** @internal */
  constructor(leader: boolean) {
    this.#leader = leader;
  }

  /** Returns whether this one came last and opened the barrier. */
  isLeader(): boolean {
    return this.#leader;
  }
}

const leader = E.succeed(new BarrierWaitResult(true));
const follower = E.succeed(new BarrierWaitResult(false));

class Wait extends Leaf<BarrierWaitResult> {
  readonly #opened = new NotifyState();
  #arrived = 0;

  constructor(readonly size: number) {
    super();
  }
  pollFirst(slot: Slot): Exit.Exit<BarrierWaitResult> | undefined {
    this.#arrived++;
    if (this.#arrived === this.size) {
      this.#arrived = 0;
      this.#opened.all();
      return leader;
    }
    slot.state = this.#opened.enter(this.#opened.calls, slot.task);
    return undefined;
  }
  pollAgain(slot: Slot): Exit.Exit<BarrierWaitResult> | undefined {
    const waiter = slot.state as Waiter;
    if (waiter.notified !== undefined) return follower;
    waiter.task = slot.task;
    return undefined;
  }
  release(slot: Slot): void {
    this.#opened.leave(slot.state as Waiter);
  }
  waitsFor(): string {
    return `${this.size - this.#arrived} more at a barrier`;
  }
}

/** Opens when so many tasks wait, again and again. Original: `Barrier`. */
export class Barrier {
  readonly #wait: Wait;

  /** Makes a barrier for `size` tasks; 0 is taken as 1. */
  constructor(size: number) {
    if (!Number.isInteger(size) || size < 0) {
      throw new RangeError(
        `Barrier takes a whole number that is not negative, not ${size}`,
      );
    }
    this.#wait = new Wait(Math.max(size, 1));
  }

  /**
   * Waits until as many as the barrier is for have come.
   *
   * Behaviour: the last to come is the leader and does not wait; it wakes the
   * others, in batches of 32, each from its last to its first. The barrier
   * then counts anew.
   *
   * Cancellation: not cancel safe: one that is dropped while it waits still
   * counts as having come.
   *
   * Original: `Barrier::wait`.
   */
  wait(): Effect.Effect<BarrierWaitResult> {
    return this.#wait;
  }
}
