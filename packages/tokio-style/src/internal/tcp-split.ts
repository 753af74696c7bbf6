/**
 * The halves of a stream. They only pass on: a half exists so that two tasks
 * can each own one, and so that closing says in which direction.
 */
import type * as Effect from "effect/Effect";
import type { IoError } from "../io-error.js";
import type { SocketAddr } from "./tcp-addr.js";
import type { Lines, TcpStream } from "./tcp-stream.js";

/** The half that reads. Original: `tokio::net::tcp::OwnedReadHalf` */
export class OwnedReadHalf implements Disposable {
  readonly #stream: TcpStream;
  readonly #onClose: () => void;
  #closed = false;

  /** @internal */
  constructor(stream: TcpStream, onClose: () => void) {
    this.#stream = stream;
    this.#onClose = onClose;
  }

  /** As {@link TcpStream.localAddr}. */
  localAddr(): SocketAddr {
    return this.#stream.localAddr();
  }

  /** As {@link TcpStream.peerAddr}. */
  peerAddr(): SocketAddr {
    return this.#stream.peerAddr();
  }

  /** As {@link TcpStream.read}. */
  read(n?: number): Effect.Effect<Uint8Array, IoError>;
  read(buf: Uint8Array): Effect.Effect<number, IoError>;
  read(
    want?: number | Uint8Array,
  ): Effect.Effect<Uint8Array | number, IoError> {
    return want instanceof Uint8Array
      ? this.#stream.read(want)
      : this.#stream.read(want);
  }

  /** As {@link TcpStream.readExact}. */
  readExact(n: number): Effect.Effect<Uint8Array, IoError> {
    return this.#stream.readExact(n);
  }

  /** As {@link TcpStream.readToEnd}. */
  readToEnd(): Effect.Effect<Uint8Array, IoError> {
    return this.#stream.readToEnd();
  }

  /** As {@link TcpStream.readLine}. */
  readLine(): Effect.Effect<string | undefined, IoError> {
    return this.#stream.readLine();
  }

  /** As {@link TcpStream.lines}. */
  lines(): Lines {
    return this.#stream.lines();
  }

  /** Gives this half up; a second close does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** The half that writes. Original: `tokio::net::tcp::OwnedWriteHalf` */
export class OwnedWriteHalf implements Disposable {
  readonly #stream: TcpStream;
  readonly #onClose: () => void;
  #closed = false;

  /** @internal */
  constructor(stream: TcpStream, onClose: () => void) {
    this.#stream = stream;
    this.#onClose = onClose;
  }

  /** As {@link TcpStream.localAddr}. */
  localAddr(): SocketAddr {
    return this.#stream.localAddr();
  }

  /** As {@link TcpStream.peerAddr}. */
  peerAddr(): SocketAddr {
    return this.#stream.peerAddr();
  }

  /** As {@link TcpStream.write}. */
  write(data: string | Uint8Array): Effect.Effect<number, IoError> {
    return this.#stream.write(data);
  }

  /** As {@link TcpStream.writeAll}. */
  writeAll(data: string | Uint8Array): Effect.Effect<void, IoError> {
    return this.#stream.writeAll(data);
  }

  /** As {@link TcpStream.shutdown}. */
  shutdown(): Effect.Effect<void, IoError> {
    return this.#stream.shutdown();
  }

  /** Ends this direction and gives the half up; a second close does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
