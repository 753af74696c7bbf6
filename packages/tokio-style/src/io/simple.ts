/** Streams with nothing behind them, and one over bytes in memory. */
import { Exit } from "effect";
import type { Context } from "../internal/context.js";
import { madeProgress } from "../internal/coop.js";
import { proceedWith } from "../internal/io-op.js";
import { IoError } from "../io-error.js";
import { AsyncIo } from "./base.js";
import { ByteVec, type ReadBuf } from "./read-buf.js";
import type {
  AsyncBufRead,
  AsyncSeek,
  AsyncWrite,
  PollIo,
  SeekFrom,
} from "./traits.js";
import { takesSlices } from "./vectored.js";

const nothing = new Uint8Array(0);

/** What {@link empty} makes. */
export class Empty extends AsyncIo implements AsyncBufRead {
  pollRead(cx: Context): PollIo<void> {
    if (!proceedWith(cx)) return undefined;
    madeProgress();
    return Exit.void;
  }

  pollFillBuf(cx: Context): PollIo<Uint8Array> {
    if (!proceedWith(cx)) return undefined;
    madeProgress();
    return Exit.succeed(nothing);
  }

  consume(): void {}
}

/** What {@link repeat} makes. */
export class Repeat extends AsyncIo {
  readonly #byte: number;

  /** @internal */
  constructor(byte: number) {
    super();
    this.#byte = byte;
  }

  pollRead(_cx: Context, buf: ReadBuf): PollIo<void> {
    buf.unfilled().fill(this.#byte);
    buf.advance(buf.remaining());
    return Exit.void;
  }
}

/** What {@link sink} makes. */
export class Sink extends AsyncIo implements AsyncWrite {
  pollWrite(_cx: Context, bytes: Uint8Array): PollIo<number> {
    return Exit.succeed(bytes.length);
  }

  pollFlush(): PollIo<void> {
    return Exit.void;
  }

  pollShutdown(): PollIo<void> {
    return Exit.void;
  }
}

/** Makes a reader that is at its end. Original: `tokio::io::empty` */
export function empty(): Empty {
  return new Empty();
}

/** Makes a reader that gives one byte for ever. Original: `tokio::io::repeat` */
export function repeat(byte: number): Repeat {
  return new Repeat(byte);
}

/** Makes a writer that takes all and keeps nothing. Original: `io::sink` */
export function sink(): Sink {
  return new Sink();
}

/**
 * Bytes in memory as a stream, with a place in them. To write puts bytes over
 * those at the place, and beyond the end appends.
 *
 * Original: `std::io::Cursor<Vec<u8>>`, which Tokio implements its traits for.
 */
export class Cursor
  extends AsyncIo
  implements AsyncBufRead, AsyncWrite, AsyncSeek
{
  readonly #bytes = new ByteVec();
  #position = 0;

  /** Stands at the start of a copy of `bytes`. */
  constructor(bytes: Uint8Array = nothing) {
    super();
    this.#bytes.extendFromSlice(bytes);
  }

  /** All bytes: a view. */
  getRef(): Uint8Array {
    return this.#bytes.asSlice();
  }

  /** The place, in bytes from the start. */
  position(): number {
    return this.#position;
  }

  /** Moves to a place, which may be beyond the end. */
  setPosition(position: number): void {
    this.#position = position;
  }

  pollRead(_cx: Context, buf: ReadBuf): PollIo<void> {
    const part = this.#rest().subarray(0, buf.remaining());
    buf.putSlice(part);
    this.#position += part.length;
    return Exit.void;
  }

  pollFillBuf(): PollIo<Uint8Array> {
    return Exit.succeed(this.#rest());
  }

  consume(amount: number): void {
    this.#position += amount;
  }

  pollWrite(_cx: Context, bytes: Uint8Array): PollIo<number> {
    const gap = this.#position - this.#bytes.length;
    if (gap > 0) this.#bytes.extendFromSlice(new Uint8Array(gap));
    const over = bytes.subarray(0, this.#bytes.length - this.#position);
    this.#bytes.asSlice().set(over, this.#position);
    this.#bytes.extendFromSlice(bytes.subarray(over.length));
    this.#position += bytes.length;
    return Exit.succeed(bytes.length);
  }

  pollFlush(): PollIo<void> {
    return Exit.void;
  }

  pollShutdown(): PollIo<void> {
    return Exit.void;
  }

  startSeek({ _tag, offset }: SeekFrom): Exit.Exit<void, IoError> {
    const base =
      _tag === "Start"
        ? 0
        : _tag === "End"
          ? this.#bytes.length
          : this.#position;
    if (base + offset < 0) return Exit.fail(beforeStart());
    this.#position = base + offset;
    return Exit.void;
  }

  pollComplete(): PollIo<number> {
    return Exit.succeed(this.#position);
  }

  #rest(): Uint8Array {
    return this.#bytes.asSlice().subarray(this.#position);
  }
}

/** The error of a seek to before the start. */
export function beforeStart(): IoError {
  const reason = "the place is before the start";
  return IoError.because("seek", "InvalidInput", "EINVAL", reason);
}

takesSlices(Cursor);
