/** What can be done at once with a connection, and waiting for that. */
import type { Socket } from "node:net";
import { type Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import { AsyncIo } from "../io/ext.js";
import { type Interest, Ready } from "../io/interest.js";
import { type ByteVec, ReadBuf } from "../io/read-buf.js";
import { whole } from "../io/vectored.js";
import { Inbox } from "./node-inbox.js";
import { atOnce, Link, type LinkOptions } from "./node-link.js";
import { Outbox } from "./node-outbox.js";
import { until } from "./node-wait.js";
import { doIfReady, readInto, readVectored, untilReady } from "./readiness.js";
import { bytesOf } from "./utf8.js";

export abstract class SocketBase extends AsyncIo {
  /** @internal */
  readonly link: Link;
  /** @internal */
  readonly inbox: Inbox;
  /** @internal */
  readonly outbox: Outbox;

  /** @internal */
  constructor(socket: Socket, options: LinkOptions) {
    super();
    this.link = new Link(socket, options);
    this.inbox = new Inbox(this.link);
    this.outbox = new Outbox(this.link);
  }

  /** Bytes that wait in this process for a reader; the peer's are not seen. */
  get buffered(): number {
    return this.inbox.length;
  }

  /**
   * Waits until a read would not have to wait: for bytes, the end, an error.
   *
   * Cancellation: cancel safe.
   *
   * Original: `TcpStream::readable`
   */
  readable(): Effect.Effect<void, IoError> {
    return until(this.link.readers, () =>
      this.inbox.ready ? Exit.void : undefined,
    );
  }

  /**
   * Waits until a write would not have to wait.
   *
   * Cancellation: cancel safe.
   *
   * Original: `TcpStream::writable`
   */
  writable(): Effect.Effect<void, IoError> {
    return until(this.link.writers, () =>
      this.outbox.ready ? Exit.void : undefined,
    );
  }

  /**
   * Reads what is there; fails with `WouldBlock` if nothing is.
   *
   * Original: `TcpStream::try_read`
   */
  tryRead(buf: Uint8Array): Exit.Exit<number, IoError> {
    const exit = atOnce(this.inbox.look(), `read from ${this.link.name}`);
    return Exit.map(exit, () => {
      const into = new ReadBuf(buf);
      this.inbox.take(into);
      return into.filled().length;
    });
  }

  /**
   * Writes what there is room for; fails with `WouldBlock` if there is none.
   *
   * Original: `TcpStream::try_write`
   */
  tryWrite(data: string | Uint8Array): Exit.Exit<number, IoError> {
    const exit = this.outbox.tryWrite(bytesOf(data));
    return atOnce(exit, `write to ${this.link.name}`);
  }

  /**
   * Waits until a read, or a write, or either would not have to wait; tells
   * which. Cancel safe. Original: `TcpStream::ready`
   */
  ready(interest: Interest): Effect.Effect<Ready, IoError> {
    const { readers, writers } = this.link;
    const now = (it: Interest): Ready => this.#now(it);
    return untilReady({ readers, writers, now }, interest);
  }

  /**
   * Calls `f` if it would not have to wait; else fails with `WouldBlock`.
   *
   * Original: `TcpStream::try_io`
   */
  tryIo<A>(
    interest: Interest,
    f: () => Exit.Exit<A, IoError>,
  ): Exit.Exit<A, IoError> {
    return doIfReady(this.#now(interest), f, `use ${this.link.name}`);
  }

  /**
   * Reads into some buffers what is there, as {@link tryRead}.
   *
   * Original: `TcpStream::try_read_vectored`
   */
  tryReadVectored(bufs: readonly Uint8Array[]): Exit.Exit<number, IoError> {
    return readVectored(this, bufs);
  }

  /** Appends what is there, as {@link tryRead}. Original: `try_read_buf` */
  tryReadBuf(into: ByteVec): Exit.Exit<number, IoError> {
    return readInto((buf) => this.tryRead(buf), into);
  }

  /**
   * Writes of some buffers what there is room for, as {@link tryWrite}.
   *
   * Original: `TcpStream::try_write_vectored`
   */
  tryWriteVectored(bufs: readonly Uint8Array[]): Exit.Exit<number, IoError> {
    return this.tryWrite(whole(bufs));
  }

  /**
   * Takes the error that has broken the connection, if it has not been told:
   * no read and no write tells it then. Original: `TcpStream::take_error`
   */
  takeError(): IoError | undefined {
    return this.link.takeError();
  }

  /**
   * Gives the socket of Node's away that this stream is made of; the stream is
   * closed then.
   *
   * Behaviour: bytes that have arrived and were not read are in the socket.
   *
   * Errors: fails with `InvalidInput` when the peer has ended and not all of
   * what it sent was read: Node takes nothing back behind the end.
   *
   * Original: `TcpStream::into_std`
   */
  intoStd(): Exit.Exit<Socket, IoError> {
    const { link } = this;
    const action = `give ${link.name} away`;
    const failure = link.closed ? link.broken(action, "read") : undefined;
    if (failure !== undefined) return failure;
    if (!this.inbox.giveBack()) {
      const reason = "read what is left first";
      return link.fail(action, "InvalidInput", "", reason);
    }
    return Exit.succeed(link.giveAway() as Socket);
  }

  #now(interest: Interest): Ready {
    const { closed, ended, stream } = this.link;
    const gone = closed || stream.destroyed;
    return Ready.of(interest, {
      readable: this.inbox.ready,
      readClosed: ended || gone,
      writable: this.outbox.ready,
      writeClosed: stream.writableEnded || gone,
    });
  }
}
