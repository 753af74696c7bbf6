/** From one stream to another. Original: `tokio::io::copy` and its kin. */
import { type Effect, Exit } from "effect";
import type { Context } from "../internal/context.js";
import { ioOp, pass } from "../internal/io-op.js";
import type { IoError } from "../io-error.js";
import { labelOf } from "./base.js";
import { BUFFER } from "./buf-reader.js";
import { ReadBuf } from "./read-buf.js";
import type { AsyncBufRead, AsyncRead, AsyncWrite, PollIo } from "./traits.js";
import { writeZero } from "./write-ext.js";

/** The state of one copy, and the poll that goes on with it. */
class CopyBuffer {
  readonly #bytes = new Uint8Array(BUFFER);
  #from = 0;
  #to = 0;
  #readDone = false;
  #needFlush = false;
  #amount = 0;

  poll(cx: Context, reader: AsyncRead, writer: AsyncWrite): PollIo<number> {
    for (;;) {
      if (this.#from === this.#to && !this.#readDone) {
        this.#from = this.#to = 0;
        const exit = this.#fill(cx, reader);
        if (exit === undefined) return this.#flushWhileWaiting(cx, writer);
        if (exit._tag === "Failure") return pass(exit);
      }
      while (this.#from < this.#to) {
        const exit = this.#write(cx, reader, writer);
        if (exit?._tag !== "Success") return pass(exit);
        if (exit.value === 0) return Exit.fail(writeZero(writer));
        this.#from += exit.value;
        this.#amount += exit.value;
        this.#needFlush = true;
      }
      if (this.#readDone) {
        const exit = writer.pollFlush(cx);
        return exit?._tag === "Success"
          ? Exit.succeed(this.#amount)
          : pass(exit);
      }
    }
  }

  #fill(cx: Context, reader: AsyncRead): PollIo<void> {
    const buf = new ReadBuf(this.#bytes);
    buf.setFilled(this.#to);
    const exit = reader.pollRead(cx, buf);
    if (exit?._tag === "Success") {
      const filled = buf.filled().length;
      this.#readDone = this.#to === filled;
      this.#to = filled;
    }
    return exit;
  }

  /** The reader may wait for what is still buffered in the writer. */
  #flushWhileWaiting(cx: Context, writer: AsyncWrite): PollIo<never> {
    if (!this.#needFlush) return undefined;
    const exit = writer.pollFlush(cx);
    if (exit?._tag === "Failure") return pass(exit);
    if (exit !== undefined) this.#needFlush = false;
    return undefined;
  }

  #write(cx: Context, reader: AsyncRead, writer: AsyncWrite): PollIo<number> {
    const exit = writer.pollWrite(
      cx,
      this.#bytes.subarray(this.#from, this.#to),
    );
    if (exit !== undefined) return exit;
    // While it waits the buffer is topped up, for one large write.
    if (!this.#readDone && this.#to < this.#bytes.length) {
      const filled = this.#fill(cx, reader);
      if (filled?._tag === "Failure") return pass(filled);
    }
    return undefined;
  }
}

function copying<A>(
  streams: readonly [AsyncRead, AsyncWrite],
  begin: () => (cx: Context) => PollIo<A>,
): Effect.Effect<A, IoError> {
  const [from, to] = streams.map(labelOf);
  return ioOp(`the end of a copy from ${from} to ${to}`, begin, (cx) => {
    for (const stream of streams as ReadonlyArray<
      Partial<AsyncRead & AsyncWrite>
    >) {
      stream.abandonRead?.(cx);
      stream.abandonWrite?.(cx);
    }
  });
}

/**
 * Copies all of a reader to a writer, and flushes it; gives how many bytes.
 *
 * Cancellation: not cancel safe: up to 8 KiB that were read are lost.
 *
 * Errors: the first of either; `WriteZero` if the writer takes no bytes.
 *
 * Original: `tokio::io::copy`
 */
export function copy(
  reader: AsyncRead,
  writer: AsyncWrite,
): Effect.Effect<number, IoError> {
  return copying([reader, writer], () => {
    const buffer = new CopyBuffer();
    return (cx) => buffer.poll(cx, reader, writer);
  });
}

/**
 * Copies all of a reader to a writer out of the reader's own buffer.
 *
 * Cancellation: cancel safe, but the next call counts anew; what was not
 * written is still in the reader.
 *
 * Errors: as {@link copy}.
 *
 * Original: `tokio::io::copy_buf`
 */
export function copyBuf(
  reader: AsyncBufRead,
  writer: AsyncWrite,
): Effect.Effect<number, IoError> {
  return copying([reader, writer], () => {
    let amount = 0;
    return (cx) => {
      for (;;) {
        const filled = reader.pollFillBuf(cx);
        if (filled?._tag !== "Success") return pass(filled);
        if (filled.value.length === 0) {
          const exit = writer.pollFlush(cx);
          return exit?._tag === "Success" ? Exit.succeed(amount) : pass(exit);
        }
        const exit = writer.pollWrite(cx, filled.value);
        if (exit?._tag !== "Success") return pass(exit);
        if (exit.value === 0) return Exit.fail(writeZero(writer));
        amount += exit.value;
        reader.consume(exit.value);
      }
    };
  });
}

/** One direction: copies, shuts the writer down, then knows the number. */
function transfer(
  from: AsyncRead,
  to: AsyncWrite,
): (cx: Context) => PollIo<number> {
  const buffer = new CopyBuffer();
  let copied: Exit.Exit<number, IoError> | undefined;
  let done = false;
  return (cx) => {
    copied ??= buffer.poll(cx, from, to);
    if (done || copied?._tag !== "Success") return copied;
    const exit = to.pollShutdown(cx);
    if (exit?._tag !== "Success") return pass(exit);
    done = true;
    return copied;
  };
}

/**
 * Copies in both directions at once until both have ended; gives how many
 * bytes went from `a` to `b`, and from `b` to `a`.
 *
 * Behaviour: when one stream ends the other one is shut down; the other
 * direction goes on.
 *
 * Cancellation: not cancel safe: up to 8 KiB in each direction are lost.
 *
 * Errors: the first of any; what was read but not written is lost.
 *
 * Original: `tokio::io::copy_bidirectional`
 */
export function copyBidirectional(
  a: AsyncRead & AsyncWrite,
  b: AsyncRead & AsyncWrite,
): Effect.Effect<[number, number], IoError> {
  return copying([a, b], () => {
    const there = transfer(a, b);
    const back = transfer(b, a);
    return (cx) => {
      const sent = there(cx);
      if (sent?._tag === "Failure") return pass(sent);
      const received = back(cx);
      if (received?._tag === "Failure") return pass(received);
      return sent === undefined || received === undefined
        ? undefined
        : Exit.succeed<[number, number]>([sent.value, received.value]);
    };
  });
}
