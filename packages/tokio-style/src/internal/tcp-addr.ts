import { isIP, isIPv6 } from "node:net";
import { IoError } from "../io-error.js";

/**
 * An IP address and a port.
 *
 * Original: `std::net::SocketAddr`
 */
export class SocketAddr {
  readonly ip: string;
  readonly port: number;

  constructor(ip: string, port: number) {
    if (isIP(ip) === 0) {
      throw new TypeError(`"${ip}" is no IP address, such as 127.0.0.1 or ::1`);
    }
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new RangeError(`${port} is no port: give one from 0 to 65535`);
    }
    this.ip = ip;
    this.port = port;
  }

  /** Whether the IP address is one of version 4. Original: `is_ipv4` */
  isIpv4(): boolean {
    return !isIPv6(this.ip);
  }

  /** Whether the IP address is one of version 6. Original: `is_ipv6` */
  isIpv6(): boolean {
    return isIPv6(this.ip);
  }

  /** Writes `127.0.0.1:80`, or `[::1]:80`. */
  toString(): string {
    return isIPv6(this.ip)
      ? `[${this.ip}]:${this.port}`
      : `${this.ip}:${this.port}`;
  }
}

/** What `bind` and `connect` take: `"127.0.0.1:80"`, or an address. */
export type ToSocketAddr = string | SocketAddr;

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** Reads `host:port`, where the host may be a name or an `[IPv6]` address. */
export function parseAddr(addr: ToSocketAddr, verb: string): HostPort {
  if (addr instanceof SocketAddr) return { host: addr.ip, port: addr.port };
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(addr);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || port > 65535) {
    const reason = 'an address is "host:port", such as "127.0.0.1:8080"';
    throw IoError.because(`${verb} "${addr}"`, "InvalidInput", "", reason, {
      address: addr,
    });
  }
  return { host, port };
}
