/**
 * One TCP connection. How bytes move, in both directions:
 *
 * **In.** Nothing is read from the kernel before the first read is asked for.
 * Then Node's socket fills this stream's inbox, up to {@link INBOX_LIMIT}; at
 * the limit the socket is left alone, its own small buffer fills, then the
 * kernel's, and then the peer has to wait. A read looks into the inbox and
 * takes what it wants in the step in which it returns, so a dropped read has
 * taken nothing. A line (or a `readToEnd`) larger than the limit raises the
 * limit for as long as it is waited for.
 *
 * **Out.** At most one slice of {@link SLICE} bytes is under way. Who wants to
 * write waits until the kernel has taken the one before.
 *
 * **Errors** come once in each direction, as the kernel would tell them:
 * first the bytes that had arrived, then the error, then end of file.
 */
import { Buffer } from "node:buffer";
import { Socket } from "node:net";
import * as Effect from "effect/Effect";
import { IoError } from "../io-error.js";
import { ours } from "./host-work.js";
import { parseAddr, SocketAddr, type ToSocketAddr } from "./tcp-addr.js";
import { ByteQueue } from "./tcp-buffer.js";
import { type End, endOf, reads } from "./tcp-loopback.js";
import { OwnedReadHalf, OwnedWriteHalf } from "./tcp-split.js";
import { until, Waiters } from "./tcp-wait.js";
import { decodeUtf8 } from "./utf8.js";

/** Bytes that a stream keeps for a reader that is slow. */
const INBOX_LIMIT = 64 * 1024;
/** Bytes that are handed to the kernel at a time. */
const SLICE = 64 * 1024;

