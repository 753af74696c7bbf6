import type { Server, Socket } from "node:net";
import { type Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import { notConnected } from "./node-link.js";
import { connect } from "./socket-connect.js";
import { pair } from "./socket-pair.js";
import { listen, SocketListener } from "./socket-listener.js";
import { SocketStream } from "./socket-stream.js";
import { UnixSocketAddr } from "./unix-addr.js";

/**
 * A connection over a Unix socket. Everything that a `TcpStream` says of
 * dropping, buffering and two tasks holds here too.
 *
 * Original: `tokio::net::UnixStream`
 */
export class UnixStream extends SocketStream {
  readonly #local: UnixSocketAddr;
  readonly #peer: UnixSocketAddr;

  /** @internal */
  constructor(
    socket: Socket,
    path: string,
    local: string | undefined,
    peer: string | undefined,
  ) {
    super(socket, { name: path, where: { path }, kind: "PipeWrap" });
    this.#local = new UnixSocketAddr(local);
    this.#peer = new UnixSocketAddr(peer);
  }

  /**
   * Opens a connection to the socket at `path`.
   *
   * Cancellation: a connect that is dropped closes its socket.
   *
   * Errors: `NotFound`, `ConnectionRefused`, `PermissionDenied` …
   *
   * Original: `tokio::net::UnixStream::connect`
   */
  static connect(path: string): Effect.Effect<UnixStream, IoError> {
    return connect(
      { name: path, where: { path }, options: { path } },
      (socket) => new UnixStream(socket, path, undefined, path),
    );
  }

  /**
   * Makes a stream of a connected socket of Node's, from which nobody else
   * reads. Node does not tell the paths of its ends.
   *
   * Errors: fails with `NotConnected`.
   *
   * Original: `UnixStream::from_std`
   */
  static fromStd(socket: Socket): Exit.Exit<UnixStream, IoError> {
    if (socket.pending || socket.destroyed)
      return notConnected("take a socket over");
    // Node would end what the peer has ended.
    socket.allowHalfOpen = true;
    return Exit.succeed(
      new UnixStream(socket, "a socket", undefined, undefined),
    );
  }

  /**
   * Makes two streams that are connected with each other.
   *
   * Differs: Node has no socketpair, so for a moment there is a socket in a
   * folder of its own, among the temporary ones.
   *
   * Cancellation: nothing of it is left.
   *
   * Original: `tokio::net::UnixStream::pair`, which is not async.
   */
  static pair(): Effect.Effect<[UnixStream, UnixStream], IoError> {
    return pair((socket) => {
      return new UnixStream(socket, "a pair", undefined, undefined);
    });
  }

  /** The address of this end. Original: `UnixStream::local_addr` */
  localAddr(): UnixSocketAddr {
    return this.#local;
  }

  /** The address of the other end. Original: `UnixStream::peer_addr` */
  peerAddr(): UnixSocketAddr {
    return this.#peer;
  }
}

/**
 * A Unix socket that listens for connections.
 *
 * Differs: Node removes the socket's file when it is closed; in Tokio the file
 * stays.
 *
 * Original: `tokio::net::UnixListener`
 */
export class UnixListener extends SocketListener<UnixStream> {
  readonly #address: UnixSocketAddr;

  private constructor(server: Server, path: string) {
    super(server, {
      name: path,
      where: { path },
      kind: "PipeWrap",
      wrap: (socket) => new UnixStream(socket, path, path, undefined),
    });
    this.#address = new UnixSocketAddr(path);
  }

  /**
   * Makes the socket at `path` and listens on it.
   *
   * Cancellation: a bind that is dropped removes the socket.
   *
   * Errors: `AddrInUse` if there is something at `path` already.
   *
   * Original: `tokio::net::UnixListener::bind`, which is not async.
   */
  static override bind(path: string): Effect.Effect<UnixListener, IoError> {
    return listen(
      { name: path, where: { path }, options: { path } },
      (server) => new UnixListener(server, path),
    );
  }

  /**
   * Makes a listener of a server of Node's that listens on a path.
   *
   * Errors: fails with `NotConnected` if it does not.
   *
   * Original: `UnixListener::from_std`
   */
  static fromStd(server: Server): Exit.Exit<UnixListener, IoError> {
    const path = server.address();
    return typeof path === "string"
      ? Exit.succeed(new UnixListener(server, path))
      : notConnected("take a server over");
  }

  /** The address that it listens on. Original: `UnixListener::local_addr` */
  localAddr(): UnixSocketAddr {
    return this.#address;
  }
}
