/**
 * One connection, as programs see it. What it is made of:
 *
 * 1. `node-link.ts`: the socket, who waits for it, whether it is open;
 * 2. `node-inbox.ts`: how bytes come in;
 * 3. `node-outbox.ts`: how bytes go out;
 * 4. `socket-connect.ts`: how a connection is opened;
 * 5. `socket-base.ts`: what can be done at once;
 * 6. `socket-split.ts`: the two halves.
 *
 * Errors come once in each direction, as the kernel would tell them: first the
 * bytes that had arrived, then the error, then end of file.
 */
import { Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import { ReadBuf } from "../io/read-buf.js";
import { checkLength, reading } from "../io/read-ext.js";
import type { AsyncBufRead, AsyncWrite, PollIo } from "../io/traits.js";
import { takesSlices } from "../io/vectored.js";
import type { Context } from "./context.js";
import { SocketBase } from "./socket-base.js";
import { OwnedReadHalf, OwnedWriteHalf } from "./socket-split.js";

/** How many bytes a peek gives if nobody says. */
const SOME = 64 * 1024;

/** What TCP and Unix streams share. */
export abstract class SocketStream
  extends SocketBase
  implements AsyncBufRead, AsyncWrite, Disposable
{
  /** The address of this end. Original: `local_addr` */
  abstract localAddr(): unknown;
  /** The address of the other end. Original: `peer_addr` */
  abstract peerAddr(): unknown;

  override label(): string {
    return this.link.name;
  }

  /**
   * Reads what is there without taking it: the next read gives it again.
   *
   * Behaviour: as `read`.
   *
   * Cancellation: cancel safe.
   *
   * Original: `TcpStream::peek`
   */
  peek(buf: Uint8Array): Effect.Effect<number, IoError>;
  peek(n?: number): Effect.Effect<Uint8Array, IoError>;
  peek(
    want: number | Uint8Array = SOME,
  ): Effect.Effect<Uint8Array | number, IoError> {
    const own = typeof want === "number";
    if (own) checkLength(want, "peek");
    return Effect.map(
      reading<ReadBuf>(this, () => {
        const buf = new ReadBuf(own ? new Uint8Array(want) : want);
        return (cx) => {
          const exit = this.inbox.pollPeek(cx, buf);
          return exit && Exit.map(exit, () => buf);
        };
      }),
      (buf) => (own ? buf.filled() : buf.filled().length),
    );
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    return this.inbox.pollRead(cx, buf);
  }

  pollFillBuf(cx: Context): PollIo<Uint8Array> {
    return this.inbox.pollFillBuf(cx);
  }

  consume(amount: number): void {
    this.inbox.consume(amount);
  }

  abandonRead(cx: Context): void {
    this.link.readers.abandon(cx);
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    return this.outbox.pollWrite(cx, bytes);
  }

  /** Waits until the kernel has taken all; Tokio's does nothing. */
  pollFlush(cx: Context): PollIo<void> {
    return this.outbox.pollFlush(cx);
  }

  pollShutdown(cx: Context): PollIo<void> {
    return this.outbox.pollShutdown(cx);
  }

  abandonWrite(cx: Context): void {
    this.link.writers.abandon(cx);
  }

  /**
   * Splits the stream into a half that reads and a half that writes, for two
   * tasks, which own it.
   *
   * Behaviour: to drop the write half shuts the connection down in that
   * direction; to drop both closes it.
   *
   * Original: `TcpStream::into_split`
   */
  intoSplit(): [OwnedReadHalf<this>, OwnedWriteHalf<this>] {
    const shared = { halves: 2 };
    return [
      new OwnedReadHalf(this, shared),
      new OwnedWriteHalf(this, shared, () => this.outbox.end()),
    ];
  }

  /**
   * Closes the connection, as a drop does in Rust. A second close does nothing.
   *
   * Behaviour:
   * - bytes that a write accepted still go out, as far as the peer takes them
   *   within 10 s;
   * - who still waits for this stream fails with `NotConnected`.
   */
  close(): void {
    if (this.link.closed) return;
    this.inbox.clear();
    this.link.close(this.outbox.owes ? "when sent" : "now");
  }

  /** The same as {@link close}. */
  drop(): void {
    this.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

takesSlices(SocketStream);
