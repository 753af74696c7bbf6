/**
 * Who waits until a descriptor is ready, in the order of asking.
 *
 * An action is tried, and tried again each time that something has happened to
 * the descriptor, until it succeeds or throws. A canceled one has done nothing.
 */
import { listen } from "../io.js";
import {
  CANCEL_SELF,
  FULFILLED,
  fulfilled,
  type LwtPromise,
  PENDING,
  pending,
  REJECTED,
  rejected,
  type Releasable,
  STATE,
  underlying,
} from "../promise.js";
import { resolve } from "../resolve.js";
import { Sequence, type SequenceNode } from "../sequence.js";

/** Gives a value; undefined says that it is not ready. */
export type Attempt<A> = () => A | undefined;

/** Counts a wait, for engines; what it gives ends that. */
export type Counted = () => () => void;

/** What happens inside of this program: a deadlock may be found. */
export const uncounted: Counted = () => ignore;

const ignore = (): void => {};

class Action implements Releasable {
  readonly p: LwtPromise<any> = pending<any>(CANCEL_SELF, undefined);
  readonly node: SequenceNode<Action>;
  private readonly over: () => void;

  constructor(
    readonly attempt: Attempt<unknown>,
    queue: Sequence<Action>,
    counted: Counted,
  ) {
    this.node = queue.addRight(this);
    this.over = counted();
    // A deadlock report looks for the queue.
    this.p.h = this.over === ignore ? this.node : this;
  }

  release(): void {
    this.node.release();
    this.over();
  }

  end(state: number, value: unknown): void {
    this.release();
    const p = underlying(this.p);
    if ((p.s & STATE) === PENDING) resolve(p, state, value);
  }

  retry(): void {
    let value: unknown;
    try {
      value = this.attempt();
    } catch (exn) {
      this.end(REJECTED, exn);
      return;
    }
    if (value !== undefined) this.end(FULFILLED, value);
  }
}

export class Actions {
  /** Made when somebody waits: of a connection's queues most are never used. */
  private queue: Sequence<Action> | undefined;

  constructor(
    /** What waiting here is called, for instance `LwtUnix.read`. */
    private readonly label: string,
    private readonly counted: Counted = listen,
  ) {}

  isEmpty(): boolean {
    return this.queue === undefined || this.queue.isEmpty();
  }

  /** Tries now, and waits if it is not ready. */
  perform<A>(attempt: Attempt<A>): LwtPromise<A> {
    let value: A | undefined;
    try {
      value = attempt();
    } catch (exn) {
      return rejected(exn);
    }
    if (value !== undefined) return fulfilled(value);
    this.queue ??= new Sequence(this.label);
    return new Action(attempt, this.queue, this.counted).p;
  }

  /** Something has happened: all that wait try again, in their order. */
  retry(): void {
    for (const action of this.waiting()) {
      if (action.node.active) action.retry();
    }
  }

  endAll(exn: unknown): void {
    for (const action of this.waiting()) {
      if (action.node.active) action.end(REJECTED, exn);
    }
  }

  private waiting(): Action[] {
    return this.queue === undefined || this.queue.isEmpty()
      ? []
      : this.queue.toArray();
  }
}
