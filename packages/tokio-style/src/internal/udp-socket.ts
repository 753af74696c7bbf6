import { createSocket, type Socket } from "node:dgram";
import { Effect, Exit } from "effect";
import { IoError } from "../io-error.js";
import type { PollIo } from "../io/traits.js";
import { call } from "./host-call.js";
import { atOnce, failed } from "./node-link.js";
import { until } from "./node-wait.js";
import { checked } from "./socket-connect.js";
import { parseAddr, SocketAddr, type ToSocketAddr } from "./tcp-addr.js";
import { type Datagram, UdpInbox } from "./udp-inbox.js";
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
export class UdpSocket implements Disposable {
  readonly #socket: Socket;
  readonly #local: SocketAddr;
  readonly #inbox: UdpInbox;
  #peer: SocketAddr | undefined = undefined;
  #closed = false;

  private constructor(socket: Socket) {
    const { address, port } = socket.address();
    this.#socket = socket;
    this.#local = new SocketAddr(address, port);
    this.#inbox = new UdpInbox(socket, this.#local.toString());
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
  static bind(addr: ToSocketAddr): Effect.Effect<UdpSocket, IoError> {
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

  /** The address that it is bound to. Original: `UdpSocket::local_addr` */
  localAddr(): SocketAddr {
    return this.#local;
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
      ? this.#fail("name the peer", "NotConnected", "ENOTCONN", NO_PEER)
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
        if (this.#closed) return this.#isClosed(`connect to ${address}`);
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
        ? this.#fail("send", "NotConnected", "EDESTADDRREQ", NO_PEER)
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
   * Receives one datagram.
   *
   * Behaviour: `recv(buf)` puts it into `buf` and gives its length, cut off if
   * it is longer, as in Rust; `recv()` gives all of it.
   *
   * Cancellation: cancel safe; no datagram is lost.
   *
   * Original: `UdpSocket::recv`
   */
  recv(buf: Uint8Array): Effect.Effect<number, IoError>;
  recv(): Effect.Effect<Uint8Array, IoError>;
  recv(buf?: Uint8Array): Effect.Effect<Uint8Array | number, IoError> {
    return until(this.#inbox.waiters, () => {
      const exit = this.#next();
      return exit && Exit.map(exit, ({ data }) => put(data, buf));
    });
  }

  /**
   * Receives one datagram, and tells who has sent it: as {@link recv}.
   *
   * Cancellation: cancel safe; no datagram is lost.
   *
   * Original: `UdpSocket::recv_from`
   */
  recvFrom(buf: Uint8Array): Effect.Effect<[number, SocketAddr], IoError>;
  recvFrom(): Effect.Effect<[Uint8Array, SocketAddr], IoError>;
  recvFrom(buf?: Uint8Array): Effect.Effect<[any, SocketAddr], IoError> {
    return until(this.#inbox.waiters, () => {
      const exit = this.#next();
      return (
        exit &&
        Exit.map(exit, ({ data, from }): [unknown, SocketAddr] => [
          put(data, buf),
          from,
        ])
      );
    });
  }

  /**
   * Receives a datagram if one is there; fails with `WouldBlock` if none is.
   *
   * Original: `UdpSocket::try_recv_from`
   */
  tryRecvFrom(buf: Uint8Array): Exit.Exit<[number, SocketAddr], IoError> {
    const exit = atOnce(this.#next(), this.#action);
    return Exit.map(exit, ({ data, from }): [number, SocketAddr] => [
      put(data, buf) as number,
      from,
    ]);
  }

  /** Allows to send to a broadcast address. Original: `set_broadcast` */
  setBroadcast(on: boolean): void {
    this.#socket.setBroadcast(on);
  }

  /** Sets how many hops a datagram may go. Original: `UdpSocket::set_ttl` */
  setTtl(ttl: number): void {
    this.#socket.setTTL(ttl);
  }

  /** Joins a multicast group. Original: `join_multicast_v4` */
  joinMulticastV4(group: string, ownAddress?: string): void {
    this.#socket.addMembership(group, ownAddress);
  }

  /** Leaves a multicast group. Original: `leave_multicast_v4` */
  leaveMulticastV4(group: string, ownAddress?: string): void {
    this.#socket.dropMembership(group, ownAddress);
  }

  /**
   * Closes the socket, as a drop does in Rust; who waits for it fails with
   * `NotConnected`. A second close does nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#inbox.clear();
    this.#socket.close();
    this.#inbox.waiters.wakeAll();
  }

  /** The same as {@link close}. */
  drop(): void {
    this.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  get #where(): { readonly address: string } {
    return { address: this.#local.toString() };
  }

  get #action(): string {
    return `receive on ${this.#local.toString()}`;
  }

  #fail(action: string, kind: "NotConnected", code: string, reason: string) {
    return failed(IoError.because(action, kind, code, reason, this.#where));
  }

  #isClosed(action: string) {
    return this.#fail(action, "NotConnected", "ENOTCONN", "it is closed");
  }

  #post(
    data: string | Uint8Array,
    address: string,
    target: { readonly host: string; readonly port: number } | undefined,
  ): Effect.Effect<number, IoError> {
    const bytes = Uint8Array.from(bytesOf(data));
    if (this.#closed) return this.#isClosed(`send to ${address}`);
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

  #next(): PollIo<Datagram> {
    return this.#closed ? this.#isClosed(this.#action) : this.#inbox.next();
  }
}

const NO_PEER = "it is not connected: give an address to sendTo";

function put(data: Uint8Array, buf: Uint8Array | undefined) {
  if (buf === undefined) return data;
  const part = data.subarray(0, buf.length);
  buf.set(part);
  return part.length;
}
