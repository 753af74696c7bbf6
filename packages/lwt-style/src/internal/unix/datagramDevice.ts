/**
 * Sockets of datagrams, over `node:dgram`.
 *
 * Node reads what comes as soon as a socket is bound, so it is kept here until it is
 * asked for, up to as many bytes as Linux would keep; what comes then is lost, as it
 * is there.
 */
import * as Dgram from "node:dgram";
import * as Lwt from "../../Lwt.js";
import { arrived, listen } from "../io.js";
import { Actions } from "./actions.js";
import {
  ADDR_INET,
  type InetAddr,
  inetAddrAny,
  type Sockaddr,
  type SocketDomain,
} from "./address.js";
import { calling } from "./diskFile.js";
import { UnixError } from "./error.js";
import type { Device, FileDescr } from "./fileDescr.js";
import { runJob } from "./jobs.js";

/** A socket of datagrams, as a descriptor. */
export type DatagramDescr = FileDescr<DatagramDevice>;

/** `Unix.msg_flag`, as far as it can be done: look, and leave it there. */
export type MsgFlag = "MSG_PEEK";

/** What was taken out of a datagram, and where that came from. */
export type Received = readonly [count: number, from: InetAddr];

interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: InetAddr;
}

/** How many bytes are kept that nobody has asked for. */
const MOST_BYTES = 212_992;

function inetOf(address: Sockaddr, call: string): InetAddr {
  if ("path" in address) throw new UnixError("EAFNOSUPPORT", call);
  return address;
}

export class DatagramDevice implements Device {
  private readonly net: Dgram.Socket;
  private readonly kept: Datagram[] = [];
  private keptBytes = 0;
  private error: unknown;
  private isClosed = false;
  private readonly readers = new Actions("LwtUnix.recvfrom", listen);

  constructor(domain: SocketDomain) {
    if (domain === "PF_UNIX") throw new UnixError("EAFNOSUPPORT", "socket");
    this.net = Dgram.createSocket(domain === "PF_INET" ? "udp4" : "udp6");
    this.net.on("message", (bytes, { address, port }) => {
      if (this.keptBytes + bytes.length > MOST_BYTES) return;
      this.keptBytes += bytes.length;
      this.kept.push({ bytes, from: ADDR_INET(address, port) });
      arrived(() => this.readers.retry());
    });
    this.net.on("error", (error) => {
      this.error = error;
      arrived(() => this.readers.retry());
    });
  }

  bind(address: Sockaddr): Lwt.Promise<void> {
    const { host, port } = inetOf(address, "bind");
    return this.until((done) =>
      this.net.bind({ address: host, port, exclusive: true }, done),
    );
  }

  connect(address: Sockaddr): Lwt.Promise<void> {
    const { host, port } = inetOf(address, "connect");
    return this.until((done) => this.net.connect(port, host, done));
  }

  /** Does what ends with a call or with an error of the socket. */
  private until(f: (done: (error?: Error) => void) => void): Lwt.Promise<void> {
    return runJob(
      calling((done) => {
        const fail = (error: Error): void => {
          this.error = undefined;
          done(error);
        };
        this.net.once("error", fail);
        f((error) => {
          this.net.off("error", fail);
          done(error ?? null);
        });
      }),
    );
  }

  /** Takes the next datagram; what does not fit is lost. */
  receive(
    buffer: Uint8Array,
    at: number,
    length: number,
    peeks: boolean,
  ): Lwt.Promise<Received> {
    return this.readers.perform(() => {
      const { error } = this;
      this.error = undefined;
      if (error !== undefined) throw error;
      const first = this.kept[0];
      if (first === undefined) return undefined;
      if (!peeks) this.keptBytes -= this.kept.shift()!.bytes.length;
      const count = Math.min(length, first.bytes.length);
      buffer.set(first.bytes.subarray(0, count), at);
      return [count, first.from];
    });
  }

  /** Sends a datagram; to nobody in particular if the socket is connected. */
  send(
    buffer: Uint8Array,
    at: number,
    length: number,
    to?: Sockaddr,
  ): Lwt.Promise<number> {
    const copy = Buffer.from(buffer.subarray(at, at + length));
    const address = to === undefined ? undefined : inetOf(to, "sendto");
    return runJob(
      calling<number>((done) =>
        address === undefined
          ? this.net.send(copy, done)
          : this.net.send(copy, address.port, address.host, done),
      ),
    );
  }

  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    const p = this.receive(buffer, at, length, false);
    return Lwt.map(([count]) => count, p);
  }

  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.send(buffer, at, length);
  }

  name(call: "getsockname" | "getpeername"): Sockaddr {
    if (call === "getsockname") return this.address;
    const { address, port } = this.net.remoteAddress();
    return ADDR_INET(address, port);
  }

  /** Before it is bound: all addresses, and no port yet. */
  private get address(): InetAddr {
    try {
      const { address, port } = this.net.address();
      return ADDR_INET(address, port);
    } catch {
      return ADDR_INET(inetAddrAny, 0);
    }
  }

  /** What Node can set on a socket of datagrams. */
  get options(): Dgram.Socket {
    return this.net;
  }

  abort(exn: unknown): void {
    this.readers.endAll(exn);
    this.kept.length = 0;
    if (!this.isClosed) this.net.close();
    this.isClosed = true;
  }

  close(): Lwt.Promise<void> {
    this.abort(new UnixError("EBADF", "check_descriptor"));
    return Lwt.returnUnit;
  }
}
