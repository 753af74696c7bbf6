/**
 * Work that the host has begun and that ends by itself, whoever waits for it.
 *
 * It is what a blocking closure is to Tokio: a future that waits for it may be
 * dropped, the work goes on, and its result is there for the next one. Paused
 * time stands still while it runs.
 */
import type { Context, Waker } from "./context.js";
import { madeProgress } from "./coop.js";
import { inFlight } from "./in-flight.js";
import { proceedWith } from "./io-op.js";

/** How it has ended. */
export type Settled<A> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly error: unknown };

export class HostJob<A> {
  #settled: Settled<A> | undefined = undefined;
  /** Whoever has polled; one that is gone is woken for nothing, as in Tokio. */
  readonly #wakers = new Set<Waker>();
  /** Settles when the work has ended; never rejects. */
  readonly ended: Promise<void>;

  constructor(work: () => Promise<A>) {
    this.ended = inFlight(work()).then(
      (value) => this.#settle({ ok: true, value }),
      (error: unknown) => this.#settle({ ok: false, error }),
    );
  }

  /** Takes from the budget when it is ready, as a join handle does. */
  poll(cx: Context): Settled<A> | undefined {
    if (!proceedWith(cx)) return undefined;
    if (this.#settled !== undefined) madeProgress();
    else this.#wakers.add(cx.waker);
    return this.#settled;
  }

  /** Calls a function with the result, if and when there is one. */
  whenDone(f: (value: A) => void): void {
    void this.ended.then(() => {
      if (this.#settled?.ok === true) f(this.#settled.value);
    });
  }

  #settle(settled: Settled<A>): void {
    this.#settled = settled;
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const waker of wakers) waker.wake();
  }
}
