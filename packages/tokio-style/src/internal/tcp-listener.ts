import type { AddressInfo, Server } from "node:net";
import { type Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import { notConnected } from "./node-link.js";
import { checked } from "./socket-connect.js";
import { BACKLOG, listen, SocketListener } from "./socket-listener.js";
import {
  type HostPort,
  parseAddr,
  SocketAddr,
  type ToSocketAddr,
} from "./tcp-addr.js";
import { accepts } from "./tcp-loopback.js";
import { TcpStream } from "./tcp-stream.js";

/**
 * A TCP socket that listens for connections.
 *
 * JavaScript has no destructors: `close` it, or declare it with `using`. A
 * listener that is forgotten does not keep the process alive: only an accept
 * that is waited for does.
 *
 * Differs: Node takes connections from the kernel before they are accepted
 * here. They wait in this process, unread, however many they are; when no
 * file descriptor is left they are closed, and their peers see the end.
 *
 * Original: `tokio::net::TcpListener`
 *
 * ```ts
 * const listener = yield* TcpListener.bind("127.0.0.1:0");
 * const [stream, peer] = yield* listener.accept();
 * ```
 */
export class TcpListener extends SocketListener<TcpStream> {
  readonly #address: SocketAddr;

  private constructor(server: Server) {
    const { address, port } = server.address() as AddressInfo;
    const local = new SocketAddr(address, port);
    const name = local.toString();
    super(server, {
      name,
      where: { address: name },
      kind: "TCPServerWrap",
      wrap: (socket) => TcpStream.fromSocket(socket),
      accepts: (waits) => accepts(server, waits),
    });
    this.#address = local;
  }

  /**
   * Listens on `addr`, `"host:port"`; port 0 asks for any that is free.
   *
   * Cancellation: a bind that is dropped frees the port.
   *
   * Errors: `AddrInUse`, `AddrNotAvailable`, `PermissionDenied`,
   * `InvalidInput` for what is no address.
   *
   * Original: `tokio::net::TcpListener::bind`
   */
  static override bind(
    addr: ToSocketAddr,
  ): Effect.Effect<TcpListener, IoError> {
    return checked(
      () => parseAddr(addr, "listen on"),
      (target) => TcpListener.listenOn(String(addr), target, BACKLOG),
    );
  }

  /**
   * Makes a listener of a server of Node's that listens on a port.
   *
   * Errors: fails with `NotConnected` if it does not.
   *
   * Original: `TcpListener::from_std`
   */
  static fromStd(server: Server): Exit.Exit<TcpListener, IoError> {
    const address = server.address();
    return address === null || typeof address === "string"
      ? notConnected("take a server over")
      : Exit.succeed(new TcpListener(server));
  }

  /** @internal */
  static listenOn(
    address: string,
    target: HostPort,
    backlog: number,
  ): Effect.Effect<TcpListener, IoError> {
    const options = { ...target, backlog };
    return listen(
      { name: address, where: { address }, options },
      (server) => new TcpListener(server),
    );
  }

  /** The address that it listens on. Original: `TcpListener::local_addr` */
  localAddr(): SocketAddr {
    return this.#address;
  }
}
