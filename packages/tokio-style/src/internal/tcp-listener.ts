import { type AddressInfo, createServer, type Server } from "node:net";
import * as Effect from "effect/Effect";
import { IoError } from "../io-error.js";
import { ours } from "./host-work.js";
import { parseAddr, SocketAddr, type ToSocketAddr } from "./tcp-addr.js";
import { accepts } from "./tcp-loopback.js";
import { TcpStream } from "./tcp-stream.js";
import { until, Waiters } from "./tcp-wait.js";
import { systemError } from "./system-error.js";

/** Connections that the kernel completes before somebody takes them. */
const BACKLOG = 1024;

/**
 * A socket that listens for connections.
 *
 * JavaScript has no destructors: {@link close} it, or declare it with `using`.
 * A listener that is forgotten does not keep the process alive: only an accept
 * that is waited for does.
 *
 * Differs: Node takes connections from the kernel before they are accepted
 * here. They wait in this process, unread, however many they are.
 *
 * Original: `tokio::net::TcpListener`
 *
 * ```ts
 * const listener = yield* TcpListener.bind("127.0.0.1:0");
 * const [stream, peer] = yield* listener.accept();
 * ```
 */
export class TcpListener implements Disposable {
  readonly #server: Server;
  readonly #address: SocketAddr;
  /** The address and the deed, as errors name them. */
  readonly #where: { readonly address: string };
  readonly #action: string;
  readonly #waiters: Waiters;
  readonly #arrived: (TcpStream | IoError)[] = [];
  #closed = false;

  private constructor(server: Server) {
    this.#server = server;
    const { address, port } = server.address() as AddressInfo;
    this.#address = new SocketAddr(address, port);
    this.#where = { address: this.#address.toString() };
    this.#action = `accept on ${this.#where.address}`;
    let waiting = 0;
    this.#waiters = new Waiters({
      what: `a connection to ${this.#where.address}`,
      by: "peer",
      hold: () => {
        if (waiting++ > 0) return;
        server.ref();
        ours("TCPServerWrap", 1);
        accepts(server, true);
      },
      release: () => {
        if (--waiting > 0) return;
        server.unref();
        ours("TCPServerWrap", -1);
        accepts(server, false);
      },
    });
    server.unref();
    server.on("connection", (socket) => {
      const stream = TcpStream.fromSocket(socket);
      if (stream !== undefined) this.#arrive(stream);
    });
    server.on("error", (error) =>
      this.#arrive(systemError(this.#action, error, this.#where)),
    );
  }

  /**
   * Listens on `addr`, `"host:port"`; port 0 asks for any that is free.
   *
   * Cancellation: a bind that is dropped frees the port.
   *
   * Errors: `AddrInUse`, `AddrNotAvailable`, `PermissionDenied`,
   * `InvalidInput` for what is no address.
   *
   * Original: `tokio::net::TcpListener::bind`
   */
  static bind(addr: ToSocketAddr): Effect.Effect<TcpListener, IoError> {
    return Effect.suspend(() => {
      let target;
      try {
        target = parseAddr(addr, "listen on");
      } catch (error) {
        return Effect.fail(error as IoError);
      }
      const address = String(addr);
      const server = createServer({
        allowHalfOpen: true,
        pauseOnConnect: true,
      });
      const waiters = new Waiters({
        what: `the port ${address}`,
        by: "host",
        hold: () => server.ref(),
        release: () => server.unref(),
      });
      let failure: Error | undefined;
      const onError = (error: Error) => {
        failure = error;
        waiters.wakeAll();
      };
      server.on("error", onError);
      server.once("listening", () => waiters.wakeAll());
      server.listen({ ...target, backlog: BACKLOG, exclusive: true });
      const bound = until(waiters, () => {
        if (failure !== undefined) {
          return Effect.fail(
            systemError(`listen on ${address}`, failure, { address }),
          );
        }
        if (!server.listening) return undefined;
        server.off("error", onError);
        return Effect.succeed(new TcpListener(server));
      });
      return Effect.onInterrupt(bound, () =>
        Effect.sync(() => {
          // The address may still be looked up; Node would then listen.
          server.once("listening", () => server.close());
          server.close();
        }),
      );
    });
  }

  /** The address that it listens on. Original: `TcpListener::local_addr` */
  localAddr(): SocketAddr {
    return this.#address;
  }

  /**
   * Takes the next connection, and the peer's address.
   *
   * Behaviour: connections are taken in the order in which they arrived.
   *
   * Cancellation: cancel safe; a connection that arrives while an accept is
   * dropped is there for the next one.
   *
   * Errors: `NotConnected` if the listener is, or gets, closed.
   *
   * Original: `tokio::net::TcpListener::accept`
   */
  accept(): Effect.Effect<[TcpStream, SocketAddr], IoError> {
    return until(this.#waiters, () => {
      if (this.#closed) {
        const reason = "the listener is closed";
        return Effect.fail(
          IoError.because(
            this.#action,
            "NotConnected",
            "ENOTCONN",
            reason,
            this.#where,
          ),
        );
      }
      const next = this.#arrived.shift();
      if (next === undefined) return undefined;
      return next instanceof TcpStream
        ? Effect.succeed<[TcpStream, SocketAddr]>([next, next.peerAddr()])
        : Effect.fail(next);
    });
  }

  /**
   * Stops listening and frees the port, as a drop does in Rust. Connections
   * that nobody accepted are closed, accepted ones live on. A second close does
   * nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#server.close();
    for (const waiting of this.#arrived.splice(0)) {
      if (waiting instanceof TcpStream) waiting.close();
    }
    this.#waiters.wakeAll();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #arrive(next: TcpStream | IoError): void {
    this.#arrived.push(next);
    this.#waiters.wakeAll();
  }
}
