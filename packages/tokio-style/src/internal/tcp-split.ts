/**
 * The halves of a stream. They only pass on: a half exists so that two tasks
 * can each own one, and so that closing says in which direction.
 */
import type * as Effect from "effect/Effect";
import type { IoError } from "../io-error.js";
import type { SocketAddr } from "./tcp-addr.js";
import type { Inbox, Lines } from "./tcp-inbox.js";
import type { Link } from "./tcp-link.js";
import type { Outbox } from "./tcp-outbox.js";

/** What both halves are: a share of the connection that can be given up. */
class Half implements Disposable {
  readonly #link: Link;
  readonly #onClose: () => void;
  #closed = false;

  /** @internal */
  constructor(link: Link, onClose: () => void) {
    this.#link = link;
    this.#onClose = onClose;
  }

  /** As `TcpStream.localAddr`. */
  localAddr(): SocketAddr {
    return this.#link.local;
  }

  /** As `TcpStream.peerAddr`. */
  peerAddr(): SocketAddr {
    return this.#link.peer;
  }

  /**
   * Gives this half up; the half that writes ends its direction with that. A
   * second close does nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** The half that reads. Original: `tokio::net::tcp::OwnedReadHalf` */
export class OwnedReadHalf extends Half {
  readonly #inbox: Inbox;

  /** @internal */
  constructor(link: Link, inbox: Inbox, onClose: () => void) {
    super(link, onClose);
    this.#inbox = inbox;
  }

  /** As `TcpStream.read`. */
  read(n?: number): Effect.Effect<Uint8Array, IoError>;
  read(buf: Uint8Array): Effect.Effect<number, IoError>;
  read(
    want?: number | Uint8Array,
  ): Effect.Effect<Uint8Array | number, IoError> {
    return this.#inbox.read(want);
  }

  /** As `TcpStream.readExact`. */
  readExact(n: number): Effect.Effect<Uint8Array, IoError> {
    return this.#inbox.readExact(n);
  }

  /** As `TcpStream.readToEnd`. */
  readToEnd(): Effect.Effect<Uint8Array, IoError> {
    return this.#inbox.readToEnd();
  }

  /** As `TcpStream.readLine`. */
  readLine(): Effect.Effect<string | undefined, IoError> {
    return this.#inbox.readLine();
  }

  /** As `TcpStream.lines`. */
  lines(): Lines {
    return this.#inbox.lines();
  }
}

/** The half that writes. Original: `tokio::net::tcp::OwnedWriteHalf` */
export class OwnedWriteHalf extends Half {
  readonly #outbox: Outbox;

  /** @internal */
  constructor(link: Link, outbox: Outbox, onClose: () => void) {
    super(link, onClose);
    this.#outbox = outbox;
  }

  /** As `TcpStream.write`. */
  write(data: string | Uint8Array): Effect.Effect<number, IoError> {
    return this.#outbox.write(data);
  }

  /** As `TcpStream.writeAll`. */
  writeAll(data: string | Uint8Array): Effect.Effect<void, IoError> {
    return this.#outbox.writeAll(data);
  }

  /** As `TcpStream.shutdown`. */
  shutdown(): Effect.Effect<void, IoError> {
    return this.#outbox.shutdown();
  }
}
