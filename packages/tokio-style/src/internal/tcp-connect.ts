import { Socket } from "node:net";
import * as Effect from "effect/Effect";
import { IoError } from "../io-error.js";
import { parseAddr, type ToSocketAddr } from "./tcp-addr.js";
import { until, Waiters } from "./tcp-wait.js";
import { systemError } from "./system-error.js";

/**
 * Connects a socket, from which nothing is read, and makes something of it in
 * the same step: `wrap` gives nothing if the connection is gone already.
 */
export function connect<A>(
  addr: ToSocketAddr,
  wrap: (socket: Socket) => A | undefined,
): Effect.Effect<A, IoError> {
  return Effect.suspend(() => {
    const where = { address: String(addr) };
    const action = `connect to ${where.address}`;
    let target;
    try {
      target = parseAddr(addr, "connect to");
    } catch (error) {
      return Effect.fail(error as IoError);
    }
    const socket = new Socket({ allowHalfOpen: true });
    const waiters = new Waiters({
      what: `the connection to ${where.address}`,
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
    socket.connect(target);
    const opened = until(waiters, () => {
      if (failure !== undefined) {
        return Effect.fail(systemError(action, failure, where));
      }
      if (!connected) return undefined;
      const made = wrap(socket);
      if (made === undefined) {
        const reason = "connection reset by peer";
        return Effect.fail(
          IoError.because(
            action,
            "ConnectionReset",
            "ECONNRESET",
            reason,
            where,
          ),
        );
      }
      socket.off("error", onError);
      return Effect.succeed(made);
    });
    return Effect.onInterrupt(opened, () =>
      Effect.sync(() => void socket.destroy()),
    );
  });
}
