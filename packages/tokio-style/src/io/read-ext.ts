/** Reading. Original: `tokio::io::AsyncReadExt`. */
import { type Effect, Exit } from "effect";
import type { Context } from "../internal/context.js";
import { ioOp, pass } from "../internal/io-op.js";
import { decodeUtf8 } from "../internal/utf8.js";
import { IoError } from "../io-error.js";
import { labelOf } from "./base.js";
import { Chain } from "./chain.js";
import { ByteVec, ReadBuf } from "./read-buf.js";
import { Take } from "./take.js";
import type { AsyncRead, PollIo } from "./traits.js";

/** How many bytes a read takes if nobody says. */
const SOME = 64 * 1024;
/** The least room that a read to the end asks for. */
const LEAST_ROOM = 32;

/** Makes an operation that reads. */
export function reading<A>(
  from: AsyncRead,
  begin: () => (cx: Context) => PollIo<A>,
): Effect.Effect<A, IoError> {
  return ioOp(`bytes from ${labelOf(from)}`, begin, (cx) =>
    from.abandonRead?.(cx),
  );
}

/** The error of a stream that ends too early. */
export function earlyEof(from: object, wanted: number, had: number): IoError {
  const action = `read ${wanted} bytes from ${labelOf(from)}`;
  const reason = `early eof: it ended after ${had}`;
  return IoError.because(action, "UnexpectedEof", "", reason);
}

export function checkLength(n: number, method: string): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new RangeError(`${method}(${n}): give a number of bytes, 0 or more`);
}

/** Polls until the end, appending to `into`; returns how many bytes came. */
export function pollToEnd(
  from: AsyncRead,
  into: ByteVec,
): (cx: Context) => PollIo<number> {
  let read = 0;
  return (cx) => {
    for (;;) {
      into.reserve(LEAST_ROOM);
      const buf = into.spare();
      const exit = from.pollRead(cx, buf);
      if (exit?._tag !== "Success") return pass(exit);
      const n = buf.filled().length;
      if (n === 0) return Exit.succeed(read);
      into.grow(n);
      read += n;
    }
  };
}

export abstract class AsyncReadExt {
  /**
   * Reads what is there, waiting only if nothing is.
   *
   * Behaviour:
   * - `read(buf)` puts bytes into `buf` and gives their number, as in Rust;
   * - `read(n)` gives 1 to `n` bytes (at most 64 KiB if `n` is left out);
   * - at the end of the stream it gives 0, or no bytes, each time.
   *
   * Cancellation: cancel safe; a read that is dropped has read nothing.
   *
   * Original: `AsyncReadExt::read`
   */
  read(this: AsyncRead, buf: Uint8Array): Effect.Effect<number, IoError>;
  read(this: AsyncRead, n?: number): Effect.Effect<Uint8Array, IoError>;
  read(
    this: AsyncRead,
    want: number | Uint8Array = SOME,
  ): Effect.Effect<Uint8Array | number, IoError> {
    const own = typeof want === "number";
    if (own) checkLength(want, "read");
    return reading<Uint8Array | number>(this, () => {
      const buf = new ReadBuf(own ? new Uint8Array(want) : want);
      return (cx) => {
        const exit = this.pollRead(cx, buf);
        if (exit?._tag !== "Success") return pass(exit);
        return Exit.succeed(
          own ? buf.filled() : buf.capacity() - buf.remaining(),
        );
      };
    });
  }

  /**
   * Reads what is there, and appends it.
   *
   * Behaviour: as {@link read}; takes as much as `into` has room for, and
   * makes some if it has none.
   *
   * Cancellation: cancel safe; a read that is dropped has read nothing.
   *
   * Original: `AsyncReadExt::read_buf`
   */
  readBuf(this: AsyncRead, into: ByteVec): Effect.Effect<number, IoError> {
    return reading(this, () => (cx) => {
      if (into.capacity() === into.length) into.reserve(64);
      const buf = into.spare();
      const exit = this.pollRead(cx, buf);
      if (exit?._tag !== "Success") return pass(exit);
      const n = buf.filled().length;
      into.grow(n);
      return Exit.succeed(n);
    });
  }

