/** Waking without a message. Original: `tokio::sync::Notify`. */
import type { Exit } from "effect";
import { Exit as E } from "effect";
import { Leaf, type Pollable, type Slot } from "../internal/leaf.js";
import { Link, List } from "../internal/list.js";
import { WakeList } from "../internal/wake-list.js";

/** @internal Who waits for a notification, and which kind it was given. */
export class Waiter extends Link {
  notified: "one" | "all" | undefined = undefined;
  constructor(public task: Pollable | undefined) {
    super();
  }
}

const done = E.void;

/** The future of {@link Notify.notified}. Original: `Notified`. */
export class Notified extends Leaf<void> {
  readonly #notify: NotifyState;
  readonly #calls: number;
  #enabled: Waiter | undefined = undefined;
  #ready = false;

  /** @internal */
  constructor(notify: NotifyState) {
    super();
    this.#notify = notify;
    this.#calls = notify.calls;
  }

  /**
   * Joins the queue without being awaited; returns true when it has been
   * notified already. One that then is not awaited must be dropped, or it keeps
   * a notification from the others. Original: `Notified::enable`.
   */
  enable(): boolean {
    if (this.#enabled !== undefined)
      return this.#enabled.notified !== undefined;
    if (this.#ready) return true;
    const waiter = this.#notify.enter(this.#calls, undefined);
    if (waiter === undefined) this.#ready = true;
    else this.#enabled = waiter;
    return this.#ready;
  }

  pollFirst(slot: Slot): Exit.Exit<void> | undefined {
    if (this.#ready) {
      this.#ready = false;
      return done;
    }
    if (this.#enabled !== undefined) {
      slot.state = this.#enabled;
      this.#enabled = undefined;
      return this.pollAgain(slot);
    }
    slot.state = this.#notify.enter(this.#calls, slot.task);
    return slot.state === undefined ? done : undefined;
  }

  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    const waiter = slot.state as Waiter;
    if (waiter.notified !== undefined) return done;
    waiter.task = slot.task;
    return undefined;
  }

  release(slot: Slot): void {
    const waiter = slot.state as Waiter | undefined;
    if (waiter !== undefined) this.#notify.leave(waiter);
  }

  override releaseUnpolled(): void {
    const waiter = this.#enabled;
    this.#enabled = undefined;
    if (waiter !== undefined) this.#notify.leave(waiter);
  }

  /**
   * Gives up the place that {@link enable} has taken. One that is awaited
   * does so by itself.
   */
  drop(): void {
    this.releaseUnpolled();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  waitsFor(): string {
    return "a notification";
  }
}

/** @internal What a Notify and its futures share. */
export class NotifyState {
  calls = 0;
  stored = false;
  readonly waiters = new List<Waiter>();

  enter(calls: number, task: Pollable | undefined): Waiter | undefined {
    if (this.stored) {
      this.stored = false;
      return undefined;
    }
    if (this.calls !== calls) return undefined;
    const waiter = new Waiter(task);
    this.waiters.push(waiter);
    return waiter;
  }

  leave(waiter: Waiter): void {
    this.waiters.remove(waiter);
    // A notification that was meant for one goes to the next.
    if (waiter.notified === "one") this.one();
  }

  one(): void {
    const waiter = this.waiters.shift();
    if (waiter === undefined) {
      this.stored = true;
      return;
    }
    waiter.notified = "one";
    waiter.task?.wake();
  }

  all(): void {
    this.calls++;
    const wakers = new WakeList();
    for (let w = this.waiters.shift(); w; w = this.waiters.shift()) {
      w.notified = "all";
      if (!wakers.canPush()) wakers.wakeAll();
      if (w.task !== undefined) wakers.push(w.task);
    }
    wakers.wakeAll();
  }
}

/**
 * Tells one task, or all that wait, that something has happened.
 *
 * Original: `tokio::sync::Notify`.
 */
export class Notify {
  readonly #state = new NotifyState();

  /**
   * Waits for a notification.
   *
   * Behaviour: a stored one is taken at once; else waits its turn. What
   * `notifyWaiters` does between this call and the first poll counts too.
   *
   * Cancellation: cancel safe, but the place in the queue is lost; a
   * `notifyOne` that was meant for it goes to the next. Woken by
   * `notifyWaiters`, not cancel safe: that notification is lost, and the next
   * call waits for another.
   *
   * Original: `Notify::notified`.
   */
  notified(): Notified {
    return new Notified(this.#state);
  }

  /** Wakes the one that waits longest; if none does, stores one notification. */
  notifyOne(): void {
    this.#state.one();
  }

  /** Wakes all that wait now; stores nothing. */
  notifyWaiters(): void {
    this.#state.all();
  }
}
