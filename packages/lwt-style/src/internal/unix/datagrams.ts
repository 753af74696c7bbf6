/** Datagrams: `Lwt_unix`. */
import * as Lwt from "../../Lwt.js";
import type { Sockaddr } from "./address.js";
import type { DatagramDescr, MsgFlag, Received } from "./datagramDevice.js";
import { checkDescriptor, checkRange } from "./fileDescr.js";

type Flags = readonly MsgFlag[];

/**
 * Receives a datagram, and tells where it came from.
 *
 * Behaviour: what does not fit is lost. Up to 208 KB that nobody has asked for are
 * kept.
 *
 * Cancellation: nothing is taken.
 *
 * Errors: rejected with what the system has said about datagrams that were sent
 * (`ECONNREFUSED` …).
 *
 * Original: `Lwt_unix.recvfrom`
 */
export function recvfrom(
  fd: DatagramDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
  flags: Flags,
): Lwt.Promise<Received> {
  checkRange("recvfrom", buffer, at, length);
  checkDescriptor(fd);
  return fd.device.receive(buffer, at, length, flags.includes("MSG_PEEK"));
}

/** As `recvfrom`, without the address. Original: `Lwt_unix.recv` */
export const recv = (
  fd: DatagramDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
  flags: Flags,
): Lwt.Promise<number> =>
  Lwt.map(([count]) => count, recvfrom(fd, buffer, at, length, flags));

/**
 * Sends a datagram; gives how many bytes it had.
 *
 * Cancellation: a cancel does nothing: it is sent.
 *
 * Original: `Lwt_unix.sendto`
 */
export function sendto(
  fd: DatagramDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
  _flags: readonly never[],
  address: Sockaddr,
): Lwt.Promise<number> {
  checkRange("sendto", buffer, at, length);
  checkDescriptor(fd);
  return fd.device.send(buffer, at, length, address);
}

/** As `sendto`, to whom the socket is connected. Original: `Lwt_unix.send` */
export function send(
  fd: DatagramDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
  _flags: readonly never[],
): Lwt.Promise<number> {
  checkRange("send", buffer, at, length);
  checkDescriptor(fd);
  return fd.device.send(buffer, at, length);
}

/**
 * Says whether what is sent to a group comes back to this machine. The socket must
 * be bound.
 *
 * Original: `Lwt_unix.mcast_set_loop`
 */
export function mcastSetLoop(fd: DatagramDescr, loops: boolean): void {
  checkDescriptor(fd);
  fd.device.options.setMulticastLoopback(loops);
}

/**
 * Sets over how many routers what is sent to a group goes. The socket must be
 * bound.
 *
 * Original: `Lwt_unix.mcast_set_ttl`
 */
export function mcastSetTtl(fd: DatagramDescr, hops: number): void {
  checkDescriptor(fd);
  fd.device.options.setMulticastTTL(hops);
}

interface MembershipOptions {
  /** The address of the interface; without it the system chooses. */
  readonly ifname?: string;
}

/** Joins a group. Original: `Lwt_unix.mcast_add_membership` */
export function mcastAddMembership(
  fd: DatagramDescr,
  group: string,
  options: MembershipOptions = {},
): void {
  checkDescriptor(fd);
  fd.device.options.addMembership(group, options.ifname);
}

/** Leaves a group. Original: `Lwt_unix.mcast_drop_membership` */
export function mcastDropMembership(
  fd: DatagramDescr,
  group: string,
  options: MembershipOptions = {},
): void {
  checkDescriptor(fd);
  fd.device.options.dropMembership(group, options.ifname);
}
