import type { Socket } from "node:net";
import { type Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import { notConnected } from "./node-link.js";
import { checked, connect } from "./socket-connect.js";
import { SocketStream } from "./socket-stream.js";
import {
  type HostPort,
  parseAddr,
  SocketAddr,
  type ToSocketAddr,
} from "./tcp-addr.js";
import { endOf, reads } from "./tcp-loopback.js";

/**
 * A TCP connection between two sockets.
 *
 * One task may read while another writes (see {@link intoSplit}); two tasks
 * that write at once mix their bytes, which Rust's `&mut` would not compile.
 *
 * JavaScript has no destructors: {@link close} it, or declare it with `using`.
 * A stream that is forgotten keeps its socket open, but does not keep the
 * process alive: only an operation that is waited for does.
 *
 * It has a buffer of its own, and so is an `AsyncBufRead` too: `stream.lines()`
 * needs no `BufReader`.
 *
 * Original: `tokio::net::TcpStream`
 */
export class TcpStream extends SocketStream {
  readonly #local: SocketAddr;
  readonly #peer: SocketAddr;
  readonly #socket: Socket;
  #nodelay = false;

  private constructor(socket: Socket) {
    const local = addrOf(socket.localAddress, socket.localPort);
    const peer = addrOf(socket.remoteAddress, socket.remotePort);
    const end = endOf(socket, () => this.link.ended);
    const name = peer.toString();
    super(socket, {
      name,
      where: { address: name },
      kind: "TCPSocketWrap",
      reads: (waits) => reads(end, waits),
    });
    this.#local = local;
    this.#peer = peer;
    this.#socket = socket;
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
   * Makes a stream of a connected socket of Node's, from which nobody else
   * reads.
   *
   * Errors: fails with `NotConnected`.
   *
   * Original: `TcpStream::from_std`
   */
  static fromStd(socket: Socket): Exit.Exit<TcpStream, IoError> {
    if (socket.remoteAddress === undefined)
      return notConnected("take a socket over");
    // Node would end what the peer has ended.
    socket.allowHalfOpen = true;
    return Exit.succeed(new TcpStream(socket));
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
    return checked(
      () => parseAddr(addr, "connect to"),
      (target) => TcpStream.connectTo(String(addr), target),
    );
  }

  /** @internal */
  static connectTo(
    address: string,
    options: HostPort & { localAddress?: string; localPort?: number },
  ): Effect.Effect<TcpStream, IoError> {
    const where = { address };
    return connect({ name: address, where, options }, (socket) =>
      TcpStream.fromSocket(socket),
    );
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
    this.#nodelay = nodelay;
    this.#socket.setNoDelay(nodelay);
  }

  /**
   * Sets how many milliseconds a close tries to send what was written.
   *
   * Behaviour:
   * - `0`: a close resets the connection;
   * - more: it is given up then;
   * - `undefined`: so long as a close says.
   *
   * Differs: it never blocks, and does not see what the kernel still has.
   *
   * Original: `TcpStream::set_linger`
   */
  setLinger(duration: number | undefined): void {
    this.link.linger = duration;
  }

  /** How long a close tries, as it was set. Original: `TcpStream::linger` */
  linger(): number | undefined {
    return this.link.linger;
  }

  /** Whether small writes are sent at once. Original: `TcpStream::nodelay` */
  nodelay(): boolean {
    return this.#nodelay;
  }
}

function addrOf(ip: string | undefined, port: number | undefined): SocketAddr {
  return new SocketAddr(ip as string, port as number);
}
