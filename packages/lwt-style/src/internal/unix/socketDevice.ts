/**
 * Sockets, over `node:net`.
 *
 * Node has no socket that is neither listening nor connected, and no `bind`
 * without `listen`. So a socket here begins as nothing; `bind` makes it listen,
 * holding back who connects until there is an `accept`; and a `connect` after a
 * `bind` takes over the address.
 */
import * as Net from "node:net";
import { taskify } from "fp-ts/lib/TaskEither.js";
import * as Lwt from "../../Lwt.js";
import { arrived, fly, listen } from "../io.js";
import { Actions } from "./actions.js";
import { localOf, remoteOf, type Sockaddr, type UnixAddr } from "./address.js";
import { UnixError } from "./error.js";
import { type Device, FileDescr } from "./fileDescr.js";
import { runJob } from "./jobs.js";
import { StreamEnd } from "./streamEnd.js";

/** A socket, as a descriptor. */
export type SocketDescr = FileDescr<SocketDevice>;

/** Who has connected, with the address at the other end. */
export type Accepted = readonly [socket: SocketDescr, from: Sockaddr];

/** How many may wait for an `accept`, if `listen` does not say. */
export const SOMAXCONN = 511;

/**
 * How many the system keeps until Node has accepted them: as many as Linux does
 * at most. Where a storm is longer than that, who comes late tries again after a
 * second. Node asks at `bind`, when nobody knows yet what `listen` will say.
 */
const KERNEL_BACKLOG = 4096;

class Listener {
  readonly net = Net.createServer({
    allowHalfOpen: true,
    pauseOnConnect: true,
  });
  backlog = SOMAXCONN;
  /** Whether `listen` was called. */
  isOpen = false;
  private readonly waiting: Accepted[] = [];
  readonly acceptors = new Actions("LwtUnix.accept", listen);
  private readonly over = listen();
  private error: unknown;

  constructor() {
    this.net.on("connection", (socket) => {
      if (this.waiting.length >= this.backlog) {
        socket.destroy();
        return;
      }
      const device = new SocketDevice();
      device.use(socket);
      this.waiting.push([new FileDescr(device), remoteOf(socket)]);
      if (!this.acceptors.isEmpty()) arrived(() => this.acceptors.retry());
    });
  }

  readonly bind = (address: Sockaddr) =>
    taskify<Error, void>((done) => {
      this.net.once("error", done);
      this.net.listen({ ...address, backlog: KERNEL_BACKLOG }, () => {
        this.net.off("error", done);
        this.net.on("error", (error) => {
          this.error = error;
          arrived(() => this.acceptors.retry());
        });
        done(undefined);
      });
    })();

  get address(): Sockaddr {
    const found = this.net.address();
    if (found === null) throw new UnixError("EINVAL", "getsockname");
    if (typeof found === "string") return { path: found };
    return { host: found.address, port: found.port };
  }

  take(): Accepted | undefined {
    if (!this.isOpen) throw new UnixError("EINVAL", "accept");
    const { error } = this;
    this.error = undefined;
    if (error !== undefined) throw error;
    return this.waiting.shift();
  }

  close(exn: unknown): void {
    this.over();
    if (this.net.listening) this.net.close();
    this.acceptors.endAll(exn);
    for (const [{ device }] of this.waiting.splice(0)) device.abort(exn);
  }
}

export class SocketDevice implements Device {
  /** @internal */
  listener: Listener | undefined;
  private socket: Net.Socket | undefined;
  private end: StreamEnd | undefined;
  private progress: "none" | "connecting" | "connected" = "none";
  private error: unknown;
  private resets = false;
  private readonly connecting = new Actions("LwtUnix.connect", fly);

  /** @internal */
  use(socket: Net.Socket): StreamEnd {
    this.socket = socket;
    this.progress = socket.connecting ? "connecting" : "connected";
    this.end = new StreamEnd(socket, socket);
    return this.end;
  }

  /** What is connected; throws if nothing is. */
  connected(call: string): StreamEnd {
    if (this.end !== undefined && this.progress === "connected") {
      return this.end;
    }
    throw new UnixError("ENOTCONN", call);
  }

  bind(address: Sockaddr): Lwt.Promise<void> {
    if (this.listener !== undefined || this.socket !== undefined) {
      return Lwt.fail(new UnixError("EINVAL", "bind"));
    }
    const listener = new Listener();
    this.listener = listener;
    return Lwt.catch(
      () => runJob(listener.bind(address)),
      (exn) => {
        this.listener = undefined;
        listener.close(exn);
        return Lwt.fail(exn);
      },
    );
  }

  listening(call: string): Listener {
    if (this.listener === undefined) throw new UnixError("EINVAL", call);
    return this.listener;
  }

  connect(address: Sockaddr): Lwt.Promise<void> {
    if (this.progress === "connecting") {
      return Lwt.fail(new UnixError("EALREADY", "connect"));
    }
    if (this.progress === "connected") {
      return Lwt.fail(new UnixError("EISCONN", "connect"));
    }
    const socket = Net.connect({
      ...this.takeOver(address),
      allowHalfOpen: true,
    });
    this.use(socket);
    this.progress = "connecting";
    const retry = (): void => arrived(() => this.connecting.retry());
    socket.once("connect", () => {
      this.progress = "connected";
      retry();
    });
    socket.once("error", (error) => {
      this.error = error;
      retry();
    });
    const p = this.connecting.perform(() => {
      if (this.error !== undefined) throw this.error;
      return this.progress === "connected" ? true : undefined;
    });
    return Lwt.map(() => {}, p);
  }

  /** The address to connect to, and from where if there was a `bind`. */
  private takeOver(address: Sockaddr): Net.NetConnectOpts {
    if (this.listener === undefined || "path" in address) return address;
    const own = this.listener.address;
    this.listener.close(new UnixError("EINVAL", "accept"));
    this.listener = undefined;
    if ("path" in own) return address;
    return { ...address, localAddress: own.host, localPort: own.port };
  }

  name(call: "getsockname" | "getpeername"): Sockaddr {
    if (call === "getsockname" && this.listener !== undefined) {
      return this.listener.address;
    }
    this.connected(call);
    return call === "getsockname"
      ? localOf(this.socket!)
      : remoteOf(this.socket!);
  }

  /** What Node can set on a socket that is connected. */
  get options(): Net.Socket | undefined {
    return this.socket;
  }

  /** Whether closing it sends a reset, and drops what was not sent. */
  setReset(resets: boolean): void {
    this.resets = resets;
  }

  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.connected("read").read(buffer, at, length);
  }

  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.connected("write").write(buffer, at, length);
  }

  abort(exn: unknown): void {
    this.listener?.close(exn);
    this.connecting.endAll(exn);
    this.end?.abort(exn);
  }

  close(): Lwt.Promise<void> {
    const closedNow = new UnixError("EBADF", "check_descriptor");
    this.listener?.close(closedNow);
    this.connecting.endAll(closedNow);
    if (this.progress === "connecting") this.end?.abort(closedNow);
    if (this.resets) this.socket?.resetAndDestroy();
    return this.end?.close() ?? Lwt.returnUnit;
  }
}

/** The path that a listening Unix-domain socket leaves behind. */
export const pathOf = (address: Sockaddr): string | undefined =>
  (address as Partial<UnixAddr>).path;
