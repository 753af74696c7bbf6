/**
 * One TCP connection, as programs see it. What it is made of:
 *
 * 1. `tcp-link.ts`: the socket, who waits for it, whether it is open;
 * 2. `tcp-inbox.ts`: how bytes come in;
 * 3. `tcp-outbox.ts`: how bytes go out;
 * 4. `tcp-connect.ts`: how a connection is opened;
 * 5. `tcp-split.ts`: the two halves, each with its own side of the above.
 *
 * Errors come once in each direction, as the kernel would tell them: first the
 * bytes that had arrived, then the error, then end of file.
 */
import type { Socket } from "node:net";
import type * as Effect from "effect/Effect";
import type { IoError } from "../io-error.js";
import type { SocketAddr, ToSocketAddr } from "./tcp-addr.js";
import { connect } from "./tcp-connect.js";
import { Inbox, type Lines } from "./tcp-inbox.js";
import { Link } from "./tcp-link.js";
import { Outbox } from "./tcp-outbox.js";
import { OwnedReadHalf, OwnedWriteHalf } from "./tcp-split.js";

/**
 * A connection between two sockets.
 *
 * One task may read while another writes (see {@link intoSplit}); two tasks
 * that write at once mix their bytes, which Rust's `&mut` would not compile.
 *
 * JavaScript has no destructors: {@link close} it, or declare it with `using`.
 * A stream that is forgotten keeps its socket open, but does not keep the
 * process alive: only an operation that is waited for does.
 *
 * Original: `tokio::net::TcpStream`, with the methods of `AsyncReadExt`,
 * `AsyncWriteExt` and `AsyncBufReadExt` on it (a stream has its own buffer).
 */
export class TcpStream implements Disposable {
  readonly #link: Link;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;

  private constructor(socket: Socket) {
    this.#link = new Link(socket);
    this.#inbox = new Inbox(this.#link);
    this.#outbox = new Outbox(this.#link);
  }

  /**
   * Wraps a connected socket on which nothing has been read yet; nothing if
   * the connection is gone already.
   *
   * @internal
   */
  static fromSocket(socket: Socket): TcpStream | undefined {
    // A peer that has already reset the connection has no address any more.
    if (socket.remoteAddress === undefined) {
      socket.destroy();
      return undefined;
    }
    return new TcpStream(socket);
  }

  /**
   * Opens a connection to `addr`, `"host:port"`.
   *
   * Cancellation: a connect that is dropped closes its half-open socket.
   *
   * Errors: `ConnectionRefused`, `TimedOut`, `InvalidInput` for what is no
   * address …
   *
   * Original: `tokio::net::TcpStream::connect`
   */
  static connect(addr: ToSocketAddr): Effect.Effect<TcpStream, IoError> {
    return connect(addr, (socket) => TcpStream.fromSocket(socket));
  }

  /** The address of this end. Original: `TcpStream::local_addr` */
  localAddr(): SocketAddr {
    return this.#link.local;
  }

  /** The address of the other end. Original: `TcpStream::peer_addr` */
  peerAddr(): SocketAddr {
    return this.#link.peer;
  }

  /**
   * Sends small writes at once instead of gathering them (Nagle's algorithm).
   *
   * Original: `TcpStream::set_nodelay`
   */
  setNodelay(nodelay: boolean): void {
    this.#link.socket.setNoDelay(nodelay);
  }

  /** Bytes that wait in this process for a reader; the peer's are not seen. */
  get buffered(): number {
    return this.#inbox.length;
  }

  /**
   * Reads what has arrived, waiting only if nothing has.
   *
   * Behaviour:
   * - `read(n)` gives 1 to `n` bytes (at most 64 KiB if `n` is left out);
   * - `read(buf)` puts them into `buf` and gives their number, as in Rust;
   * - at the end of the file it gives no bytes, or 0, each time.
   *
   * Cancellation: cancel safe; a dropped read has taken nothing.
   *
   * Errors: `ConnectionReset` …, once; then it is the end of the file.
   *
   * Original: `AsyncReadExt::read`
   */
  read(n?: number): Effect.Effect<Uint8Array, IoError>;
  read(buf: Uint8Array): Effect.Effect<number, IoError>;
  read(
    want?: number | Uint8Array,
  ): Effect.Effect<Uint8Array | number, IoError> {
    return this.#inbox.read(want);
  }

