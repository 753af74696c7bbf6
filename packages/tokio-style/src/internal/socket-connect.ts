import { Socket, type SocketConnectOpts } from "node:net";
import { Effect, Exit } from "effect";
import { IoError, type Where } from "../io-error.js";
import { failed } from "./node-link.js";
import { until, Waiters } from "./node-wait.js";
import { systemError } from "./system-error.js";

/** What to connect to. */
export interface Target {
  /** As errors name it. */
  readonly name: string;
  readonly where: Where;
  readonly options: SocketConnectOpts;
}

/**
 * Connects a socket, from which nothing is read, and makes something of it in
 * the same step: `wrap` gives nothing if the connection is gone already.
 */
export function connect<A>(
  { name, where, options }: Target,
  wrap: (socket: Socket) => A | undefined,
): Effect.Effect<A, IoError> {
  return Effect.suspend(() => {
    const action = `connect to ${name}`;
    const socket = new Socket({ allowHalfOpen: true });
    const waiters = new Waiters({
      what: `the connection to ${name}`,
      by: "host",
      hold: () => socket.ref(),
      release: () => socket.unref(),
    });
    let failure: Error | undefined;
    let connected = false;
    const onError = (error: Error) => {
      failure = error;
      waiters.wakeAll();
    };
    socket.on("error", onError);
    socket.once("connect", () => {
      connected = true;
      waiters.wakeAll();
    });
    socket.pause();
    socket.connect(options);
    const opened = until(waiters, () => {
      if (failure !== undefined) {
        return failed(systemError(action, failure, where));
      }
      if (!connected) return undefined;
      const made = wrap(socket);
      if (made === undefined) {
        const reason = "connection reset by peer";
        const code = "ECONNRESET";
        return failed(
          IoError.because(action, "ConnectionReset", code, reason, where),
        );
      }
      socket.off("error", onError);
      return Exit.succeed(made);
    });
    return Effect.onInterrupt(opened, () =>
      Effect.sync(() => void socket.destroy()),
    );
  });
}

/** Runs what may throw an {@link IoError} when it looks at its arguments. */
export function checked<A, B>(
  check: () => B,
  go: (checked: B) => Effect.Effect<A, IoError>,
): Effect.Effect<A, IoError> {
  return Effect.suspend(() => {
    try {
      return go(check());
    } catch (error) {
      if (error instanceof IoError) return Effect.fail(error);
      throw error;
    }
  });
}
