/**
 * A connected socket, as both of its directions share it: the addresses, who
 * waits, whether it is open, and what broke it.
 */
import type { Socket } from "node:net";
import * as Effect from "effect/Effect";
import { type ErrorKind, IoError } from "../io-error.js";
import { ours } from "./host-work.js";
import { SocketAddr } from "./tcp-addr.js";
import { type End, endOf, reads } from "./tcp-loopback.js";
import { Waiters } from "./tcp-wait.js";
import { systemError } from "./system-error.js";

type Direction = "read" | "write";

export class Link {
  readonly local: SocketAddr;
  readonly peer: SocketAddr;
  /** The peer, as errors name it. */
  readonly where: { readonly address: string };
  readonly end: End;
  readonly readers: Waiters;
  readonly writers: Waiters;
  #waiting = 0;
  #closed = false;
  /** The directions that still have to be told what broke the connection. */
  readonly #untold = new Set<Direction>(["read", "write"]);

  constructor(readonly socket: Socket) {
    this.local = new SocketAddr(
      socket.localAddress as string,
      socket.localPort as number,
    );
    this.peer = new SocketAddr(
      socket.remoteAddress as string,
      socket.remotePort as number,
    );
    this.where = { address: this.peer.toString() };
    this.end = endOf(socket);
    let readers = 0;
    this.readers = new Waiters({
      what: `bytes from ${this.where.address}`,
      by: "peer",
      hold: () => {
        this.#hold();
        if (readers++ === 0) reads(this.end, true);
      },
      release: () => {
        this.#release();
        if (--readers === 0) reads(this.end, false);
      },
    });
    this.writers = new Waiters({
      what: `room for bytes to ${this.where.address}`,
      by: "peer",
      hold: () => this.#hold(),
      release: () => this.#release(),
    });
    socket.unref();
    socket.on("error", () => this.#wakeAll());
    socket.on("close", () => this.#wakeAll());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Closes this end, at once or when what was written has gone out. */
  close(when: "now" | "when sent"): void {
    this.#closed = true;
    if (when === "now") this.socket.destroy();
    else this.socket.destroySoon();
    this.#wakeAll();
  }

  /**
   * Tells a direction what stops it: that this end is closed, each time; what
   * broke the connection, once. Nothing if nothing does.
   */
  broken(
    action: string,
    direction: Direction,
  ): Effect.Effect<never, IoError> | undefined {
    if (this.#closed) {
      const reason = "this end of the connection is closed";
      return this.fail(action, "NotConnected", "ENOTCONN", reason);
    }
    const failure = this.socket.errored;
    if (failure === null || !this.#untold.delete(direction)) return undefined;
    return Effect.fail(systemError(action, failure, this.where));
  }

  fail(
    action: string,
    kind: ErrorKind,
    code: string,
    reason: string,
  ): Effect.Effect<never, IoError> {
    return Effect.fail(IoError.because(action, kind, code, reason, this.where));
  }

  #hold(): void {
    if (this.#waiting++ > 0) return;
    this.socket.ref();
    ours("TCPSocketWrap", 1);
  }

  #release(): void {
    if (--this.#waiting > 0) return;
    this.socket.unref();
    ours("TCPSocketWrap", -1);
  }

  #wakeAll(): void {
    this.readers.wakeAll();
    this.writers.wakeAll();
  }
}
