import { pass } from "../internal/io-op.js";
import type { Context } from "../internal/context.js";
import { AsyncIo, dropInner } from "./base.js";
import type { ReadBuf } from "./read-buf.js";
import type { AsyncBufRead, AsyncRead, PollIo } from "./traits.js";

/**
 * One reader after another. It is an `AsyncBufRead` if both are.
 *
 * Original: `tokio::io::Chain`
 */
export class Chain<R extends AsyncRead, N extends AsyncRead>
  extends AsyncIo
  implements AsyncRead, Disposable
{
  readonly #first: R;
  readonly #second: N;
  #doneFirst = false;

  /** @internal */
  constructor(first: R, second: N) {
    super();
    this.#first = first;
    this.#second = second;
  }

  /** Both readers. */
  getRef(): [R, N] {
    return [this.#first, this.#second];
  }

  /** Both readers, when this one is not needed any more. */
  intoInner(): [R, N] {
    return [this.#first, this.#second];
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    if (!this.#doneFirst) {
      const left = buf.remaining();
      const exit = this.#first.pollRead(cx, buf);
      if (exit?._tag !== "Success") return pass(exit);
      if (buf.remaining() !== left) return exit;
      this.#doneFirst = true;
    }
    return this.#second.pollRead(cx, buf);
  }

  pollFillBuf(
    this: Chain<R & AsyncBufRead, N & AsyncBufRead>,
    cx: Context,
  ): PollIo<Uint8Array> {
    if (!this.#doneFirst) {
      const exit = this.#first.pollFillBuf(cx);
      if (exit?._tag !== "Success" || exit.value.length > 0) return exit;
      this.#doneFirst = true;
    }
    return this.#second.pollFillBuf(cx);
  }

  consume(
    this: Chain<R & AsyncBufRead, N & AsyncBufRead>,
    amount: number,
  ): void {
    if (this.#doneFirst) this.#second.consume(amount);
    else this.#first.consume(amount);
  }

  abandonRead(cx: Context): void {
    if (this.#doneFirst) this.#second.abandonRead?.(cx);
    else this.#first.abandonRead?.(cx);
  }

  [Symbol.dispose](): void {
    dropInner(this.#first);
    dropInner(this.#second);
  }
}
