/** Addresses of sockets, and what names stand for. */
import * as DNS from "node:dns";
import type { LookupAddress } from "node:dns";
import { isIPv6, type Socket } from "node:net";
import { hostname } from "node:os";
import * as Lwt from "../../Lwt.js";
import type { Body } from "../gen.js";
import { calling, type Done } from "./diskFile.js";
import { runJob } from "./jobs.js";

/** An internet address: `Unix.ADDR_INET`. */
export interface InetAddr {
  readonly host: string;
  readonly port: number;
}

/** The address of a Unix-domain socket: `Unix.ADDR_UNIX`. */
export interface UnixAddr {
  readonly path: string;
}

/** `Unix.sockaddr` */
export type Sockaddr = InetAddr | UnixAddr;

export type SocketDomain = "PF_UNIX" | "PF_INET" | "PF_INET6";

/** Makes an address; port 0 stands for any free one. Original: `Unix.ADDR_INET` */
export const ADDR_INET = (host: string, port: number): InetAddr => ({
  host,
  port,
});

/** Makes the address of a Unix-domain socket. Original: `Unix.ADDR_UNIX` */
export const ADDR_UNIX = (path: string): UnixAddr => ({ path });

/** This machine, by the name it has for itself. Original: `Unix.inet_addr_loopback` */
export const inetAddrLoopback = "127.0.0.1";

/** All addresses of this machine. Original: `Unix.inet_addr_any` */
export const inetAddrAny = "0.0.0.0";

/** Original: `Unix.domain_of_sockaddr` */
export function domainOfSockaddr(address: Sockaddr): SocketDomain {
  if ("path" in address) return "PF_UNIX";
  return isIPv6(address.host) ? "PF_INET6" : "PF_INET";
}

/** @internal */
export const remoteOf = (socket: Socket): Sockaddr =>
  socket.remoteAddress === undefined
    ? ADDR_UNIX("")
    : ADDR_INET(socket.remoteAddress, socket.remotePort ?? 0);

/** @internal */
export const localOf = (socket: Socket): Sockaddr =>
  socket.localAddress === undefined
    ? ADDR_UNIX("")
    : ADDR_INET(socket.localAddress, socket.localPort ?? 0);

/** Gives the name of this machine. Original: `Lwt_unix.gethostname` */
export const gethostname = (): Lwt.Promise<string> => Lwt.return(hostname());

/** `Lwt_unix.host_entry` */
export interface HostEntry {
  readonly hName: string;
  readonly hAddrtype: SocketDomain;
  readonly hAddrList: readonly string[];
}

const lookUp = (name: string): Lwt.Promise<readonly LookupAddress[]> =>
  runJob(
    calling((done: Done<readonly LookupAddress[]>) =>
      DNS.lookup(name, { all: true, verbatim: true }, done),
    ),
  );

const domainOf = ({ family }: LookupAddress): SocketDomain =>
  family === 6 ? "PF_INET6" : "PF_INET";

/**
 * Finds the addresses of a machine, those of one family.
 *
 * Errors: rejected with Node's error (`ENOTFOUND`), where OCaml says
 * `Not_found`.
 *
 * Original: `Lwt_unix.gethostbyname`
 */
export const gethostbyname = (name: string): Lwt.Promise<HostEntry> =>
  Lwt.map((found) => {
    const inet = found.filter(({ family }) => family === 4);
    const same = inet.length > 0 ? inet : found;
    return {
      hName: name,
      hAddrtype: domainOf(same[0]!),
      hAddrList: same.map(({ address }) => address),
    };
  }, lookUp(name));

/** `Lwt_unix.addr_info` */
export interface AddrInfo {
  readonly aiFamily: SocketDomain;
  readonly aiAddr: Sockaddr;
}

/**
 * Finds the addresses of a service on a machine.
 *
 * Behaviour: the service is the number of a port, or "" for none. A name that
 * does not exist gives an empty list.
 *
 * Original: `Lwt_unix.getaddrinfo`
 */
export const getaddrinfo = (
  host: string,
  service: string,
): Lwt.Promise<readonly AddrInfo[]> =>
  Lwt.tryBind(
    () => lookUp(host === "" ? inetAddrLoopback : host),
    (found) =>
      Lwt.return(
        found.map((entry) => ({
          aiFamily: domainOf(entry),
          aiAddr: ADDR_INET(entry.address, Number(service)),
        })),
      ),
    () => Lwt.return([]),
  );

/** `Lwt_unix.name_info` */
export interface NameInfo {
  readonly niHostname: string;
  readonly niService: string;
}

/** `Lwt_unix.getnameinfo_option`, as far as Node can do it. */
export type GetnameinfoOption =
  | "NI_NUMERICHOST"
  | "NI_NAMEREQD"
  | "NI_NUMERICSERV";

const namesOf = (host: string, port: number): Lwt.Promise<NameInfo> =>
  runJob(
    calling((done: Done<NameInfo>) =>
      DNS.lookupService(host, port, (error, niHostname, niService) =>
        done(error, { niHostname, niService }),
      ),
    ),
  );

/** The name of a service alone; its number if it has none. */
const serviceOf = (port: number): Lwt.Promise<string> =>
  Lwt.tryBind(
    () => namesOf(inetAddrLoopback, port),
    ({ niService }) => Lwt.return(niService),
    () => Lwt.return(String(port)),
  );

/**
 * Finds the name of a machine and of a service.
 *
 * Behaviour: a machine without a name is named by its address.
 *
 * Errors: rejected with Node's error (`ENOTFOUND`) if there is no name and
 * `NI_NAMEREQD` is given, where OCaml says `Not_found`.
 *
 * Original: `Lwt_unix.getnameinfo`
 */
export const getnameinfo = Lwt.fn(function* (
  { host, port }: InetAddr,
  options: readonly GetnameinfoOption[],
): Body<NameInfo> {
  const numeric = {
    host: options.includes("NI_NUMERICHOST"),
    service: options.includes("NI_NUMERICSERV"),
  };
  let found: NameInfo = { niHostname: host, niService: "" };
  try {
    if (!numeric.host) found = yield* namesOf(host, port);
  } catch (exn) {
    if (options.includes("NI_NAMEREQD")) throw exn;
  }
  const { niHostname, niService } = found;
  if (numeric.service) return { niHostname, niService: String(port) };
  if (niService !== "") return found;
  return { niHostname, niService: yield* serviceOf(port) };
});

/**
 * Finds the name of a machine by its address.
 *
 * Errors: rejected with Node's error (`ENOTFOUND`), where OCaml says `Not_found`.
 *
 * Original: `Lwt_unix.gethostbyaddr`
 */
export const gethostbyaddr = (address: string): Lwt.Promise<HostEntry> =>
  Lwt.map(
    ({ niHostname }) => ({
      hName: niHostname,
      hAddrtype: domainOfSockaddr(ADDR_INET(address, 0)),
      hAddrList: [address],
    }),
    namesOf(address, 0),
  );
