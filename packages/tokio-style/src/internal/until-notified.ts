/**
 * Waiting for notifications until a condition holds: the loop around
 * `Notify::notified` that a watch channel is made of.
 */
import type { Exit } from "effect";
import type { NotifyState, Waiter } from "../sync/notify.js";
import { Leaf, type Slot } from "./leaf.js";

/** Looks at a condition first, and again after each notification. */
export abstract class UntilNotified<A, E = never> extends Leaf<A, E> {
  constructor(protected readonly notify: NotifyState) {
    super();
  }

  /** Returns undefined while there is something to wait for. */
  protected abstract check(): Exit.Exit<A, E> | undefined;

  pollFirst(slot: Slot): Exit.Exit<A, E> | undefined {
    const exit = this.check();
    slot.state =
      exit === undefined
        ? this.notify.enter(this.notify.calls, slot.task)
        : undefined;
    return exit;
  }

  pollAgain(slot: Slot): Exit.Exit<A, E> | undefined {
    const waiter = slot.state as Waiter;
    if (waiter.notified !== undefined) return this.pollFirst(slot);
    waiter.task = slot.task;
    return undefined;
  }

  release(slot: Slot): void {
    this.notify.leave(slot.state as Waiter);
  }
}
