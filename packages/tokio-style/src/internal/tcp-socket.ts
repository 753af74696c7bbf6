import { Effect } from "effect";
import { IoError } from "../io-error.js";
import { checked } from "./socket-connect.js";
import { parseAddr, SocketAddr } from "./tcp-addr.js";
import { TcpListener } from "./tcp-listener.js";
import { TcpStream } from "./tcp-stream.js";

/**
 * A TCP socket that is not connected and does not listen yet.
 *
 * Differs: the socket is made by {@link connect} or {@link listen}; an address
 * that cannot be bound is reported there. Node sets `SO_REUSEADDR` on each
 * listener. It knows nothing of `SO_REUSEPORT`, of the sizes of the kernel's
 * buffers and of binding to a device, so they are not here.
 *
 * Original: `tokio::net::TcpSocket`
 */
export class TcpSocket {
  readonly #family: 4 | 6;
  #bound: SocketAddr | undefined = undefined;
  #linger: number | undefined = undefined;

  private constructor(family: 4 | 6) {
    this.#family = family;
  }

  /** Makes a socket for IPv4 addresses. Original: `TcpSocket::new_v4` */
  static newV4(): TcpSocket {
    return new TcpSocket(4);
  }

  /** Makes a socket for IPv6 addresses. Original: `TcpSocket::new_v6` */
  static newV6(): TcpSocket {
    return new TcpSocket(6);
  }

  /**
   * Sets the address of this end.
   *
   * Errors: throws an {@link IoError} for an address of the other family.
   *
   * Original: `TcpSocket::bind`
   */
  bind(addr: SocketAddr): void {
    this.#check(addr, "bind");
    this.#bound = addr;
  }

  /**
   * Allows to bind an address that was in use a moment ago: Node always does.
   *
   * Errors: throws an {@link IoError} for `false`.
   *
   * Original: `TcpSocket::set_reuseaddr`
   */
  setReuseaddr(reuseaddr: boolean): void {
    if (reuseaddr) return;
    const reason = "Node sets SO_REUSEADDR on each listener";
    throw IoError.because("forbid to reuse", "InvalidInput", "", reason);
  }

  /** Whether such an address may be bound: always. Original: `reuseaddr` */
  reuseaddr(): boolean {
    return true;
  }

  /**
   * The address that was bound. Differs: port 0 stands for any free one until
   * the socket is made. Original: `TcpSocket::local_addr`
   */
  localAddr(): SocketAddr {
    const any = this.#family === 4 ? "0.0.0.0" : "::";
    return this.#bound ?? new SocketAddr(any, 0);
  }

  /** Takes no error: what fails is told by {@link connect} and {@link listen}. */
  takeError(): IoError | undefined {
    return undefined;
  }

  /** As `TcpStream.setLinger`, of what {@link connect} gives. */
  setLinger(duration: number | undefined): void {
    this.#linger = duration;
  }

  /** As it was set. Original: `TcpSocket::linger` */
  linger(): number | undefined {
    return this.#linger;
  }

  /**
   * Opens a connection; from the address that was bound, if any.
   *
   * Cancellation, Errors: as `TcpStream.connect`, and `AddrInUse`.
   *
   * Original: `TcpSocket::connect`
   */
  connect(addr: SocketAddr): Effect.Effect<TcpStream, IoError> {
    const from = this.#bound;
    const opened = checked(
      () => {
        this.#check(addr, "connect to");
        return parseAddr(addr, "connect to");
      },
      (target) =>
        TcpStream.connectTo(
          addr.toString(),
          from === undefined
            ? target
            : { ...target, localAddress: from.ip, localPort: from.port },
        ),
    );
    return Effect.tap(opened, (stream) =>
      Effect.sync(() => stream.setLinger(this.#linger)),
    );
  }

  /**
   * Listens on the address that was bound; so many connections at most wait in
   * the kernel.
   *
   * Errors: as `TcpListener.bind`.
   *
   * Original: `TcpSocket::listen`, which is not async.
   */
  listen(backlog: number): Effect.Effect<TcpListener, IoError> {
    const bound = this.#bound;
    const any = this.#family === 4 ? "0.0.0.0:0" : "[::]:0";
    const address = bound?.toString() ?? any;
    return TcpListener.listenOn(address, parseAddr(address, "listen"), backlog);
  }

  #check(addr: SocketAddr, verb: string): void {
    if (addr.isIpv6() === (this.#family === 6)) return;
    const action = `${verb} ${addr.toString()}`;
    const reason = `the socket is for IPv${this.#family} addresses`;
    throw IoError.because(action, "InvalidInput", "EAFNOSUPPORT", reason);
  }
}
