/**
 * What goes out by a stream of Node's.
 *
 * Node's queue stands for the system's send buffer: it takes up to `CAPACITY`
 * bytes that the other end has not taken yet, then writers wait. So what is held
 * is bounded, and a write that is canceled has sent nothing.
 */
import type { Writable } from "node:stream";
import { arrived, fly } from "../io.js";
import type { LwtPromise } from "../promise.js";
import { Actions, type Counted } from "./actions.js";
import { UnixError } from "./error.js";

/** In bytes. */
const CAPACITY = 64 * 1024;

export class Outflow {
  private unsent = 0;
  private error: unknown;
  private finished = false;
  private readonly writers: Actions;
  private readonly drainers: Actions;

  constructor(
    private readonly stream: Writable,
    counted: Counted,
  ) {
    this.writers = new Actions("LwtUnix.write", counted);
    this.drainers = new Actions("LwtUnix.close", counted);
    stream.on("error", this.fail);
    stream.on("close", this.changed);
  }

  readonly fail = (error: unknown): void => {
    this.error ??= error;
    this.changed();
  };

  private readonly changed = (): void => {
    if (this.writers.isEmpty() && this.drainers.isEmpty()) return;
    arrived(() => {
      this.writers.retry();
      this.drainers.retry();
    });
  };

  write(buffer: Uint8Array, at: number, length: number): LwtPromise<number> {
    return this.writers.perform(() => this.put(buffer, at, length));
  }

  private put(
    buffer: Uint8Array,
    at: number,
    length: number,
  ): number | undefined {
    if (this.error !== undefined) throw this.error;
    if (this.finished || this.stream.destroyed || !this.stream.writable) {
      throw new UnixError("EPIPE", "write");
    }
    if (length === 0) return 0;
    const room = CAPACITY - this.unsent;
    if (room <= 0) return undefined;
    const count = Math.min(room, length);
    // The bytes may leave later, when the buffer has others.
    const copy = Buffer.from(buffer.subarray(at, at + count));
    this.unsent += count;
    this.stream.write(copy, (error) => {
      this.unsent -= count;
      if (error) this.error ??= error;
      this.changed();
    });
    return count;
  }

  /** Ends this direction once what was taken is sent. */
  finish(): void {
    if (this.finished) return;
    this.finished = true;
    this.stream.end();
  }

  /** Waits until what was taken is sent, or never will be. */
  drained(): LwtPromise<true> {
    return this.drainers.perform(() =>
      this.unsent === 0 || this.error !== undefined || this.stream.destroyed
        ? true
        : undefined,
    );
  }

  /** Those that wait get the exception. */
  stopWriters(exn: unknown): void {
    this.writers.endAll(exn);
  }

  /** As `stopWriters`; and what was taken is not waited for. */
  abort(exn: unknown): void {
    this.error = exn;
    this.writers.endAll(exn);
    this.drainers.endAll(exn);
  }
}

/** Waits until a stream of Node's is closed for good. */
export function closed(stream: {
  readonly closed: boolean;
  once(event: "close", f: () => void): unknown;
}): LwtPromise<true> {
  const actions = new Actions("LwtUnix.close", fly);
  const p = actions.perform(() => (stream.closed ? true : undefined));
  if (!stream.closed)
    stream.once("close", () => arrived(() => actions.retry()));
  return p;
}
