/**
 * The halves of a connection. They only pass on: a half exists so that two
 * tasks can each own one, and so that a drop says in which direction.
 */
import { type Effect, Exit } from "effect";
import { AsyncIo } from "../io/base.js";
import type { Interest, Ready } from "../io/interest.js";
import type { ByteVec, ReadBuf } from "../io/read-buf.js";
import type { IoError } from "../io-error.js";
import type { AsyncBufRead, AsyncWrite, PollIo } from "../io/traits.js";
import type { Context } from "./context.js";
import type { SocketStream } from "./socket-stream.js";
import { takesSlices } from "../io/vectored.js";

/** How many halves still have the stream. */
interface Shared {
  halves: number;
}

/** The halves do not belong together. Original: `ReuniteError` */
export class ReuniteError<S extends SocketStream> extends Error {
  override readonly name = "ReuniteError";
  readonly _tag = "ReuniteError";
  constructor(
    /** The halves, which may still be used. */
    readonly halves: readonly [OwnedReadHalf<S>, OwnedWriteHalf<S>],
  ) {
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

  /** As the stream's `ready`. */
  ready(interest: Interest): Effect.Effect<Ready, IoError> {
    return this.stream.ready(interest);
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
  reunite(other: OwnedWriteHalf<S>): Exit.Exit<S, ReuniteError<S>> {
    return other.stream === this.stream
      ? Exit.succeed(this.stream)
      : Exit.fail(new ReuniteError([this, other]));
  }

  /** As the stream's `readable`. */
  readable(): Effect.Effect<void, IoError> {
    return this.stream.readable();
  }

  /** As the stream's `tryRead`. */
  tryRead(buf: Uint8Array): Exit.Exit<number, IoError> {
    return this.stream.tryRead(buf);
  }

  /** As the stream's `tryReadVectored`. */
  tryReadVectored(bufs: readonly Uint8Array[]): Exit.Exit<number, IoError> {
    return this.stream.tryReadVectored(bufs);
  }

  /** As the stream's `tryReadBuf`. */
  tryReadBuf(into: ByteVec): Exit.Exit<number, IoError> {
    return this.stream.tryReadBuf(into);
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

  /** As the half's that reads. Original: `OwnedWriteHalf::reunite` */
  reunite(other: OwnedReadHalf<S>): Exit.Exit<S, ReuniteError<S>> {
    return other.reunite(this);
  }

  /** As the stream's `writable`. */
  writable(): Effect.Effect<void, IoError> {
    return this.stream.writable();
  }

  /** As the stream's `tryWrite`. */
  tryWrite(data: string | Uint8Array): Exit.Exit<number, IoError> {
    return this.stream.tryWrite(data);
  }

  /** As the stream's `tryWriteVectored`. */
  tryWriteVectored(bufs: readonly Uint8Array[]): Exit.Exit<number, IoError> {
    return this.stream.tryWriteVectored(bufs);
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