type Direction = "read" | "write";

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
  readonly #socket: Socket;
  readonly #local: SocketAddr;
  readonly #peer: SocketAddr;
  /** The peer, as errors name it. */
  readonly #where: { readonly address: string };
  readonly #inbox = new ByteQueue();
  #inboxLimit = INBOX_LIMIT;
  readonly #readers: Waiters;
  readonly #writers: Waiters;
  #waiting = 0;
  #reading = false;
  readonly #end: End;
  #finished = false;
  #closed = false;
  /** A writer gave up on a slice that the kernel has not taken. */
  #torn = false;
  /** The directions that still have to be told what broke the connection. */
  readonly #untold = new Set<Direction>(["read", "write"]);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#local = new SocketAddr(
      socket.localAddress as string,
      socket.localPort as number,
    );
    this.#peer = new SocketAddr(
      socket.remoteAddress as string,
      socket.remotePort as number,
    );
    this.#where = { address: this.#peer.toString() };
    this.#end = endOf(socket);
    let readers = 0;
    this.#readers = new Waiters({
      what: `bytes from ${this.#where.address}`,
      by: "peer",
      hold: () => {
        this.#hold();
        if (readers++ === 0) reads(this.#end, true);
      },
      release: () => {
        this.#release();
        if (--readers === 0) reads(this.#end, false);
      },
    });
    this.#writers = new Waiters({
      what: `room for bytes to ${this.#where.address}`,
      by: "peer",
      hold: () => this.#hold(),
      release: () => this.#release(),
    });
    socket.unref();
    socket.on("error", () => this.#wakeAll());
    socket.on("finish", () => {
      this.#finished = true;
      this.#writers.wakeAll();
    });
    socket.on("close", () => this.#wakeAll());
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
    return Effect.suspend(() => {
      const where = { address: String(addr) };
      const action = `connect to ${where.address}`;
      let target;
      try {
        target = parseAddr(addr, "connect to");
      } catch (error) {
        return Effect.fail(error as IoError);
      }
      const socket = new Socket({ allowHalfOpen: true });
      const waiters = new Waiters({
        what: `the connection to ${where.address}`,
        by: "host",
        hold: () => socket.ref(),
        release: () => socket.unref(),
      });
      let failure: Error | undefined;
      let connected = false;
      const onError = (error: Error) => {
        failure = error;
        waiters.wakeAll();
      };
      socket.on("error", onError);
      socket.once("connect", () => {
        connected = true;
        waiters.wakeAll();
      });
      socket.pause();
      socket.connect(target);
      const opened = until(waiters, () => {
        if (failure !== undefined) {
          return Effect.fail(IoError.from(action, failure, where));
        }
        if (!connected) return undefined;
        const stream = TcpStream.fromSocket(socket);
        if (stream === undefined) {
          const reason = "connection reset by peer";
          return Effect.fail(
            IoError.because(
              action,
              "ConnectionReset",
              "ECONNRESET",
              reason,
              where,
            ),
          );
        }
        socket.off("error", onError);
        return Effect.succeed(stream);
      });
      return Effect.onInterrupt(opened, () =>
        Effect.sync(() => void socket.destroy()),
      );
    });
  }

  /** The address of this end. Original: `TcpStream::local_addr` */
  localAddr(): SocketAddr {
    return this.#local;
  }

  /** The address of the other end. Original: `TcpStream::peer_addr` */
  peerAddr(): SocketAddr {
    return this.#peer;
  }

  /**
   * Sends small writes at once instead of gathering them (Nagle's algorithm).
   *
   * Original: `TcpStream::set_nodelay`
   */
  setNodelay(nodelay: boolean): void {
    this.#socket.setNoDelay(nodelay);
  }

  /** Bytes that wait in this process for a reader; the peer's are not seen. */
  get buffered(): number {
    return this.#inbox.length + this.#socket.readableLength;
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
    want: number | Uint8Array = INBOX_LIMIT,
  ): Effect.Effect<Uint8Array | number, IoError> {
    if (typeof want === "number") {
      return this.#take(checkLength(want, "read"));
    }
    return Effect.map(this.#take(want.length), (bytes) => {
      want.set(bytes);
      return bytes.length;
    });
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
    checkLength(n, "readExact");
    const action = `read ${n} bytes from ${this.#where.address}`;
    return this.#receive(
      action,
      () => (this.#inbox.length < n ? undefined : this.#inbox.take(n)),
      () => {
        const reason = `the peer ended after ${this.#inbox.length}`;
        return Effect.fail(
          IoError.because(action, "UnexpectedEof", "", reason, this.#where),
        );
      },
    );
  }

  /**
   * Reads until the peer ends; the bytes are kept in memory, however many.
   *
   * Cancellation: cancel safe here: bytes stay in the stream until the end.
   *
   * Original: `AsyncReadExt::read_to_end`
   */
  readToEnd(): Effect.Effect<Uint8Array, IoError> {
    return this.#receive(
      `read from ${this.#where.address}`,
      () => undefined,
      () => Effect.succeed(this.#inbox.take(this.#inbox.length)),
    );
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
    const action = `read a line from ${this.#where.address}`;
    const line = this.#receive<Uint8Array | undefined>(
      action,
      () => {
        const n = this.#inbox.lineLength();
        return n === 0 ? undefined : this.#inbox.take(n);
      },
      () => {
        const { length } = this.#inbox;
        return Effect.succeed(
          length === 0 ? undefined : this.#inbox.take(length),
        );
      },
    );
    return Effect.flatMap(line, (bytes) =>
      bytes === undefined
        ? Effect.undefined
        : decodeUtf8(withoutNewline(bytes), action, this.#where),
    );
  }

  /**
   * Reads line by line: `lines().nextLine()`.
   *
   * Original: `AsyncBufReadExt::lines`
   */
  lines(): Lines {
    return { nextLine: () => this.readLine() };
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
    const bytes = toBytes(data);
    return this.#send(() =>
      this.#socket.writableLength > 0
        ? undefined
        : Effect.succeed(this.#post(bytes, 0)),
    );
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
    const bytes = toBytes(data);
    return Effect.suspend(() => {
      let sent = 0;
      return this.#send(() => {
        while (this.#socket.writableLength === 0) {
          if (sent === bytes.length) return Effect.void;
          sent += this.#post(bytes, sent);
        }
        return undefined;
      });
    });
  }

  /**
   * Tells the peer that no more bytes come; reading goes on.
   *
   * Behaviour: what was written goes first; a second shutdown does nothing.
   *
   * Original: `AsyncWriteExt::shutdown`
   */
  shutdown(): Effect.Effect<void, IoError> {
    const over = () => {
      if (this.#finished) return Effect.void;
      const failed = this.#cannot(`shut down ${this.#where.address}`, "write");
      if (failed !== undefined) return failed;
      if (this.#socket.destroyed) return Effect.void;
      if (!this.#socket.writableEnded) this.#socket.end();
      return undefined;
    };
    return until(this.#writers, over);
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
      new OwnedReadHalf(this, closeHalf),
      new OwnedWriteHalf(this, () => {
        if (!this.#socket.destroyed) this.#socket.end();
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
    if (this.#closed) return;
    this.#closed = true;
    this.#inbox.clear();
    if (this.#torn || this.#socket.writableLength === 0) this.#socket.destroy();
    else this.#socket.destroySoon();
    this.#wakeAll();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #take(n: number): Effect.Effect<Uint8Array, IoError> {
    return this.#receive<Uint8Array>(
      `read from ${this.#where.address}`,
      () =>
        n === 0 || this.#inbox.length > 0 ? this.#inbox.take(n) : undefined,
      () => Effect.succeed(this.#inbox.take(n)),
    );
  }

  /**
   * The model of every read: take from the inbox if it holds what is wanted;
   * else tell the error, once; else the end; else wait for more.
   */
  #receive<A>(
    action: string,
    take: () => A | undefined,
    atEnd: () => Effect.Effect<A, IoError>,
  ): Effect.Effect<A, IoError> {
    const attempt = (): Effect.Effect<A, IoError> | undefined => {
      for (;;) {
        this.#fill();
        const taken = this.#closed ? undefined : take();
        if (taken !== undefined) return Effect.succeed(taken);
        const failed = this.#cannot(action, "read");
        if (failed !== undefined) return failed;
        if (this.#end.ended || this.#socket.destroyed) return atEnd();
        if (this.#inbox.length < this.#inboxLimit) return undefined;
        this.#inboxLimit *= 2; // more is wanted than the inbox may hold
      }
    };
    return Effect.suspend(() => {
      this.#inboxLimit = INBOX_LIMIT;
      return until(this.#readers, attempt);
    });
  }

  /** Moves what Node has read to the inbox, as far as there is room. */
  #fill(): void {
    if (!this.#reading) {
      this.#reading = true;
      this.#socket.on("readable", () => {
        this.#fill();
        this.#readers.wakeAll();
      });
      this.#socket.on("end", () => {
        this.#end.ended = true;
        this.#readers.wakeAll();
      });
    }
    while (!this.#closed && this.#inbox.length < this.#inboxLimit) {
      const chunk = this.#socket.read() as Buffer | null;
      if (chunk === null) break;
      this.#inbox.push(chunk);
    }
  }

  /** The model of every write: tell the error, once; else try; else wait. */
  #send<A>(
    attempt: () => Effect.Effect<A> | undefined,
  ): Effect.Effect<A, IoError> {
    const action = `write to ${this.#where.address}`;
    const sent = until<A, IoError>(this.#writers, () => {
      const failed = this.#cannot(action, "write");
      if (failed !== undefined) return failed;
      if (this.#socket.destroyed || this.#socket.writableEnded) {
        const reason = "no more bytes can be sent on this connection";
        return Effect.fail(
          IoError.because(action, "BrokenPipe", "EPIPE", reason, this.#where),
        );
      }
      return attempt();
    });
    return Effect.onInterrupt(sent, () =>
      Effect.sync(() => {
        this.#torn = this.#socket.writableLength > 0;
      }),
    );
  }

  /** Hands the next slice to the socket: a copy, the caller's may change. */
  #post(bytes: Uint8Array, from: number): number {
    const slice = Buffer.from(bytes.subarray(from, from + SLICE));
    if (slice.length === 0) return 0;
    this.#torn = false;
    // After an error the "error" event wakes: here it has not been told yet.
    // How long it takes is up to the peer's reader.
    ours("WriteWrap", 1);
    this.#socket.write(slice, (error) => {
      ours("WriteWrap", -1);
      if (error === null || error === undefined) this.#writers.wakeAll();
    });
    return slice.length;
  }

  #cannot(
    action: string,
    direction: Direction,
  ): Effect.Effect<never, IoError> | undefined {
    if (this.#closed) {
      const reason = "this end of the connection is closed";
      return Effect.fail(
        IoError.because(
          action,
          "NotConnected",
          "ENOTCONN",
          reason,
          this.#where,
        ),
      );
    }
    const failure = this.#socket.errored;
    if (failure === null || !this.#untold.delete(direction)) return undefined;
    return Effect.fail(IoError.from(action, failure, this.#where));
  }

  #hold(): void {
    if (this.#waiting++ > 0) return;
    this.#socket.ref();
    ours("TCPSocketWrap", 1);
  }

  #release(): void {
    if (--this.#waiting > 0) return;
    this.#socket.unref();
    ours("TCPSocketWrap", -1);
  }

  #wakeAll(): void {
    this.#readers.wakeAll();
    this.#writers.wakeAll();
  }
}

/** Lines of a stream, one after the other. Original: `tokio::io::Lines` */
export interface Lines {
  /** As {@link TcpStream.readLine}. */
  nextLine(): Effect.Effect<string | undefined, IoError>;
}

function toBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? Buffer.from(data) : data;
}

function withoutNewline(line: Uint8Array): Uint8Array {
  let end = line.length;
  if (line[end - 1] !== 0x0a) return line;
  end--;
  if (line[end - 1] === 0x0d) end--;
  return line.subarray(0, end);
}

function checkLength(n: number, method: string): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new RangeError(`${method}(${n}): give a number of bytes, 0 or more`);
}
