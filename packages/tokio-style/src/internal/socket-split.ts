/**
 * The halves of a connection. They only pass on: a half exists so that two
 * tasks can each own one, and so that a drop says in which direction.
 */
import { Exit } from "effect";
import { AsyncIo } from "../io/base.js";
import type { ReadBuf } from "../io/read-buf.js";
import type { AsyncBufRead, AsyncWrite, PollIo } from "../io/traits.js";
import type { Context } from "./context.js";
import type { SocketStream } from "./socket-stream.js";
import { takesSlices } from "../io/vectored.js";

/** How many halves still have the stream. */
interface Shared {
  halves: number;
}

/** The halves do not belong together. Original: `ReuniteError` */
export class ReuniteError extends Error {
  override readonly name = "ReuniteError";
  readonly _tag = "ReuniteError";
  constructor() {
    super("tried to reunite halves that are not from the same socket");
  }
}

/** What both halves are: a share of the connection that can be given up. */
abstract class Half<S extends SocketStream>
  extends AsyncIo
  implements Disposable
{
  /** @internal */
  readonly stream: S;
  readonly #shared: Shared;
  #dropped = false;

  /** @internal */
  constructor(stream: S, shared: Shared) {
    super();
    this.stream = stream;
    this.#shared = shared;
  }

  override label(): string {
    return this.stream.label();
  }

  /** As the stream's `localAddr`. */
  localAddr(): ReturnType<S["localAddr"]> {
    return this.stream.localAddr() as ReturnType<S["localAddr"]>;
  }

  /** As the stream's `peerAddr`. */
  peerAddr(): ReturnType<S["peerAddr"]> {
    return this.stream.peerAddr() as ReturnType<S["peerAddr"]>;
  }

  /** Gives this half up. A second drop does nothing. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.dropped();
    if (--this.#shared.halves === 0) this.stream.close();
  }

  /** The same as {@link drop}. */
  close(): void {
    this.drop();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  protected dropped(): void {}
}

/** The half that reads. Original: `tokio::net::tcp::OwnedReadHalf` */
export class OwnedReadHalf<S extends SocketStream>
  extends Half<S>
  implements AsyncBufRead
{
  /** As the stream's `peek`. */
  peek: S["peek"] = ((want?: number) => this.stream.peek(want)) as S["peek"];

  /**
   * Puts the halves together again; neither may be used afterwards.
   *
   * Errors: fails with {@link ReuniteError} if they do not belong together.
   *
   * Original: `OwnedReadHalf::reunite`
   */
  reunite(other: OwnedWriteHalf<S>): Exit.Exit<S, ReuniteError> {
    return other.stream === this.stream
      ? Exit.succeed(this.stream)
      : Exit.fail(new ReuniteError());
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    return this.stream.pollRead(cx, buf);
  }

  pollFillBuf(cx: Context): PollIo<Uint8Array> {
    return this.stream.pollFillBuf(cx);
  }

  consume(amount: number): void {
    this.stream.consume(amount);
  }

  abandonRead(cx: Context): void {
    this.stream.abandonRead(cx);
  }
}

/** The half that writes. Original: `tokio::net::tcp::OwnedWriteHalf` */
export class OwnedWriteHalf<S extends SocketStream>
  extends Half<S>
  implements AsyncWrite
{
  #end: (() => void) | undefined;

  /** @internal */
  constructor(stream: S, shared: Shared, end: () => void) {
    super(stream, shared);
    this.#end = end;
  }

  /**
   * Gives this half up without shutting its direction down.
   *
   * Original: `OwnedWriteHalf::forget`
   */
  forget(): void {
    this.#end = undefined;
    this.drop();
  }

  protected override dropped(): void {
    this.#end?.();
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    return this.stream.pollWrite(cx, bytes);
  }

  pollFlush(cx: Context): PollIo<void> {
    return this.stream.pollFlush(cx);
  }

  pollShutdown(cx: Context): PollIo<void> {
    return this.stream.pollShutdown(cx);
  }

  abandonWrite(cx: Context): void {
    this.stream.abandonWrite(cx);
  }
}

takesSlices(OwnedWriteHalf);
