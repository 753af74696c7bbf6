/**
 * Waiting for a socket, the way Tokio does it: what wakes a task carries no
 * value. The task looks again when it runs, and takes what is there in that
 * same step. So a task that is dropped between its wake and its turn has taken
 * nothing, and whatever it was woken for is there for the next one: this is
 * all that "cancel safe" needs.
 */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { Leaf, type Slot } from "./leaf.js";
import { currentScheduler, type Scheduler } from "./scheduler.js";
import { currentStrand } from "./strand.js";

/** What ends a wait, and what its end may take. */
export interface WaitsFor {
  /** In the words of a task dump: "bytes from 127.0.0.1:80". */
  readonly what: string;
  /**
   * Who ends the wait. A peer may let it wait for ever, so paused time moves;
   * the host (a bind, a connect) comes back by itself, so it stands still.
   */
  readonly by: "peer" | "host";
  /** Called before each wait: the process must stay alive meanwhile. */
  readonly hold: () => void;
  /** Called after each wait: the process may end when nobody waits. */
  readonly release: () => void;
}

/** One wait of one task. */
interface Wait {
  readonly wake: () => void;
  readonly scheduler: Scheduler | undefined;
  woken: boolean;
}

/** Those who wait for one direction of one socket. */
export class Waiters {
  readonly #waits = new Set<Wait>();
  /** Ends at the next {@link wakeAll}; a drop takes the waiter off the list. */
  readonly wait: Effect.Effect<void>;

  constructor(readonly options: WaitsFor) {
    const leaf = new WaitLeaf(this);
    const callback = Effect.callback<void>((resume) => {
      const wait = this.add(() => resume(Effect.void));
      return Effect.sync(() => this.remove(wait));
    });
    // A plain fiber, which may have no runtime, waits in Effect's own way.
    this.wait = Effect.suspend(() =>
      currentStrand() === undefined ? callback : leaf,
    );
  }

  add(wake: () => void): Wait {
    const scheduler = currentScheduler();
    const wait = { wake, scheduler, woken: false };
    this.#waits.add(wait);
    this.options.hold();
    if (this.options.by === "peer") scheduler?.peerBegan();
    else scheduler?.outsideBegan();
    return wait;
  }

  remove(wait: Wait): void {
    if (!this.#waits.delete(wait)) return;
    this.#ended(wait);
  }

  /** Wakes whoever waits now, longest first; each looks for itself. */
  wakeAll(): void {
    const waits = [...this.#waits];
    this.#waits.clear();
    for (const wait of waits) {
      wait.woken = true;
      this.#ended(wait);
      wait.wake();
    }
  }

  #ended({ scheduler }: Wait): void {
    this.options.release();
    if (this.options.by === "peer") scheduler?.peerEnded();
    else scheduler?.outsideEnded();
  }
}

class WaitLeaf extends Leaf<void> {
  constructor(readonly waiters: Waiters) {
    super();
  }
  pollFirst(slot: Slot): undefined {
    slot.state = this.waiters.add(() => slot.task.wake());
    return undefined;
  }
  pollAgain(slot: Slot): Exit.Exit<void> | undefined {
    return (slot.state as Wait).woken ? Exit.void : undefined;
  }
  release(slot: Slot): void {
    this.waiters.remove(slot.state as Wait);
  }
  waitsFor(): string {
    return this.waiters.options.what;
  }
}

/** Tries again at each wake, until `attempt` gives an answer. */
export function until<A, E>(
  waiters: Waiters,
  attempt: () => Effect.Effect<A, E> | undefined,
): Effect.Effect<A, E> {
  const again: Effect.Effect<A, E> = Effect.suspend(
    () => attempt() ?? Effect.flatMap(waiters.wait, () => again),
  );
  return again;
}
