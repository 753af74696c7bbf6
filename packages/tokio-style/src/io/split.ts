/** Two halves of one stream. Original: `tokio::io::split`. */
import type { Context } from "../internal/context.js";
import { AsyncIo, dropInner, labelOf } from "./base.js";
import type { ReadBuf } from "./read-buf.js";
import type { AsyncRead, AsyncWrite, PollIo } from "./traits.js";

/** The stream, and how many halves still have it. */
class Shared<S> {
  halves = 2;
  constructor(readonly stream: S) {}
}

/** What both halves are. */
abstract class Half<S extends object> extends AsyncIo implements Disposable {
  /** @internal */
  readonly shared: Shared<S>;
  #dropped = false;

  /** @internal */
  constructor(shared: Shared<S>) {
    super();
    this.shared = shared;
  }

  override label(): string {
    return labelOf(this.shared.stream);
  }

  /** Returns whether both come of one split. */
  isPairOf(other: ReadHalf<any> | WriteHalf<any>): boolean {
    return (other.shared as unknown) === this.shared;
  }

  /** Gives this half up; the stream is dropped with the second one. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    if (--this.shared.halves === 0) dropInner(this.shared.stream);
  }

  [Symbol.dispose](): void {
    this.drop();
  }
}

/** The half that reads. Original: `tokio::io::ReadHalf` */
export class ReadHalf<S extends AsyncRead>
  extends Half<S>
  implements AsyncRead
{
  /**
   * Puts the halves together again; neither may be used afterwards.
   *
   * Errors: throws if they do not belong together.
   *
   * Original: `ReadHalf::unsplit`
   */
  unsplit(other: WriteHalf<S & AsyncWrite>): S {
    if (this.isPairOf(other)) return this.shared.stream;
    throw new Error("unsplit: these halves are not of the same stream");
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    return this.shared.stream.pollRead(cx, buf);
  }

  abandonRead(cx: Context): void {
    this.shared.stream.abandonRead?.(cx);
  }
}

/**
 * The half that writes. To drop it does not shut the stream down: say
 * `shutdown`.
 *
 * Original: `tokio::io::WriteHalf`
 */
export class WriteHalf<S extends AsyncWrite>
  extends Half<S>
  implements AsyncWrite
{
  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    return this.shared.stream.pollWrite(cx, bytes);
  }

  pollFlush(cx: Context): PollIo<void> {
    return this.shared.stream.pollFlush(cx);
  }

  pollShutdown(cx: Context): PollIo<void> {
    return this.shared.stream.pollShutdown(cx);
  }

  abandonWrite(cx: Context): void {
    this.shared.stream.abandonWrite?.(cx);
  }
}

/**
 * Splits a stream into a half that reads and a half that writes, for two
 * tasks.
 *
 * Original: `tokio::io::split`
 */
export function split<S extends AsyncRead & AsyncWrite>(
  stream: S,
): [ReadHalf<S>, WriteHalf<S>] {
  const shared = new Shared(stream);
  return [new ReadHalf(shared), new WriteHalf(shared)];
}
