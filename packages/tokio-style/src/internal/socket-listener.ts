/** What TCP and Unix listeners share. */
import { createServer, type ListenOptions, type Server } from "node:net";
import type { Socket } from "node:net";
import { Effect, Exit } from "effect";
import { IoError, type Where } from "../io-error.js";
import { ours } from "./host-work.js";
import { failed } from "./node-link.js";
import { until, Waiters } from "./node-wait.js";
import type { SocketStream } from "./socket-stream.js";
import { systemError } from "./system-error.js";

/** Connections that the kernel completes before somebody takes them. */
export const BACKLOG = 1024;

/** What to listen on. */
export interface Place {
  /** As errors name it. */
  readonly name: string;
  readonly where: Where;
  readonly options: ListenOptions;
}

/** Listens, and makes something of the server in the same step. */
export function listen<A>(
  { name, where, options }: Place,
  wrap: (server: Server) => A,
): Effect.Effect<A, IoError> {
  return Effect.suspend(() => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    const waiters = new Waiters({
      what: `the port ${name}`,
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
    server.listen({ backlog: BACKLOG, exclusive: true, ...options });
    const bound = until(waiters, () => {
      if (failure !== undefined) {
        return failed(systemError(`listen on ${name}`, failure, where));
      }
      if (!server.listening) return undefined;
      server.off("error", onError);
      return Exit.succeed(wrap(server));
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

/** A socket that listens for connections. */
export abstract class SocketListener<
  S extends SocketStream,
> implements Disposable {
  readonly #server: Server;
  readonly #where: Where;
  readonly #action: string;
  readonly #waiters: Waiters;
  readonly #onConnection: (socket: Socket) => void;
  readonly #onError: (error: Error) => void;
  readonly #arrived: (S | IoError)[] = [];
  #closed = false;

  /** @internal */
  constructor(
    server: Server,
    options: {
      readonly name: string;
      readonly where: Where;
      readonly kind: "TCPServerWrap" | "PipeWrap";
      readonly wrap: (socket: Socket) => S | undefined;
      /** Told when somebody begins to wait, and when nobody does. */
      readonly accepts?: (waits: boolean) => void;
    },
  ) {
    const { name, where, kind, wrap, accepts } = options;
    this.#server = server;
    this.#where = where;
    this.#action = `accept on ${name}`;
    let waiting = 0;
    this.#waiters = new Waiters({
      what: `a connection to ${name}`,
      by: "peer",
      hold: () => {
        if (waiting++ > 0) return;
        server.ref();
        ours(kind, 1);
        accepts?.(true);
      },
      release: () => {
        if (--waiting > 0) return;
        server.unref();
        ours(kind, -1);
        accepts?.(false);
      },
    });
    server.unref();
    this.#onConnection = (socket) => {
      socket.allowHalfOpen = true;
      const stream = wrap(socket);
      if (stream !== undefined) this.#arrive(stream);
    };
    this.#onError = (error) =>
      this.#arrive(systemError(this.#action, error, this.#where));
    server.on("connection", this.#onConnection);
    server.on("error", this.#onError);
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
   * Original: `TcpListener::accept`
   */
  accept(): Effect.Effect<[S, ReturnType<S["peerAddr"]>], IoError> {
    return until(this.#waiters, () => {
      if (this.#closed) {
        const reason = "the listener is closed";
        return failed(
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
      if (next instanceof IoError) return failed(next);
      const peer = next.peerAddr() as ReturnType<S["peerAddr"]>;
      return Exit.succeed<[S, ReturnType<S["peerAddr"]>]>([next, peer]);
    });
  }

  /** Takes an error that nobody was told of. Original: `take_error` */
  takeError(): IoError | undefined {
    const at = this.#arrived.findIndex((one) => one instanceof IoError);
    return at < 0 ? undefined : (this.#arrived.splice(at, 1)[0] as IoError);
  }

  /**
   * Gives the server of Node's away that this listener is made of, which goes
   * on to listen; the listener is closed then.
   *
   * Behaviour: connections that nobody has accepted are told by the server's
   * event in the next turn of the host's loop.
   *
   * Original: `TcpListener::into_std`
   */
  intoStd(): Server {
    const server = this.#server;
    const waiting = this.#arrived.splice(0);
    this.#closed = true;
    server.off("connection", this.#onConnection);
    server.off("error", this.#onError);
    this.#waiters.wakeAll();
    server.ref();
    setImmediate(() => {
      for (const one of waiting) {
        if (one instanceof IoError) continue;
        const socket = one.intoStd();
        if (Exit.isSuccess(socket)) server.emit("connection", socket.value);
      }
    });
    return server;
  }

  /**
   * Stops listening and frees the address, as a drop does in Rust. Connections
   * that nobody accepted are closed, accepted ones live on. A second close does
   * nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#server.close();
    for (const waiting of this.#arrived.splice(0)) {
      if (!(waiting instanceof IoError)) waiting.close();
    }
    this.#waiters.wakeAll();
  }

  /** The same as {@link close}. */
  drop(): void {
    this.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #arrive(next: S | IoError): void {
    this.#arrived.push(next);
    this.#waiters.wakeAll();
  }
}
