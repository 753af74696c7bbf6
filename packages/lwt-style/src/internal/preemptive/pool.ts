/** A pool of Piscina's, which ends when it has ended what it has begun. */
import { Piscina } from "piscina";
import type { Task } from "fp-ts/lib/Task.js";
import { cannotCross, type Detachable, isHollow } from "./detachable.js";
import { onMessage } from "./inMain.js";

export class Pool {
  private readonly piscina: Piscina;
  private running = 0;
  private isRetired = false;
  /** Its threads are gone, and are handed to nobody. */
  isShutDown = false;

  constructor([min, max]: readonly [number, number]) {
    this.piscina = new Piscina({
      minThreads: min,
      maxThreads: Math.max(1, max),
      // Threads are kept, as in Lwt; they do not keep the process from its end.
      idleTimeout: Infinity,
    });
    this.piscina.on("message", onMessage);
    alive.add(this);
  }

  run<X, A>({ filename, name }: Detachable<X, A>, x: X): Task<A> {
    return async () => {
      this.running += 1;
      try {
        return (await this.piscina.run(x, { filename, name })) as A;
      } catch (error) {
        throw isHollow(error) ? cannotCross(name) : error;
      } finally {
        this.running -= 1;
        this.endIfDone();
      }
    };
  }

  /** No more work is given to it. */
  retire(): void {
    this.isRetired = true;
    this.endIfDone();
  }

  // Piscina's own `close` ends work that has not reached its thread yet.
  private endIfDone(): void {
    if (this.isRetired && this.running === 0) void this.destroy();
  }

  /** Ends its threads, and rejects what they do. */
  async destroy(): Promise<void> {
    alive.delete(this);
    await this.piscina.destroy();
  }
}

const alive = new Set<Pool>();

/** All pools that have threads, those that only end what they have begun too. */
export const allPools = (): readonly Pool[] => [...alive];
