/** A stream in memory. Original: `tokio::io::duplex`. */
import { Exit } from "effect";
import { proceedWith } from "../internal/io-op.js";
import { madeProgress } from "../internal/coop.js";
import type { Context, Waker } from "../internal/context.js";
import { IoError } from "../io-error.js";
import { AsyncIo } from "./base.js";
import type { ReadBuf } from "./read-buf.js";
import type { AsyncRead, AsyncWrite, PollIo } from "./traits.js";

/**
 * One direction: a ring of bytes. It keeps one waker on each side, that of
 * whoever polled last, also when that future is gone: the task is then woken
 * for nothing, as in Tokio.
 */
class Pipe {
  /** Made at the first write, grown up to the limit. */
  #ring = new Uint8Array(0);
  #at = 0;
  #length = 0;
  #closed = false;
  #reader: Waker | undefined = undefined;
  #writer: Waker | undefined = undefined;

  constructor(readonly limit: number) {}

  closeWrite(): void {
    this.#closed = true;
    this.#wakeReader();
  }

  closeRead(): void {
    this.#closed = true;
    this.#wakeWriter();
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    if (!proceedWith(cx)) return undefined;
    if (this.#length === 0 && !this.#closed) {
      this.#reader = cx.waker;
      return undefined;
    }
    if (this.#take(buf) > 0) this.#wakeWriter();
    madeProgress();
    return Exit.void;
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    if (!proceedWith(cx)) return undefined;
    if (this.#closed) {
      madeProgress();
      return Exit.fail(brokenPipe());
    }
    const room = this.limit - this.#length;
    if (room === 0) {
      this.#writer = cx.waker;
      return undefined;
    }
    const n = Math.min(bytes.length, room);
    this.#put(bytes.subarray(0, n));
    this.#wakeReader();
    madeProgress();
    return Exit.succeed(n);
  }

  #wakeReader(): void {
    const waker = this.#reader;
    this.#reader = undefined;
    waker?.wake();
  }

  #wakeWriter(): void {
    const waker = this.#writer;
    this.#writer = undefined;
    waker?.wake();
  }

  #take(buf: ReadBuf): number {
    const n = Math.min(this.#length, buf.remaining());
    const first = Math.min(n, this.#ring.length - this.#at);
    buf.putSlice(this.#ring.subarray(this.#at, this.#at + first));
    buf.putSlice(this.#ring.subarray(0, n - first));
    this.#length -= n;
    this.#at = this.#length === 0 ? 0 : (this.#at + n) % this.#ring.length;
    return n;
  }

  #put(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#ring.length) this.#grow(needed);
    if (bytes.length === 0) return;
    const size = this.#ring.length;
    const start = (this.#at + this.#length) % size;
    const first = Math.min(bytes.length, size - start);
    this.#ring.set(bytes.subarray(0, first), start);
    this.#ring.set(bytes.subarray(first), 0);
    this.#length += bytes.length;
  }

  #grow(needed: number): void {
    const old = this.#ring;
    const at = this.#at;
    const size = Math.min(this.limit, Math.max(needed, old.length * 2, 64));
    this.#ring = new Uint8Array(size);
    this.#ring.set(old.subarray(at, at + this.#length));
    const first = old.length - at;
    if (this.#length > first) {
      this.#ring.set(old.subarray(0, this.#length - first), first);
    }
    this.#at = 0;
  }
}

function brokenPipe(): IoError {
  const reason = "the other end is dropped, or this one was shut down";
  return IoError.because("write to a duplex", "BrokenPipe", "EPIPE", reason);
}

/**
 * One end of a stream in memory.
 *
 * Behaviour:
 * - who reads while there is nothing waits for the other end's write, and who
 *   writes while the other end has as much unread as fits waits for its read;
 * - `shutdown` ends this direction: the other end reads what is left, then the
 *   end; to write here fails with `BrokenPipe`;
 * - {@link drop} ends both: what the other end writes then fails so too.
 *
 * Original: `tokio::io::DuplexStream`
 */
export class DuplexStream
  extends AsyncIo
  implements AsyncRead, AsyncWrite, Disposable
{
  readonly #in: Pipe;
  readonly #out: Pipe;

  /** @internal */
  constructor(incoming: Pipe, outgoing: Pipe) {
    super();
    this.#in = incoming;
    this.#out = outgoing;
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    return this.#in.pollRead(cx, buf);
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    return this.#out.pollWrite(cx, bytes);
  }

  pollFlush(): PollIo<void> {
    return Exit.void;
  }

  pollShutdown(): PollIo<void> {
    this.#out.closeWrite();
    return Exit.void;
  }

  /** Ends both directions. A second drop does nothing new. */
  drop(): void {
    this.#out.closeWrite();
    this.#in.closeRead();
  }

  [Symbol.dispose](): void {
    this.drop();
  }
}

/**
 * Makes a stream in memory: two ends, each of which reads what the other
 * writes; `maxBufSize` bytes at most are on their way in each direction.
 *
 * Original: `tokio::io::duplex`
 */
export function duplex(maxBufSize: number): [DuplexStream, DuplexStream] {
  if (!Number.isInteger(maxBufSize) || maxBufSize < 0) {
    throw new RangeError(
      `duplex(${maxBufSize}): give a number of bytes, 0 or more`,
    );
  }
  const one = new Pipe(maxBufSize);
  const two = new Pipe(maxBufSize);
  return [new DuplexStream(one, two), new DuplexStream(two, one)];
}
