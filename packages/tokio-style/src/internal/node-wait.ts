/**
 * Waiting for the host, the way Tokio does it: what wakes a task carries no
 * value. The task looks again when it runs, and takes what is there in that
 * same step. So a task that is dropped between its wake and its turn has taken
 * nothing, and whatever it was woken for is there for the next one: this is
 * all that "cancel safe" needs.
 */
import type { Effect } from "effect";
import type { IoError } from "../io-error.js";
import type { PollIo } from "../io/traits.js";
import type { Context } from "./context.js";
import { madeProgress } from "./coop.js";
import { ioOp, proceedWith } from "./io-op.js";
import { currentScheduler, type Scheduler } from "./scheduler.js";

/** What ends a wait, and what its end may take. */
export interface WaitsFor {
  /** In the words of a task dump: "a connection to 127.0.0.1:80". */
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

interface Wait {
  readonly cx: Context;
  readonly scheduler: Scheduler | undefined;
}

/** Those who wait for one thing: one direction of a socket, a port. */
export class Waiters {
  /**
   * By what tells one wait of a task from another: its context if nothing.
   * Made when somebody waits: few connections wait for room.
   */
  #waits: Map<object, Wait> | undefined = undefined;

  constructor(readonly options: WaitsFor) {}

  /** Has the task woken at the next {@link wakeAll}. */
  wait(cx: Context, key: object = cx): undefined {
    this.#waits ??= new Map();
    if (this.#waits.has(key)) return;
    const scheduler = currentScheduler();
    this.#waits.set(key, { cx, scheduler });
    this.options.hold();
    if (this.options.by === "peer") scheduler?.peerBegan();
    else scheduler?.outsideBegan();
  }

  /** Takes a task off the list: it does not wait any more. */
  abandon(key: object): void {
    const wait = this.#waits?.get(key);
    if (wait === undefined) return;
    this.#waits?.delete(key);
    this.#ended(wait);
  }

  /** Wakes whoever waits now, longest first; each looks for itself. */
  wakeAll(): void {
    if (this.#waits === undefined || this.#waits.size === 0) return;
    const waits = [...this.#waits.values()];
    this.#waits.clear();
    for (const wait of waits) {
      this.#ended(wait);
      wait.cx.waker.wake();
    }
  }

  #ended({ scheduler }: Wait): void {
    this.options.release();
    if (this.options.by === "peer") scheduler?.peerEnded();
    else scheduler?.outsideEnded();
  }
}

/**
 * Makes an operation that tries again at each wake, until it is ready. It
 * takes from the budget, as each operation on a socket does.
 */
export function until<A>(
  waiters: Waiters,
  attempt: () => PollIo<A>,
): Effect.Effect<A, IoError> {
  return ioOp(
    waiters.options.what,
    () => {
      const poll = (cx: Context): PollIo<A> => {
        if (!proceedWith(cx)) return undefined;
        const exit = attempt();
        if (exit === undefined) return waiters.wait(cx, poll);
        waiters.abandon(poll);
        madeProgress();
        return exit;
      };
      return poll;
    },
    (_cx, poll) => waiters.abandon(poll),
  );
}
