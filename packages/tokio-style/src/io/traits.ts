/**
 * What a stream of bytes is. Original: the traits of `tokio::io`.
 *
 * A `poll…` method is Rust's, one to one: it is given the context of the task
 * that polls and returns an `Exit` when it is ready. `undefined` is pending:
 * the stream has then kept `cx.waker`, and wakes it when polling again makes
 * sense.
 *
 * JavaScript does not see that a future is dropped, and one that waited for a
 * stream may have left something there: a socket that keeps the process alive.
 * So there are `abandonRead` and `abandonWrite`, which Rust does not need. A
 * stream that leaves nothing but a waker does not need them either.
 */
import type { Exit } from "effect";
import type { Context } from "../internal/context.js";
import type { IoError } from "../io-error.js";
import type { ReadBuf } from "./read-buf.js";

/** Ready with a result, or `undefined` for pending: `Poll<io::Result<A>>`. */
export type PollIo<A> = Exit.Exit<A, IoError> | undefined;

/** What bytes can be read from. Original: `tokio::io::AsyncRead`. */
export interface AsyncRead {
  /**
   * Reads some bytes into `buf`; at the end of the stream it is ready and has
   * read none. What is pending or fails has read none.
   */
  pollRead(cx: Context, buf: ReadBuf): PollIo<void>;
  /** Tells that a read that was pending is not polled any more. */
  abandonRead?(cx: Context): void;
}

/** What has a buffer that can be read in place. Original: `AsyncBufRead`. */
export interface AsyncBufRead extends AsyncRead {
  /** Gives what is buffered, after a read if that is nothing; none: the end. */
  pollFillBuf(cx: Context): PollIo<Uint8Array>;
  /** Takes so many bytes off the front of the buffer. */
  consume(amount: number): void;
}

/** What bytes can be written to. Original: `tokio::io::AsyncWrite`. */
export interface AsyncWrite {
  /** Writes the first bytes of `bytes`; gives how many. */
  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number>;
  /**
   * Writes the first bytes of several slices; gives how many. Without it the
   * first slice that is not empty is written.
   */
  pollWriteVectored?(
    cx: Context,
    bufs: ReadonlyArray<Uint8Array>,
  ): PollIo<number>;
  /** Returns whether more than the first slice is taken; false without it. */
  isWriteVectored?(): boolean;
  /** Has whatever is buffered written. */
  pollFlush(cx: Context): PollIo<void>;
  /** Flushes, and ends this direction. */
  pollShutdown(cx: Context): PollIo<void>;
  /** Tells that a write that was pending is not polled any more. */
  abandonWrite?(cx: Context): void;
}

/** A place in a file, in bytes. Original: `std::io::SeekFrom`. */
export type SeekFrom =
  | { readonly _tag: "Start"; readonly offset: number }
  | { readonly _tag: "Current"; readonly offset: number }
  | { readonly _tag: "End"; readonly offset: number };

/** Makes a {@link SeekFrom}. */
export const SeekFrom = {
  /** So many bytes after the start. */
  Start: (offset: number): SeekFrom => ({ _tag: "Start", offset }),
  /** So many bytes after the present place; before it if negative. */
  Current: (offset: number): SeekFrom => ({ _tag: "Current", offset }),
  /** So many bytes after the end; before it if negative. */
  End: (offset: number): SeekFrom => ({ _tag: "End", offset }),
} as const;

/** What has a place that can be moved. Original: `tokio::io::AsyncSeek`. */
export interface AsyncSeek {
  /** Begins to move. Fails while another operation is under way. */
  startSeek(position: SeekFrom): Exit.Exit<void, IoError>;
  /** Ends what {@link startSeek} began, if anything; gives the new place. */
  pollComplete(cx: Context): PollIo<number>;
  /** Tells that a seek that was pending is not polled any more. */
  abandonSeek?(cx: Context): void;
}
