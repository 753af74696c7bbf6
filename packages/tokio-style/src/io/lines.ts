import { type Effect, Exit } from "effect";
import type { Context } from "../internal/context.js";
import { ioOp, pass } from "../internal/io-op.js";
import { decodeUtf8 } from "../internal/utf8.js";
import type { IoError } from "../io-error.js";
import { dropInner, labelOf } from "./base.js";
import { ByteVec } from "./read-buf.js";
import type { AsyncBufRead, PollIo } from "./traits.js";
import { NEWLINE, untilByte } from "./until.js";

/** What {@link Lines} and {@link Split} share. */
abstract class Pieces<R extends AsyncBufRead> implements Disposable {
  readonly #reader: R;
  readonly #what: string;
  /** What has been read of a piece that is not complete. */
  protected readonly bytes = new ByteVec();
  protected readonly poll: (cx: Context) => PollIo<number>;

  constructor(reader: R, byte: number, what: string) {
    this.#reader = reader;
    this.#what = `${what} from ${labelOf(reader)}`;
    this.poll = untilByte(reader, byte, this.bytes);
  }

  /** The reader inside. */
  getRef(): R {
    return this.#reader;
  }

  /** The reader inside, when this is not needed any more. */
  intoInner(): R {
    return this.#reader;
  }

  protected next<A>(
    poll: (cx: Context) => PollIo<A>,
  ): Effect.Effect<A, IoError> {
    return ioOp(
      this.#what,
      () => poll,
      (cx) => this.#reader.abandonRead?.(cx),
    );
  }

  [Symbol.dispose](): void {
    dropInner(this.#reader);
  }
}

/** The lines of a reader, one after the other. Original: `tokio::io::Lines` */
export class Lines<R extends AsyncBufRead> extends Pieces<R> {
  readonly #next: Effect.Effect<string | undefined, IoError>;
  readonly #action: string;

  /** @internal */
  constructor(reader: R) {
    super(reader, NEWLINE, "a line");
    this.#action = `read a line from ${labelOf(reader)}`;
    this.#next = this.next((cx) => this.pollNextLine(cx));
  }

  /**
   * Reads a line of UTF-8, without its `\n` or `\r\n`.
   *
   * Behaviour: the last line needs no newline; after it the result is
   * `undefined` (Rust's `None`), each time.
   *
   * Cancellation: cancel safe; half a line is kept for the next call.
   *
   * Errors: `InvalidData` for a line that is no UTF-8, which is then taken;
   * what the reader fails with, and half a line is then lost.
   *
   * Original: `Lines::next_line`
   */
  nextLine(): Effect.Effect<string | undefined, IoError> {
    return this.#next;
  }

  /** Polls for {@link nextLine}. Original: `Lines::poll_next_line` */
  pollNextLine(cx: Context): PollIo<string | undefined> {
    const exit = this.poll(cx);
    if (exit === undefined) return undefined;
    const bytes = this.bytes.take();
    if (exit._tag === "Failure") return pass(exit);
    if (bytes.length === 0) return Exit.succeed(undefined);
    return decodeUtf8(withoutNewline(bytes), this.#action);
  }
}

/** The pieces of a reader. Original: `tokio::io::Split` */
export class Split<R extends AsyncBufRead> extends Pieces<R> {
  readonly #next: Effect.Effect<Uint8Array | undefined, IoError>;
  readonly #byte: number;

  /** @internal */
  constructor(reader: R, byte: number) {
    super(reader, byte, "a piece");
    this.#byte = byte;
    this.#next = this.next((cx) => this.pollNextSegment(cx));
  }

  /**
   * Reads up to the next such byte, and leaves it out.
   *
   * Behaviour: `undefined` after the last piece; bytes that end without one
   * are a piece.
   *
   * Cancellation: cancel safe; half a piece is kept for the next call.
   *
   * Original: `Split::next_segment`
   */
  nextSegment(): Effect.Effect<Uint8Array | undefined, IoError> {
    return this.#next;
  }

  /** Polls for {@link nextSegment}. Original: `Split::poll_next_segment` */
  pollNextSegment(cx: Context): PollIo<Uint8Array | undefined> {
    const exit = this.poll(cx);
    if (exit?._tag !== "Success") return pass(exit);
    const bytes = this.bytes.take();
    if (bytes.length === 0) return Exit.succeed(undefined);
    return Exit.succeed(
      bytes.at(-1) === this.#byte ? bytes.subarray(0, -1) : bytes,
    );
  }
}

function withoutNewline(line: Uint8Array): Uint8Array {
  if (line.at(-1) !== NEWLINE) return line;
  return line.subarray(0, line.at(-2) === 0x0d ? -2 : -1);
}
