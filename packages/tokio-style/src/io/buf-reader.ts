import { Exit } from "effect";
import { pass } from "../internal/io-op.js";
import type { Context } from "../internal/context.js";
import type { IoError } from "../io-error.js";
import { AsyncIo, dropInner } from "./base.js";
import { ReadBuf } from "./read-buf.js";
import {
  type AsyncBufRead,
  type AsyncRead,
  type AsyncSeek,
  type AsyncWrite,
  type PollIo,
  SeekFrom,
} from "./traits.js";
import { isVectored, pollSlices, type Slices } from "./vectored.js";

/** The size of a buffer if nobody says. */
export const BUFFER = 8 * 1024;

/** No seek, one that was asked for, or one that is under way. */
type Seek = SeekFrom | "moving" | undefined;

/**
 * A reader with a buffer: few large reads for many small ones, and lines.
 *
 * Behaviour: a read that is at least as large as the buffer, while that is
 * empty, goes past it. What the reader inside can do beside, to write or to
 * seek, can be done here too; a seek forgets the buffer.
 *
 * Original: `tokio::io::BufReader`
 */
export class BufReader<R extends AsyncRead>
  extends AsyncIo
  implements AsyncBufRead, Disposable
{
  readonly #inner: R;
  readonly #bytes: Uint8Array;
  #from = 0;
  #to = 0;
  #seek: Seek = undefined;

  constructor(inner: R, capacity = BUFFER) {
    super();
    this.#inner = inner;
    this.#bytes = new Uint8Array(capacity);
  }

  /** Makes one with a buffer of so many bytes; 8 KiB is the default. */
  static withCapacity<R extends AsyncRead>(
    capacity: number,
    inner: R,
  ): BufReader<R> {
    return new BufReader(inner, capacity);
  }

  /** The reader inside; to read from it directly loses order. */
  getRef(): R {
    return this.#inner;
  }

  /** The reader inside; what is buffered is lost. */
  intoInner(): R {
    return this.#inner;
  }

  /** What is buffered and has not been read: a view. */
  buffer(): Uint8Array {
    return this.#bytes.subarray(this.#from, this.#to);
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    if (this.#from === this.#to && buf.remaining() >= this.#bytes.length) {
      const exit = this.#inner.pollRead(cx, buf);
      if (exit !== undefined) this.#discard();
      return exit;
    }
    const exit = this.pollFillBuf(cx);
    if (exit?._tag !== "Success") return pass(exit);
    const part = exit.value.subarray(0, buf.remaining());
    buf.putSlice(part);
    this.consume(part.length);
    return Exit.void;
  }

  pollFillBuf(cx: Context): PollIo<Uint8Array> {
    if (this.#from >= this.#to) {
      const buf = new ReadBuf(this.#bytes);
      const exit = this.#inner.pollRead(cx, buf);
      if (exit?._tag !== "Success") return pass(exit);
      this.#from = 0;
      this.#to = buf.filled().length;
    }
    return Exit.succeed(this.buffer());
  }

  consume(amount: number): void {
    this.#from = Math.min(this.#from + amount, this.#to);
  }

  abandonRead(cx: Context): void {
    this.#inner.abandonRead?.(cx);
  }

  pollWrite(
    this: BufReader<R & AsyncWrite>,
    cx: Context,
    bytes: Uint8Array,
  ): PollIo<number> {
    return this.#inner.pollWrite(cx, bytes);
  }

  override isWriteVectored(this: BufReader<R & AsyncWrite>): boolean {
    return isVectored(this.#inner);
  }

  override pollWriteVectored(
    this: BufReader<R & AsyncWrite>,
    cx: Context,
    bufs: Slices,
  ): PollIo<number> {
    return pollSlices(this.#inner, cx, bufs);
  }

  pollFlush(this: BufReader<R & AsyncWrite>, cx: Context): PollIo<void> {
    return this.#inner.pollFlush(cx);
  }

  pollShutdown(this: BufReader<R & AsyncWrite>, cx: Context): PollIo<void> {
    return this.#inner.pollShutdown(cx);
  }

  abandonWrite(cx: Context): void {
    (this.#inner as Partial<AsyncWrite>).abandonWrite?.(cx);
  }

  startSeek(
    this: BufReader<R & AsyncSeek>,
    position: SeekFrom,
  ): Exit.Exit<void, IoError> {
    this.#seek = position;
    return Exit.void;
  }

  pollComplete(this: BufReader<R & AsyncSeek>, cx: Context): PollIo<number> {
    const seek = this.#seek;
    if (seek === undefined) return Exit.succeed(0);
    this.#seek = undefined;
    if (seek !== "moving") {
      const start = this.#inner.startSeek(this.#seenFrom(seek));
      if (start._tag === "Failure") return pass(start);
    }
    const exit = this.#inner.pollComplete(cx);
    if (exit === undefined) {
      this.#seek = "moving";
      return undefined;
    }
    if (exit._tag === "Success") this.#discard();
    return exit;
  }

  abandonSeek(cx: Context): void {
    (this.#inner as Partial<AsyncSeek>).abandonSeek?.(cx);
  }

  [Symbol.dispose](): void {
    dropInner(this.#inner);
  }

  /** The reader inside stands behind what is buffered. */
  #seenFrom(position: SeekFrom): SeekFrom {
    if (position._tag !== "Current") return position;
    return SeekFrom.Current(position.offset - (this.#to - this.#from));
  }

  #discard(): void {
    this.#from = this.#to = 0;
  }
}
