import { Exit } from "effect";
import { pass } from "../internal/io-op.js";
import type { Context } from "../internal/context.js";
import { AsyncIo, dropInner } from "./base.js";
import { ReadBuf } from "./read-buf.js";
import type { AsyncBufRead, AsyncRead, PollIo } from "./traits.js";

const nothing = new Uint8Array(0);

/**
 * The first bytes of a reader. It is an `AsyncBufRead` if the reader is one.
 *
 * Original: `tokio::io::Take`
 */
export class Take<R extends AsyncRead>
  extends AsyncIo
  implements AsyncRead, Disposable
{
  readonly #inner: R;
  #limit: number;

  /** @internal */
  constructor(inner: R, limit: number) {
    super();
    this.#inner = inner;
    this.#limit = limit;
  }

  /** How many bytes may still be read. */
  limit(): number {
    return this.#limit;
  }

  /** Sets how many more bytes may be read. */
  setLimit(limit: number): void {
    this.#limit = limit;
  }

  /** The reader inside. */
  getRef(): R {
    return this.#inner;
  }

  /** The reader inside, when this one is not needed any more. */
  intoInner(): R {
    return this.#inner;
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    if (this.#limit === 0) return Exit.void;
    const part = new ReadBuf(buf.unfilled().subarray(0, this.#limit));
    const exit = this.#inner.pollRead(cx, part);
    if (exit?._tag !== "Success") return pass(exit);
    const n = part.filled().length;
    buf.advance(n);
    this.#limit -= n;
    return exit;
  }

  pollFillBuf(this: Take<R & AsyncBufRead>, cx: Context): PollIo<Uint8Array> {
    if (this.#limit === 0) return Exit.succeed(nothing);
    const exit = this.#inner.pollFillBuf(cx);
    return exit?._tag === "Success"
      ? Exit.succeed(exit.value.subarray(0, this.#limit))
      : pass(exit);
  }

  consume(this: Take<R & AsyncBufRead>, amount: number): void {
    const n = Math.min(amount, this.#limit);
    this.#limit -= n;
    this.#inner.consume(n);
  }

  abandonRead(cx: Context): void {
    this.#inner.abandonRead?.(cx);
  }

  [Symbol.dispose](): void {
    dropInner(this.#inner);
  }
}
