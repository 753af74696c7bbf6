/** Reading by lines and pieces. Original: `tokio::io::AsyncBufReadExt`. */
import { type Effect, Exit } from "effect";
import { pass } from "../internal/io-op.js";
import type { Context } from "../internal/context.js";
import { decodeUtf8 } from "../internal/utf8.js";
import type { IoError } from "../io-error.js";
import { labelOf } from "./base.js";
import { Lines, Split } from "./lines.js";
import { ByteVec } from "./read-buf.js";
import { reading } from "./read-ext.js";
import type { AsyncBufRead, PollIo } from "./traits.js";
import { NEWLINE, untilByte } from "./until.js";

export abstract class AsyncBufReadExt {
  /**
   * Gives what is buffered, after a read if that is nothing. {@link consume}
   * then takes off what was used.
   *
   * Cancellation: cancel safe; nothing is lost.
   *
   * Original: `AsyncBufReadExt::fill_buf`
   */
  fillBuf(this: AsyncBufRead): Effect.Effect<Uint8Array, IoError> {
    return reading(this, () => (cx: Context) => this.pollFillBuf(cx));
  }

  /**
   * Reads up to a byte and with it, or to the end.
   *
   * Behaviour: `readUntil(byte)` gives the bytes; `readUntil(byte, into)`
   * appends them and gives their number. No bytes: the stream has ended.
   *
   * Cancellation: with `into`, cancel safe, but the next call counts anew; what
   * was read is in `into`, where it goes on. Without, not cancel safe: what was
   * read is lost.
   *
   * Original: `AsyncBufReadExt::read_until`
   */
  readUntil(
    this: AsyncBufRead,
    byte: number,
  ): Effect.Effect<Uint8Array, IoError>;
  readUntil(
    this: AsyncBufRead,
    byte: number,
    into: ByteVec,
  ): Effect.Effect<number, IoError>;
  readUntil(
    this: AsyncBufRead,
    byte: number,
    into?: ByteVec,
  ): Effect.Effect<Uint8Array | number, IoError> {
    return reading<Uint8Array | number>(this, () => {
      const bytes = into ?? new ByteVec();
      const poll = untilByte(this, byte, bytes);
      if (into !== undefined) return poll;
      return (cx) => {
        const exit = poll(cx);
        return exit?._tag === "Success"
          ? Exit.succeed(bytes.take())
          : pass(exit);
      };
    });
  }

  /**
   * Reads a line of UTF-8, with the newline that ends it.
   *
   * Behaviour: the last line needs no newline; after it the result is `""`.
   *
   * Cancellation: not cancel safe: what was read is lost. {@link lines} keeps
   * it.
   *
   * Errors: `InvalidData` for a line that is no UTF-8, which is then taken.
   *
   * Original: `AsyncBufReadExt::read_line`, which appends to a `String`.
   */
  readLine(this: AsyncBufRead): Effect.Effect<string, IoError> {
    return reading(this, () => {
      const bytes = new ByteVec();
      const poll = untilByte(this, NEWLINE, bytes);
      return (cx): PollIo<string> => {
        const exit = poll(cx);
        return exit?._tag === "Success"
          ? decodeUtf8(bytes.take(), `read a line from ${labelOf(this)}`)
          : pass(exit);
      };
    });
  }

  /**
   * Makes a stream of lines: `lines().nextLine()`.
   *
   * Original: `AsyncBufReadExt::lines`
   */
  lines<R extends AsyncBufRead>(this: R): Lines<R> {
    return new Lines(this);
  }

  /**
   * Makes a stream of pieces between which a byte stands.
   *
   * Original: `AsyncBufReadExt::split`
   */
  split<R extends AsyncBufRead>(this: R, byte: number): Split<R> {
    return new Split(this, byte);
  }
}
