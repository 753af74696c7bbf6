/** Sockets of TCP, of the Unix domain and of UDP: `Lwt_unix`. */
import * as Lwt from "../../Lwt.js";
import type { Sockaddr, SocketDomain } from "./address.js";
import { type DatagramDescr, DatagramDevice } from "./datagramDevice.js";
import { UnixError } from "./error.js";
import { checkDescriptor, FileDescr } from "./fileDescr.js";
import {
  type Accepted,
  SocketDevice,
  type SocketDescr,
} from "./socketDevice.js";

/** A socket of either kind. */
type AnySocket = FileDescr<SocketDevice | DatagramDevice>;

/**
 * Makes a socket.
 *
 * Behaviour: Node makes the socket of a stream itself when it is bound or
 * connected, so what is wrong shows there. Datagrams are of the internet only.
 *
 * Original: `Lwt_unix.socket`
 */
export function socket(domain: SocketDomain, type: "SOCK_STREAM"): SocketDescr;
export function socket(domain: SocketDomain, type: "SOCK_DGRAM"): DatagramDescr;
export function socket(
  domain: SocketDomain,
  type: "SOCK_STREAM" | "SOCK_DGRAM",
): AnySocket {
  if (type === "SOCK_STREAM") return new FileDescr(new SocketDevice());
  return new FileDescr(new DatagramDevice(domain));
}

/**
 * Gives a socket its address.
 *
 * Behaviour: who connects is held back from here on, where Lwt holds them back
 * from `listen` on.
 *
 * Errors: rejected with Node's error, for instance `EADDRINUSE`.
 *
 * Original: `Lwt_unix.bind`
 */
export function bind(fd: AnySocket, address: Sockaddr): Lwt.Promise<void> {
  checkDescriptor(fd);
  return fd.device.bind(address);
}

/**
 * Lets a socket that is bound accept.
 *
 * Behaviour: of those that connect, so many may wait for an `accept`; the next
 * ones are closed.
 *
 * Errors: throws `EINVAL` if there was no `bind`.
 *
 * Original: `Lwt_unix.listen`
 */
export function listen(fd: SocketDescr, backlog: number): void {
  checkDescriptor(fd);
  const listener = fd.device.listening("listen");
  listener.isOpen = true;
  listener.backlog = Math.max(1, backlog);
}

/**
 * Waits for somebody to connect.
 *
 * Cancellation: nobody is lost; who connects is there for the next `accept`.
 *
 * Original: `Lwt_unix.accept`
 */
export function accept(fd: SocketDescr): Lwt.Promise<Accepted> {
  checkDescriptor(fd);
  const listener = fd.device.listening("accept");
  return listener.acceptors.perform(() => listener.take());
}

/**
 * Waits for somebody to connect, and takes up to `count` that have.
 *
 * Behaviour: it is always fulfilled; what fails, and be it `Lwt.Canceled`, is
 * given beside those that were taken.
 *
 * Original: `Lwt_unix.accept_n`
 */
export function acceptN(
  fd: SocketDescr,
  count: number,
): Lwt.Promise<readonly [taken: readonly Accepted[], exn: unknown]> {
  checkDescriptor(fd);
  const listener = fd.device.listening("accept");
  const taken: Accepted[] = [];
  const p = listener.acceptors.perform(() => {
    while (taken.length < count) {
      const next = listener.take();
      if (next === undefined) break;
      taken.push(next);
    }
    return taken.length > 0 || count <= 0 ? taken : undefined;
  });
  return Lwt.tryBind(
    () => p,
    () => Lwt.return([taken, undefined] as const),
    (exn) => Lwt.return([taken, exn] as const),
  );
}

/**
 * Connects a socket.
 *
 * Cancellation: the promise is canceled; the socket may still connect, and is
 * to be closed.
 *
 * Errors: rejected with Node's error (`ECONNREFUSED` …); `EISCONN`,
 * `EALREADY`.
 *
 * Original: `Lwt_unix.connect`
 */
export function connect(fd: AnySocket, address: Sockaddr): Lwt.Promise<void> {
  checkDescriptor(fd);
  return fd.device.connect(address);
}

export type ShutdownCommand =
  | "SHUTDOWN_RECEIVE"
  | "SHUTDOWN_SEND"
  | "SHUTDOWN_ALL";

/**
 * Ends one direction of a connection, or both.
 *
 * Behaviour
 * - sending: the other end gets the end after all that was written
 * - receiving: reads give the end
 *
 * Errors: throws `ENOTCONN` if it is not connected.
 *
 * Original: `Lwt_unix.shutdown`
 */
export function shutdown(fd: SocketDescr, command: ShutdownCommand): void {
  checkDescriptor(fd);
  const end = fd.device.connected("shutdown");
  if (command !== "SHUTDOWN_SEND") end.shutdownReceive();
  if (command !== "SHUTDOWN_RECEIVE") end.shutdownSend();
}

/** Gives the address at this end. Original: `Lwt_unix.getsockname` */
export function getsockname(fd: AnySocket): Sockaddr {
  checkDescriptor(fd);
  return fd.device.name("getsockname");
}

/** Gives the address at the other end. Original: `Lwt_unix.getpeername` */
export function getpeername(fd: AnySocket): Sockaddr {
  checkDescriptor(fd);
  return fd.device.name("getpeername");
}

/**
 * Sets an option of a socket that is connected.
 *
 * Behaviour: `SO_REUSEADDR` is always on in Node; setting it does nothing.
 *
 * Errors: throws `ENOTCONN` if it is not connected.
 *
 * Original: `Lwt_unix.setsockopt`
 */
export function setsockopt(
  fd: SocketDescr,
  option: "TCP_NODELAY" | "SO_KEEPALIVE" | "SO_REUSEADDR",
  value: boolean,
): void {
  checkDescriptor(fd);
  if (option === "SO_REUSEADDR") return;
  fd.device.connected("setsockopt");
  if (option === "TCP_NODELAY") fd.device.options?.setNoDelay(value);
  else fd.device.options?.setKeepAlive(value);
}

/**
 * Sets what closing does: with 0 it resets the connection, and what was not
 * sent is lost; with undefined it sends all.
 *
 * Errors: throws `EINVAL` for other values, which Node does not know.
 *
 * Original: `Lwt_unix.setsockopt_optint`
 */
export function setsockoptOptint(
  fd: SocketDescr,
  _option: "SO_LINGER",
  value: number | undefined,
): void {
  checkDescriptor(fd);
  if (value !== undefined && value !== 0) {
    throw new UnixError("EINVAL", "setsockopt");
  }
  fd.device.setReset(value === 0);
}
