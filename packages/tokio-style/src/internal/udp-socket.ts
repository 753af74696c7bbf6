import { createSocket, type Socket } from "node:dgram";
import type { AddressInfo } from "node:net";
import { Effect, Exit } from "effect";
import type { IoError } from "../io-error.js";
import { call } from "./host-call.js";
import { notConnected } from "./node-link.js";
import { checked } from "./socket-connect.js";
import { parseAddr, SocketAddr, type ToSocketAddr } from "./tcp-addr.js";
import { UdpReceiver } from "./udp-receiver.js";
import { bytesOf } from "./utf8.js";

/**
 * A UDP socket. All of its methods may be used by several tasks at once.
 *
 * JavaScript has no destructors: {@link close} it, or declare it with `using`.
 * It keeps the process alive only while somebody waits for it.
 *
 * Differs: Node takes datagrams from the kernel before they are asked for.
 * 256 KiB of them wait in this process; what comes then is lost, as it is when
 * the kernel's buffer is full.
 *
 * Original: `tokio::net::UdpSocket`
 */
export class UdpSocket extends UdpReceiver implements Disposable {
  readonly #socket: Socket;
  #peer: SocketAddr | undefined = undefined;

  private constructor(socket: Socket) {
    super(socket);
    this.#socket = socket;
  }

  /**
   * Binds a socket to `addr`, `"host:port"`; port 0 asks for any that is free.
   *
   * Cancellation: a bind that is dropped frees the port.
   *
   * Errors: `AddrInUse`, `AddrNotAvailable`, `InvalidInput` …
   *
   * Original: `tokio::net::UdpSocket::bind`
   */
  static override bind(addr: ToSocketAddr): Effect.Effect<UdpSocket, IoError> {
    return checked(
      () => parseAddr(addr, "bind"),
      ({ host, port }) => {
        const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
        const address = String(addr);
        const bound = call(
          `the port ${address}`,
          `bind ${address}`,
          address,
          (done) => {
            socket.once("error", done);
            socket.bind({ address: host, port, exclusive: true }, () => {
              socket.off("error", done);
              done(undefined);
            });
          },
          () => new UdpSocket(socket),
        );
        const close = Effect.sync(() => void socket.close());
        return Effect.onInterrupt(bound, () => close);
      },
    );
  }

  /**
   * Makes a socket of one of Node's that is bound, to which nobody else
   * listens.
   *
   * Errors: fails with `NotConnected` if it is not bound.
   *
   * Original: `UdpSocket::from_std`
   */
  static fromStd(socket: Socket): Exit.Exit<UdpSocket, IoError> {
    if (addressOf(() => socket.address()) === undefined)
      return notConnected("take a socket over");
    const taken = new UdpSocket(socket);
    taken.#peer = addressOf(() => socket.remoteAddress());
    return Exit.succeed(taken);
  }

