/** Many connections that send, and check every byte that returns. */
import { createHistogram, performance } from "node:perf_hooks";
import type { RecordableHistogram } from "node:perf_hooks";
import { Connection } from "./connection.js";
import type { LoadOptions, Told } from "./connection.js";
import type { Role } from "./variants.js";

/** What came of it, so far. */
export interface LoadResult {
  readonly connected: number;
  readonly failed: number;
  readonly connectMs: number;
  readonly messages: number;
  readonly trafficMs: number;
  readonly bytes: number;
  /** Bytes that should have returned and have not. */
  readonly lost: number;
  /** Connections on which something else returned than was sent. */
  readonly wrong: number;
  /** Connections that ended before they should have. */
  readonly broken: number;
  /** Why, of the first that failed or broke. */
  readonly reason?: string;
  /** Connections that the server has closed after their end, and all of them. */
  readonly closed: number;
  readonly held: number;
  /** Microseconds from a message to the last byte of its echo. */
  readonly latency: Readonly<Record<"p50" | "p99" | "p999" | "max", number>>;
}

/** How many connect at once where they need not all do. */
const WAVE = 256;

export class Load implements Told {
  readonly latency: RecordableHistogram = createHistogram();
  #connections: readonly Connection[] = [];
  #failed = 0;
  #connectMs = 0;
  #trafficMs = 0;
  #closed = 0;
  #held = 0;
  messages = 0;
  reason: string | undefined;

  constructor(readonly options: LoadOptions) {}

  /** Opens a connection for each of the roles. */
  async open(roles: readonly Role[], storm: boolean): Promise<void> {
    const start = performance.now();
    const left = roles.map((role, index) => new Connection(this, role, index));
    this.#connections = left;
    const waiting = left.values();
    const openSome = async (): Promise<void> => {
      for (const connection of waiting)
        if (!(await connection.open())) this.#failed += 1;
    };
    const lanes = storm ? roles.length : Math.min(roles.length, WAVE);
    await Promise.all(Array.from({ length: lanes }, openSome));
    this.#connectMs = performance.now() - start;
  }

  /** Sends and checks until all have done what their role is. */
  async traffic(): Promise<void> {
    const start = performance.now();
    await Promise.all(this.#connections.map((connection) => connection.run()));
    this.#trafficMs = performance.now() - start;
  }

  /** Ends all connections; resolves when the server has ended them too. */
  async close(): Promise<void> {
    const open = this.#connections.filter(({ isOpen }) => isOpen);
    this.#held = open.length;
    const closed = await Promise.all(open.map((one) => one.close()));
    this.#closed = closed.filter(Boolean).length;
  }

  result(): LoadResult {
    const all = this.#connections;
    const sum = (of: (one: Connection) => number): number =>
      all.reduce((total, one) => total + of(one), 0);
    const at = (part: number): number => this.latency.percentile(part) / 1000;
    return {
      connected: all.length - this.#failed,
      failed: this.#failed,
      connectMs: this.#connectMs,
      messages: this.messages,
      trafficMs: this.#trafficMs,
      bytes: sum(({ back }) => back),
      lost: sum(({ lost }) => lost),
      wrong: sum(({ isWrong }) => Number(isWrong)),
      broken: sum(({ isBroken }) => Number(isBroken)),
      ...(this.reason !== undefined && { reason: this.reason }),
      closed: this.#closed,
      held: this.#held,
      latency: {
        p50: at(50),
        p99: at(99),
        p999: at(99.9),
        max: this.latency.max / 1000,
      },
    };
  }
}
