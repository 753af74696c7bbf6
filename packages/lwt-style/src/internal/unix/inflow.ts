/**
 * What comes in by a stream of Node's.
 *
 * It flows from the first read on. What has come is kept until it is asked for;
 * past `READ_AHEAD` the stream is stopped, so the other end has to wait. What
 * had come before an error is given before the error.
 */
import type { Readable } from "node:stream";
import type { LwtPromise } from "../promise.js";
import { arrived } from "../io.js";
import { Actions, type Counted } from "./actions.js";

/** In bytes. */
const READ_AHEAD = 64 * 1024;

export interface InflowOptions {
  readonly counted: Counted;
  /** How many bytes may be kept. */
  readonly readAhead?: number;
}

export class Inflow {
  private readonly chunks: Uint8Array[] = [];
  /** How much of the first chunk was taken. */
  private taken = 0;
  private size = 0;
  private ended = false;
  private error: unknown;
  private readonly readers: Actions;
  private readonly readAhead: number;

  constructor(
    private readonly stream: Readable,
    { counted, readAhead = READ_AHEAD }: InflowOptions,
  ) {
    this.readers = new Actions("LwtUnix.read", counted);
    this.readAhead = readAhead;
    stream.pause();
    stream.on("data", this.onData);
    stream.on("end", this.end);
    stream.on("close", this.end);
    stream.on("error", this.fail);
  }

  private readonly onData = (chunk: Uint8Array): void => {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size > this.readAhead) this.stream.pause();
    this.changed();
  };

  /** There is nothing more to come. */
  readonly end = (): void => {
    this.ended = true;
    this.changed();
  };

  readonly fail = (error: unknown): void => {
    this.error ??= error;
    this.changed();
  };

  private changed(): void {
    if (!this.readers.isEmpty()) arrived(() => this.readers.retry());
  }

  read(buffer: Uint8Array, at: number, length: number): LwtPromise<number> {
    const p = this.readers.perform(() => this.take(buffer, at, length));
    // A wait for more: let it flow.
    if (this.size <= this.readAhead && !this.readers.isEmpty()) {
      this.stream.resume();
    }
    return p;
  }

  private take(
    buffer: Uint8Array,
    at: number,
    length: number,
  ): number | undefined {
    if (length === 0) return 0;
    if (this.size === 0) {
      if (this.error !== undefined) throw this.error;
      return this.ended ? 0 : undefined;
    }
    let count = 0;
    while (count < length && this.chunks.length > 0) {
      const chunk = this.chunks[0]!;
      const part = Math.min(length - count, chunk.length - this.taken);
      const from = this.taken;
      // A view of all of it is not worth making.
      const bytes =
        part === chunk.length ? chunk : chunk.subarray(from, from + part);
      buffer.set(bytes, at + count);
      count += part;
      this.taken += part;
      if (this.taken < chunk.length) break;
      this.chunks.shift();
      this.taken = 0;
    }
    this.size -= count;
    return count;
  }

  /** Those that wait get the exception. */
  abort(exn: unknown): void {
    this.chunks.length = 0;
    this.size = 0;
    this.readers.endAll(exn);
  }
}