  /**
   * The address that it is connected to.
   *
   * Errors: fails with `NotConnected` if it is not.
   *
   * Original: `UdpSocket::peer_addr`
   */
  peerAddr(): Exit.Exit<SocketAddr, IoError> {
    return this.#peer === undefined
      ? this.fail("name the peer", "NotConnected", "ENOTCONN", NO_PEER)
      : Exit.succeed(this.#peer);
  }

  /**
   * Sets the one peer that `send` sends to and that `recv` hears.
   *
   * Original: `UdpSocket::connect`
   */
  connect(addr: ToSocketAddr): Effect.Effect<void, IoError> {
    return checked(
      () => parseAddr(addr, "connect to"),
      ({ host, port }) => {
        const socket = this.#socket;
        const address = String(addr);
        if (this.closed) return this.isClosed(`connect to ${address}`);
        if (this.#peer !== undefined) {
          socket.disconnect();
          this.#peer = undefined;
        }
        return call(
          `the connection to ${address}`,
          `connect to ${address}`,
          address,
          (done) => {
            // Node's types leave out the error.
            socket.connect(port, host, done as () => void);
          },
          () => {
            const peer = socket.remoteAddress();
            this.#peer = new SocketAddr(peer.address, peer.port);
          },
        );
      },
    );
  }

  /**
   * Sends one datagram to the peer that it is connected to; gives its length.
   *
   * Cancellation: a send that has begun ends, though nobody waits for it.
   *
   * Errors: `NotConnected`; `ConnectionRefused` if the peer refused an earlier
   * one …
   *
   * Original: `UdpSocket::send`
   */
  send(data: string | Uint8Array): Effect.Effect<number, IoError> {
    return Effect.suspend(() => {
      const peer = this.#peer;
      return peer === undefined
        ? this.fail("send", "NotConnected", "EDESTADDRREQ", NO_PEER)
        : this.#post(data, peer.toString(), undefined);
    });
  }

  /**
   * Sends one datagram to `addr`; gives its length.
   *
   * Cancellation: a send that has begun ends, though nobody waits for it.
   *
   * Original: `UdpSocket::send_to`
   */
  sendTo(
    data: string | Uint8Array,
    addr: ToSocketAddr,
  ): Effect.Effect<number, IoError> {
    return checked(
      () => parseAddr(addr, "send to"),
      (target) => this.#post(data, String(addr), target),
    );
  }

  /**
   * Sends one datagram to the peer without waiting; gives its length.
   *
   * Behaviour: an error of the system is told by the next receive, or by
   * {@link takeError}.
   *
   * Original: `UdpSocket::try_send`
   */
  trySend(data: string | Uint8Array): Exit.Exit<number, IoError> {
    const peer = this.#peer;
    return peer === undefined
      ? this.fail("send", "NotConnected", "EDESTADDRREQ", NO_PEER)
      : this.#postNow(data, peer.toString(), undefined);
  }

  /** As {@link trySend}, to an address. Original: `try_send_to` */
  trySendTo(
    data: string | Uint8Array,
    addr: SocketAddr,
  ): Exit.Exit<number, IoError> {
    const { ip: host, port } = addr;
    return this.#postNow(data, addr.toString(), { host, port });
  }

  /**
   * Closes the socket, as a drop does in Rust; who waits for it fails with
   * `NotConnected`. A second close does nothing.
   */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.inbox.clear();
    this.#socket.close();
    this.inbox.waiters.wakeAll();
  }

  /** The same as {@link close}. */
  drop(): void {
    this.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #post(
    data: string | Uint8Array,
    address: string,
    target: { readonly host: string; readonly port: number } | undefined,
  ): Effect.Effect<number, IoError> {
    const bytes = Uint8Array.from(bytesOf(data));
    if (this.closed) return this.isClosed(`send to ${address}`);
    return call(
      `a datagram to ${address} to be sent`,
      `send to ${address}`,
      address,
      (done) => {
        if (target === undefined) this.#socket.send(bytes, done);
        else this.#socket.send(bytes, target.port, target.host, done);
      },
      () => bytes.length,
    );
  }

  #postNow(
    data: string | Uint8Array,
    address: string,
    target: { readonly host: string; readonly port: number } | undefined,
  ): Exit.Exit<number, IoError> {
    const bytes = Uint8Array.from(bytesOf(data));
    const action = `send to ${address}`;
    if (this.closed) return this.isClosed(action);
    const done = (error: Error | null): void => {
      if (error !== null) this.inbox.fail(action, error);
    };
    if (target === undefined) this.#socket.send(bytes, done);
    else this.#socket.send(bytes, target.port, target.host, done);
    return Exit.succeed(bytes.length);
  }
}

const NO_PEER = "it is not connected: give an address to sendTo";

/** An address that Node throws for when there is none. */
function addressOf(get: () => AddressInfo): SocketAddr | undefined {
  try {
    const { address, port } = get();
    return new SocketAddr(address, port);
  } catch {
    return undefined;
  }
}