  /**
   * Reads as many bytes as asked for, not fewer.
   *
   * Behaviour: `readExact(buf)` fills `buf` and gives its length, as in Rust;
   * `readExact(n)` gives `n` bytes.
   *
   * Cancellation: not cancel safe: what it has read is in `buf`, or lost with
   * `n`.
   *
   * Errors: `UnexpectedEof` if the stream ends before; what came is in `buf`.
   *
   * Original: `AsyncReadExt::read_exact`
   */
  readExact(this: AsyncRead, buf: Uint8Array): Effect.Effect<number, IoError>;
  readExact(this: AsyncRead, n: number): Effect.Effect<Uint8Array, IoError>;
  readExact(
    this: AsyncRead,
    want: number | Uint8Array,
  ): Effect.Effect<Uint8Array | number, IoError> {
    const own = typeof want === "number";
    if (own) checkLength(want, "readExact");
    return reading<Uint8Array | number>(this, () => {
      const bytes = own ? new Uint8Array(want) : want;
      const buf = new ReadBuf(bytes);
      return (cx) => {
        for (;;) {
          const left = buf.remaining();
          if (left === 0) return Exit.succeed(own ? bytes : bytes.length);
          const exit = this.pollRead(cx, buf);
          if (exit?._tag !== "Success") return pass(exit);
          if (buf.remaining() < left) continue;
          return Exit.fail(earlyEof(this, bytes.length, bytes.length - left));
        }
      };
    });
  }

  /**
   * Reads until the stream ends; the bytes are kept in memory, however many.
   *
   * Behaviour: `readToEnd()` gives the bytes; `readToEnd(into)` appends them
   * and gives their number.
   *
   * Cancellation: with `into`, cancel safe, but the next call counts anew; what
   * was read is in `into`, where it goes on. Without, not cancel safe: what was
   * read is lost.
   *
   * Original: `AsyncReadExt::read_to_end`
   */
  readToEnd(this: AsyncRead): Effect.Effect<Uint8Array, IoError>;
  readToEnd(this: AsyncRead, into: ByteVec): Effect.Effect<number, IoError>;
  readToEnd(
    this: AsyncRead,
    into?: ByteVec,
  ): Effect.Effect<Uint8Array | number, IoError> {
    if (into !== undefined) return reading(this, () => pollToEnd(this, into));
    return reading(this, () => {
      const bytes = new ByteVec();
      const poll = pollToEnd(this, bytes);
      return (cx) => {
        const exit = poll(cx);
        return exit?._tag === "Success"
          ? Exit.succeed(bytes.take())
          : pass(exit);
      };
    });
  }

  /**
   * Reads until the stream ends, as text.
   *
   * Cancellation: not cancel safe: what was read is lost.
   *
   * Errors: `InvalidData` if the bytes are no UTF-8; they are lost too.
   *
   * Original: `AsyncReadExt::read_to_string`
   */
  readToString(this: AsyncRead): Effect.Effect<string, IoError> {
    return reading(this, () => {
      const bytes = new ByteVec();
      const poll = pollToEnd(this, bytes);
      return (cx) => {
        const exit = poll(cx);
        return exit?._tag === "Success"
          ? decodeUtf8(bytes.take(), `read text from ${labelOf(this)}`)
          : pass(exit);
      };
    });
  }

  /**
   * Makes a reader of the first `limit` bytes.
   *
   * Original: `AsyncReadExt::take`
   */
  take<R extends AsyncRead>(this: R, limit: number): Take<R> {
    return new Take(this, checkLength(limit, "take"));
  }

  /**
   * Makes a reader of this stream to its end, and then of `next`.
   *
   * Original: `AsyncReadExt::chain`
   */
  chain<R extends AsyncRead, N extends AsyncRead>(
    this: R,
    next: N,
  ): Chain<R, N> {
    return new Chain(this, next);
  }
}
