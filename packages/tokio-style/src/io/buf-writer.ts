import { Exit } from "effect";
import { pass } from "../internal/io-op.js";
import type { Context } from "../internal/context.js";
import type { IoError } from "../io-error.js";
import { AsyncIo, dropInner } from "./base.js";
import { BUFFER } from "./buf-reader.js";
import { ByteVec, type ReadBuf } from "./read-buf.js";
import type {
  AsyncBufRead,
  AsyncRead,
  AsyncSeek,
  AsyncWrite,
  PollIo,
  SeekFrom,
} from "./traits.js";
import {
  firstIndex,
  isVectored,
  lengthOf,
  pollSlices,
  type Slices,
} from "./vectored.js";
import { writeZero } from "./write-ext.js";

/**
 * A writer with a buffer: few large writes for many small ones.
 *
 * Behaviour: bytes that do not fit have the buffer written first; those that
 * are as many as it holds go past it. What is buffered is written by `flush`
 * and `shutdown`, and by nothing else: it is lost when the writer is dropped.
 *
 * Original: `tokio::io::BufWriter`
 */
export class BufWriter<W extends AsyncWrite>
  extends AsyncIo
  implements AsyncWrite, Disposable
{
  readonly #inner: W;
  readonly #capacity: number;
  readonly #bytes: ByteVec;
  /** Bytes of the buffer that are written already. */
  #written = 0;
  #seek: SeekFrom | "moving" | undefined = undefined;

  constructor(inner: W, capacity = BUFFER) {
    super();
    this.#inner = inner;
    this.#capacity = capacity;
    this.#bytes = new ByteVec(capacity);
  }

  /** Makes one with a buffer of so many bytes; 8 KiB is the default. */
  static withCapacity<W extends AsyncWrite>(
    capacity: number,
    inner: W,
  ): BufWriter<W> {
    return new BufWriter(inner, capacity);
  }

  /** The writer inside; to write to it directly loses order. */
  getRef(): W {
    return this.#inner;
  }

  /** The writer inside; what is buffered is lost. */
  intoInner(): W {
    return this.#inner;
  }

  /** What is buffered: a view. */
  buffer(): Uint8Array {
    return this.#bytes.asSlice();
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    if (this.#bytes.length + bytes.length > this.#capacity) {
      const exit = this.#flushBuf(cx);
      if (exit?._tag !== "Success") return pass(exit);
    }
    if (bytes.length >= this.#capacity) {
      return this.#inner.pollWrite(cx, bytes);
    }
    this.#bytes.extendFromSlice(bytes);
    return Exit.succeed(bytes.length);
  }

  override isWriteVectored(): boolean {
    return true;
  }

  override pollWriteVectored(cx: Context, slices: Slices): PollIo<number> {
    const isOne = isVectored(this.#inner);
    const bufs = isOne ? slices : slices.slice(firstIndex(slices));
    const first = isOne ? lengthOf(bufs) : (bufs[0]?.length ?? 0);
    if (first === 0) return Exit.succeed(0);
    if (this.#bytes.length + first > this.#capacity) {
      const exit = this.#flushBuf(cx);
      if (exit?._tag !== "Success") return pass(exit);
    }
    if (first >= this.#capacity) return pollSlices(this.#inner, cx, bufs);
    let count = 0;
    for (const buf of bufs) {
      if (this.#bytes.length + buf.length > this.#capacity) break;
      this.#bytes.extendFromSlice(buf);
      count += buf.length;
    }
    return Exit.succeed(count);
  }

  pollFlush(cx: Context): PollIo<void> {
    const exit = this.#flushBuf(cx);
    return exit?._tag === "Success" ? this.#inner.pollFlush(cx) : pass(exit);
  }

  pollShutdown(cx: Context): PollIo<void> {
    const exit = this.#flushBuf(cx);
    return exit?._tag === "Success" ? this.#inner.pollShutdown(cx) : pass(exit);
  }

  abandonWrite(cx: Context): void {
    this.#inner.abandonWrite?.(cx);
  }

  pollRead(
    this: BufWriter<W & AsyncRead>,
    cx: Context,
    buf: ReadBuf,
  ): PollIo<void> {
    return this.#inner.pollRead(cx, buf);
  }

  pollFillBuf(
    this: BufWriter<W & AsyncBufRead>,
    cx: Context,
  ): PollIo<Uint8Array> {
    return this.#inner.pollFillBuf(cx);
  }

  consume(this: BufWriter<W & AsyncBufRead>, amount: number): void {
    this.#inner.consume(amount);
  }

  abandonRead(cx: Context): void {
    (this.#inner as Partial<AsyncRead>).abandonRead?.(cx);
  }

  startSeek(
    this: BufWriter<W & AsyncSeek>,
    position: SeekFrom,
  ): Exit.Exit<void, IoError> {
    this.#seek = position;
    return Exit.void;
  }

  pollComplete(this: BufWriter<W & AsyncSeek>, cx: Context): PollIo<number> {
    if (this.#seek === undefined) return this.#inner.pollComplete(cx);
    const flushed = this.#flushBuf(cx);
    if (flushed?._tag !== "Success") return pass(flushed);
    if (this.#seek !== "moving") {
      const before = this.#inner.pollComplete(cx);
      if (before?._tag !== "Success") return pass(before);
      const start = this.#inner.startSeek(this.#seek);
      if (start._tag === "Failure") {
        this.#seek = undefined;
        return pass(start);
      }
    }
    const exit = this.#inner.pollComplete(cx);
    this.#seek = exit === undefined ? "moving" : undefined;
    return exit;
  }

  abandonSeek(cx: Context): void {
    (this.#inner as Partial<AsyncSeek>).abandonSeek?.(cx);
  }

  [Symbol.dispose](): void {
    dropInner(this.#inner);
  }

  #flushBuf(cx: Context): PollIo<void> {
    const bytes = this.#bytes;
    let result: PollIo<void> = Exit.void;
    while (this.#written < bytes.length) {
      const rest = bytes.asSlice().subarray(this.#written);
      const exit = this.#inner.pollWrite(cx, rest);
      if (exit === undefined) return undefined;
      if (exit._tag === "Success" && exit.value > 0) {
        this.#written += exit.value;
        continue;
      }
      result =
        exit._tag === "Failure" ? exit : Exit.fail(writeZero(this.#inner));
      break;
    }
    bytes.advance(this.#written);
    this.#written = 0;
    return result;
  }
}
