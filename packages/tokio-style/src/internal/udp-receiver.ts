/** The receiving side of a UDP socket, and what it can do at once. */
import type { Socket } from "node:dgram";
import { Effect, Exit } from "effect";
import { Interest, Ready } from "../io/interest.js";
import { IoError } from "../io-error.js";
import type { ByteVec } from "../io/read-buf.js";
import type { PollIo } from "../io/traits.js";
import { atOnce, failed } from "./node-link.js";
import { until } from "./node-wait.js";
import { doIfReady, readInto, untilReady } from "./readiness.js";
import { SocketAddr } from "./tcp-addr.js";
import { type Datagram, UdpInbox } from "./udp-inbox.js";
import { UdpOptions } from "./udp-options.js";

export abstract class UdpReceiver extends UdpOptions {
  /** @internal */
  readonly inbox: UdpInbox;
  /** @internal */
  closed = false;
  readonly #local: SocketAddr;

  /** @internal */
  constructor(socket: Socket) {
    super(socket);
    const { address, port } = socket.address();
    this.#local = new SocketAddr(address, port);
    this.inbox = new UdpInbox(socket, this.#local.toString());
  }

  /** The address that it is bound to. Original: `UdpSocket::local_addr` */
  localAddr(): SocketAddr {
    return this.#local;
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
    return until(this.inbox.waiters, () => {
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
    return until(this.inbox.waiters, () => {
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
   * Receives one datagram without taking it, and tells who has sent it: the
   * next receive gives it again. Cancel safe.
   *
   * Original: `UdpSocket::peek_from`
   */
  peekFrom(buf: Uint8Array): Effect.Effect<[number, SocketAddr], IoError> {
    return until(this.inbox.waiters, () =>
      received(this.closed ? this.#next() : this.inbox.peek(), buf),
    );
  }

  /**
   * Receives a datagram if one is there; fails with `WouldBlock` if none is.
   *
   * Original: `UdpSocket::try_recv_from`
   */
  tryRecvFrom(buf: Uint8Array): Exit.Exit<[number, SocketAddr], IoError> {
    return atOnce(received(this.#next(), buf), this.#action);
  }

  /** As {@link tryRecvFrom}; gives the length. Original: `try_recv` */
  tryRecv(buf: Uint8Array): Exit.Exit<number, IoError> {
    return Exit.map(this.tryRecvFrom(buf), ([length]) => length);
  }

  /** Appends a datagram if one is there. Original: `try_recv_buf` */
  tryRecvBuf(into: ByteVec): Exit.Exit<number, IoError> {
    return readInto((buf) => this.tryRecv(buf), into);
  }

  /** As {@link tryRecvBuf}; tells who sent. Original: `try_recv_buf_from` */
  tryRecvBufFrom(into: ByteVec): Exit.Exit<[number, SocketAddr], IoError> {
    let from: SocketAddr | undefined;
    const exit = readInto(
      (buf) =>
        Exit.map(this.tryRecvFrom(buf), ([length, sender]) => {
          from = sender;
          return length;
        }),
      into,
    );
    return Exit.map(exit, (length): [number, SocketAddr] => [length, from!]);
  }

  /** Waits until a receive would not have to wait. Cancel safe. */
  readable(): Effect.Effect<void, IoError> {
    return Effect.asVoid(this.ready(Interest.READABLE));
  }

  /** Waits until a send would not have to wait: it never has to. */
  writable(): Effect.Effect<void, IoError> {
    return Effect.asVoid(this.ready(Interest.WRITABLE));
  }

  /**
   * Waits until a receive, or a send, or either would not have to wait; tells
   * which. Cancel safe. Original: `UdpSocket::ready`
   */
  ready(interest: Interest): Effect.Effect<Ready, IoError> {
    const { waiters } = this.inbox;
    const now = (it: Interest): Ready => this.#now(it);
    return untilReady({ readers: waiters, writers: waiters, now }, interest);
  }

  /** Calls `f` if it would not wait; else fails with `WouldBlock`. */
  tryIo<A>(
    interest: Interest,
    f: () => Exit.Exit<A, IoError>,
  ): Exit.Exit<A, IoError> {
    return doIfReady(this.#now(interest), f, this.#action);
  }

  /**
   * Gives the socket of Node's away that this one is made of; this one is
   * closed then.
   *
   * Behaviour: datagrams that nobody has received are told by the socket's
   * event in the next turn of the host's loop.
   *
   * Original: `UdpSocket::into_std`
   */
  intoStd(): Socket {
    this.closed = true;
    return this.inbox.giveAway();
  }

  /** Takes an error that nobody was told of. Original: `take_error` */
  takeError(): IoError | undefined {
    return this.inbox.takeError();
  }

  get #where(): { readonly address: string } {
    return { address: this.#local.toString() };
  }

  get #action(): string {
    return `receive on ${this.#local.toString()}`;
  }

  /** @internal */
  fail(action: string, kind: "NotConnected", code: string, reason: string) {
    return failed(IoError.because(action, kind, code, reason, this.#where));
  }

  /** @internal */
  isClosed(action: string) {
    return this.fail(action, "NotConnected", "ENOTCONN", "it is closed");
  }

  #now(interest: Interest): Ready {
    const closed = this.closed;
    return Ready.of(interest, {
      readable: closed || this.inbox.ready,
      readClosed: closed,
      writable: true,
      writeClosed: closed,
    });
  }

  #next(): PollIo<Datagram> {
    return this.closed ? this.isClosed(this.#action) : this.inbox.next();
  }
}

function put(data: Uint8Array, buf: Uint8Array | undefined) {
  if (buf === undefined) return data;
  const part = data.subarray(0, buf.length);
  buf.set(part);
  return part.length;
}

function received(
  exit: PollIo<Datagram>,
  buf: Uint8Array,
): PollIo<[number, SocketAddr]> {
  return (
    exit &&
    Exit.map(exit, ({ data, from }): [number, SocketAddr] => [
      put(data, buf) as number,
      from,
    ])
  );
}
