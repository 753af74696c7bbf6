/** How a UDP socket is set up. */
import type { Socket } from "node:dgram";

/** How many hops a datagram may go, unless it is set. */
const HOPS = 64;

/**
 * The options of a UDP socket. Node sets them and does not tell them: what is
 * told is what was set here, and otherwise what a socket begins with.
 */
export abstract class UdpOptions {
  readonly #options: Socket;
  #broadcast = false;
  #loop = true;
  #multicastTtl = 1;
  #ttl = HOPS;

  /** @internal */
  constructor(socket: Socket) {
    this.#options = socket;
  }

  /** Allows to send to a broadcast address. Original: `set_broadcast` */
  setBroadcast(on: boolean): void {
    this.#options.setBroadcast(on);
    this.#broadcast = on;
  }

  /** Whether it may send to a broadcast address. Original: `broadcast` */
  broadcast(): boolean {
    return this.#broadcast;
  }

  /** Sets how many hops a datagram may go. Original: `UdpSocket::set_ttl` */
  setTtl(ttl: number): void {
    this.#options.setTTL(ttl);
    this.#ttl = ttl;
  }

  /** How many hops a datagram may go. Original: `UdpSocket::ttl` */
  ttl(): number {
    return this.#ttl;
  }

  /**
   * Says whether this machine hears what it sends to a multicast group.
   *
   * Original: `set_multicast_loop_v4`
   */
  setMulticastLoopV4(on: boolean): void {
    this.#options.setMulticastLoopback(on);
    this.#loop = on;
  }

  /** Whether it hears what it sends. Original: `multicast_loop_v4` */
  multicastLoopV4(): boolean {
    return this.#loop;
  }

  /** As {@link setMulticastLoopV4}. Original: `set_multicast_loop_v6` */
  setMulticastLoopV6(on: boolean): void {
    this.setMulticastLoopV4(on);
  }

  /** As {@link multicastLoopV4}. Original: `multicast_loop_v6` */
  multicastLoopV6(): boolean {
    return this.#loop;
  }

  /** Sets how many hops go to a group. Original: `set_multicast_ttl_v4` */
  setMulticastTtlV4(ttl: number): void {
    this.#options.setMulticastTTL(ttl);
    this.#multicastTtl = ttl;
  }

  /** How many hops go to a group. Original: `multicast_ttl_v4` */
  multicastTtlV4(): number {
    return this.#multicastTtl;
  }

  /** Joins a multicast group. Original: `join_multicast_v4` */
  joinMulticastV4(group: string, ownAddress?: string): void {
    this.#options.addMembership(group, ownAddress);
  }

  /** Leaves a multicast group. Original: `leave_multicast_v4` */
  leaveMulticastV4(group: string, ownAddress?: string): void {
    this.#options.dropMembership(group, ownAddress);
  }

  /**
   * Joins a multicast group, on the interface that has a name, as `"eth0"`.
   *
   * Original: `join_multicast_v6`, which takes the interface's number.
   */
  joinMulticastV6(group: string, name?: string): void {
    this.#options.addMembership(group, zone(name));
  }

  /** Leaves a multicast group. Original: `leave_multicast_v6` */
  leaveMulticastV6(group: string, name?: string): void {
    this.#options.dropMembership(group, zone(name));
  }
}

const zone = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : `::%${name}`;
