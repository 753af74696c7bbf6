/** Datagrams that have arrived and that nobody has taken. */
import type { Buffer } from "node:buffer";
import type { RemoteInfo, Socket } from "node:dgram";
import { Exit } from "effect";
import type { IoError } from "../io-error.js";
import type { PollIo } from "../io/traits.js";
import { ours } from "./host-work.js";
import { failed } from "./node-link.js";
import { Waiters } from "./node-wait.js";
import { systemError } from "./system-error.js";
import { SocketAddr } from "./tcp-addr.js";

/** Bytes that wait for a reader at most; beyond them datagrams are lost. */
const LIMIT = 256 * 1024;

export interface Datagram {
  readonly data: Uint8Array;
  readonly from: SocketAddr;
  /** The same, in Node's words. */
  readonly remote: RemoteInfo;
}

export class UdpInbox {
  readonly waiters: Waiters;
  #arrived: Array<Datagram | IoError> = [];
  #size = 0;
  readonly #address: string;
  readonly #socket: Socket;
  readonly #onMessage: (data: Buffer, from: RemoteInfo) => void;
  readonly #onError: (error: Error) => void;

  constructor(socket: Socket, address: string) {
    this.#address = address;
    let waiting = 0;
    this.waiters = new Waiters({
      what: `a datagram to ${address}`,
      by: "peer",
      hold: () => {
        if (waiting++ > 0) return;
        socket.ref();
        ours("UDPWrap", 1);
      },
      release: () => {
        if (--waiting > 0) return;
        socket.unref();
        ours("UDPWrap", -1);
      },
    });
    socket.unref();
    this.#socket = socket;
    this.#onMessage = (data, from) => {
      if (this.#size + data.length > LIMIT) return;
      this.#size += data.length;
      const sender = new SocketAddr(from.address, from.port);
      this.#arrive({ data, from: sender, remote: from });
    };
    this.#onError = (error) =>
      this.#arrive(systemError(`receive on ${address}`, error, { address }));
    socket.on("message", this.#onMessage);
    socket.on("error", this.#onError);
  }

  next(): PollIo<Datagram> {
    const next = this.#arrived.shift();
    if (next === undefined) return undefined;
    if (!("data" in next)) return failed(next);
    this.#size -= next.data.length;
    return Exit.succeed(next);
  }

  /** The same, which stays; an error is told. */
  peek(): PollIo<Datagram> {
    const [next] = this.#arrived;
    if (next === undefined) return undefined;
    return "data" in next ? Exit.succeed(next) : this.next();
  }

  get ready(): boolean {
    return this.#arrived.length > 0;
  }

  /** Has an error of a send told by the next receive. */
  fail(action: string, error: Error): void {
    this.#arrive(systemError(action, error, { address: this.#address }));
  }

  /** Takes the first error that nobody was told of. */
  takeError(): IoError | undefined {
    const at = this.#arrived.findIndex((one) => !("data" in one));
    return at < 0 ? undefined : (this.#arrived.splice(at, 1)[0] as IoError);
  }

  /** Gives the socket away; it tells soon what nobody has taken. */
  giveAway(): Socket {
    const socket = this.#socket;
    const arrived = this.#arrived;
    this.clear();
    socket.off("message", this.#onMessage);
    socket.off("error", this.#onError);
    this.waiters.wakeAll();
    socket.ref();
    setImmediate(() => {
      for (const one of arrived)
        if ("data" in one) socket.emit("message", one.data, one.remote);
    });
    return socket;
  }

  /** Forgets what nobody has taken. */
  clear(): void {
    this.#arrived = [];
    this.#size = 0;
  }

  #arrive(next: Datagram | IoError): void {
    this.#arrived.push(next);
    this.waiters.wakeAll();
  }
}