  /**
   * Reads exactly `n` bytes.
   *
   * Cancellation: cancel safe here (it is not in Tokio): bytes stay in the
   * stream until there are `n`.
   *
   * Errors: as {@link read}, and `UnexpectedEof` if the peer stops before.
   *
   * Original: `AsyncReadExt::read_exact`
   */
  readExact(n: number): Effect.Effect<Uint8Array, IoError> {
    return this.#inbox.readExact(n);
  }

  /**
   * Reads until the peer ends; the bytes are kept in memory, however many.
   *
   * Cancellation: cancel safe here: bytes stay in the stream until the end.
   *
   * Original: `AsyncReadExt::read_to_end`
   */
  readToEnd(): Effect.Effect<Uint8Array, IoError> {
    return this.#inbox.readToEnd();
  }

  /**
   * Reads a line of UTF-8, without its `\n` or `\r\n`.
   *
   * Behaviour:
   * - the last line needs no newline;
   * - after it the result is `undefined` (`None`), each time;
   * - a line may be of any length: it is kept in memory.
   *
   * Cancellation: cancel safe; half a line stays in the stream.
   *
   * Errors: as {@link read}, and `InvalidData` for a line that is no UTF-8,
   * which is then taken.
   *
   * Original: `Lines::next_line`
   */
  readLine(): Effect.Effect<string | undefined, IoError> {
    return this.#inbox.readLine();
  }

  /**
   * Reads line by line: `lines().nextLine()`.
   *
   * Original: `AsyncBufReadExt::lines`
   */
  lines(): Lines {
    return this.#inbox.lines();
  }

  /**
   * Writes some bytes, once the kernel has taken those before; gives how many.
   *
   * Cancellation: cancel safe; a dropped write has written nothing.
   *
   * Errors: `ConnectionReset`, once; then `BrokenPipe`.
   *
   * Original: `AsyncWriteExt::write`
   */
  write(data: string | Uint8Array): Effect.Effect<number, IoError> {
    return this.#outbox.write(data);
  }

  /**
   * Writes all bytes, and returns when the kernel has taken the last.
   *
   * Behaviour: the peer's slowness is the writer's: no more than 64 KiB wait in
   * this process, whatever the size of `data`.
   *
   * Cancellation: not cancel safe: a dropped `writeAll` has written some of the
   * bytes, and nobody can know how many.
   *
   * Errors: as {@link write}.
   *
   * Original: `AsyncWriteExt::write_all`
   */
  writeAll(data: string | Uint8Array): Effect.Effect<void, IoError> {
    return this.#outbox.writeAll(data);
  }

  /**
   * Tells the peer that no more bytes come; reading goes on.
   *
   * Behaviour: what was written goes first; a second shutdown does nothing.
   *
   * Original: `AsyncWriteExt::shutdown`
   */
  shutdown(): Effect.Effect<void, IoError> {
    return this.#outbox.shutdown();
  }

  /**
   * Splits the stream into a half that reads and a half that writes, for two
   * tasks.
   *
   * Behaviour: closing the write half shuts the connection down in that
   * direction; closing both closes it.
   *
   * Original: `TcpStream::into_split`
   */
  intoSplit(): [OwnedReadHalf, OwnedWriteHalf] {
    let open = 2;
    const closeHalf = () => {
      if (--open === 0) this.close();
    };
    return [
      new OwnedReadHalf(this.#link, this.#inbox, closeHalf),
      new OwnedWriteHalf(this.#link, this.#outbox, () => {
        this.#outbox.end();
        closeHalf();
      }),
    ];
  }

  /**
   * Closes the connection, as a drop does in Rust. A second close does nothing.
   *
   * Behaviour:
   * - bytes that {@link write} accepted still go out;
   * - the rest of a {@link writeAll} that was dropped does not;
   * - who still waits for this stream fails with `NotConnected`.
   */
  close(): void {
    if (this.#link.closed) return;
    this.#inbox.clear();
    this.#link.close(this.#outbox.owes ? "when sent" : "now");
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
