/** Writing. Original: `tokio::io::AsyncWriteExt`. */
import { type Effect, Exit } from "effect";
import type { Context } from "../internal/context.js";
import { ioOp, pass } from "../internal/io-op.js";
import { bytesOf } from "../internal/utf8.js";
import { IoError } from "../io-error.js";
import { labelOf } from "./base.js";
import type { ByteVec } from "./read-buf.js";
import type { AsyncWrite, PollIo } from "./traits.js";
import { firstOf, pollSlices } from "./vectored.js";

/** Makes an operation that writes. */
export function writing<A>(
  to: AsyncWrite,
  begin: () => (cx: Context) => PollIo<A>,
): Effect.Effect<A, IoError> {
  return ioOp(`room for bytes to ${labelOf(to)}`, begin, (cx) =>
    to.abandonWrite?.(cx),
  );
}

/** The error of a stream that takes no bytes. */
export function writeZero(to: object): IoError {
  const reason = "it takes no bytes";
  return IoError.because(`write to ${labelOf(to)}`, "WriteZero", "", reason);
}

/** Polls until all bytes are written. */
export function pollAll(
  to: AsyncWrite,
  bytes: Uint8Array,
): (cx: Context) => PollIo<void> {
  let rest = bytes;
  return (cx) => {
    while (rest.length > 0) {
      const exit = to.pollWrite(cx, rest);
      if (exit?._tag !== "Success") return pass(exit);
      if (exit.value === 0) return Exit.fail(writeZero(to));
      rest = rest.subarray(exit.value);
    }
    return Exit.void;
  };
}

export abstract class AsyncWriteExt {
  /**
   * Writes some bytes, as many as there is room for; gives how many.
   *
   * Cancellation: cancel safe; a write that is dropped has written nothing.
   *
   * Original: `AsyncWriteExt::write`
   */
  write(
    this: AsyncWrite,
    data: string | Uint8Array,
  ): Effect.Effect<number, IoError> {
    const bytes = bytesOf(data);
    return writing(this, () => (cx) => this.pollWrite(cx, bytes));
  }

  /**
   * Writes some bytes of several slices, one after the other; gives how many.
   *
   * Behaviour: a stream that {@link isWriteVectored} takes as many as there is
   * room for; another takes of the first slice that is not empty.
   *
   * Cancellation: cancel safe; a write that is dropped has written nothing.
   *
   * Original: `AsyncWriteExt::write_vectored`
   */
  writeVectored(
    this: AsyncWrite,
    slices: ReadonlyArray<string | Uint8Array>,
  ): Effect.Effect<number, IoError> {
    const bufs = slices.map(bytesOf);
    return writing(this, () => (cx) => pollSlices(this, cx, bufs));
  }

  /**
   * Returns whether {@link writeVectored} takes more than one slice.
   *
   * Original: `AsyncWrite::is_write_vectored`
   */
  isWriteVectored(this: AsyncWrite): boolean {
    return false;
  }

  /** As a stream does that takes one slice at a time. */
  pollWriteVectored(
    this: AsyncWrite,
    cx: Context,
    bufs: ReadonlyArray<Uint8Array>,
  ): PollIo<number> {
    return this.pollWrite(cx, firstOf(bufs));
  }

  /**
   * Writes some bytes, and takes them off the front of `from`.
   *
   * Cancellation: cancel safe; a write that is dropped has written nothing.
   *
   * Original: `AsyncWriteExt::write_buf`
   */
  writeBuf(this: AsyncWrite, from: ByteVec): Effect.Effect<number, IoError> {
    return writing(this, () => (cx) => {
      if (from.length === 0) return Exit.succeed(0);
      const exit = this.pollWrite(cx, from.asSlice());
      if (exit?._tag === "Success") from.advance(exit.value);
      return exit;
    });
  }

  /**
   * Writes all bytes.
   *
   * Cancellation: not cancel safe: some of the bytes are written, and nobody
   * can know how many; see {@link writeAllBuf}.
   *
   * Errors: `WriteZero` if the stream takes no bytes.
   *
   * Original: `AsyncWriteExt::write_all`
   */
  writeAll(
    this: AsyncWrite,
    data: string | Uint8Array,
  ): Effect.Effect<void, IoError> {
    const bytes = bytesOf(data);
    return writing(this, () => pollAll(this, bytes));
  }

  /**
   * Writes all bytes, and takes each off the front of `from` as it goes.
   *
   * Cancellation: cancel safe; what is left in `from` has not been written, and
   * the rest has.
   *
   * Errors: `WriteZero` if the stream takes no bytes.
   *
   * Original: `AsyncWriteExt::write_all_buf`
   */
  writeAllBuf(this: AsyncWrite, from: ByteVec): Effect.Effect<void, IoError> {
    return writing(this, () => (cx) => {
      while (from.length > 0) {
        const exit = this.pollWrite(cx, from.asSlice());
        if (exit?._tag !== "Success") return pass(exit);
        if (exit.value === 0) return Exit.fail(writeZero(this));
        from.advance(exit.value);
      }
      return Exit.void;
    });
  }

  /**
   * Has whatever is buffered written.
   *
   * Cancellation: cancel safe; flush again to wait for the rest.
   *
   * Original: `AsyncWriteExt::flush`
   */
  flush(this: AsyncWrite): Effect.Effect<void, IoError> {
    return writing(this, () => (cx) => this.pollFlush(cx));
  }

  /**
   * Flushes, and tells the other side that no more bytes come.
   *
   * Cancellation: cancel safe; shut down again to wait for the rest.
   *
   * Original: `AsyncWriteExt::shutdown`
   */
  shutdown(this: AsyncWrite): Effect.Effect<void, IoError> {
    return writing(this, () => (cx) => this.pollShutdown(cx));
  }
}
