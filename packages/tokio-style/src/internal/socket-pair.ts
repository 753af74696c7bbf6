/** Two connected sockets, of a host that gives no socketpair. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Effect } from "effect";
import type { IoError } from "../io-error.js";
import { change } from "./fs-operation.js";
import { call } from "./host-call.js";

/** Connects two sockets with each other, and makes something of each. */
export function pair<A>(
  wrap: (socket: Socket) => A,
): Effect.Effect<[A, A], IoError> {
  return Effect.acquireUseRelease(
    change("make a folder in", tmpdir(), (name) =>
      mkdtemp(join(name, "pair-")),
    ),
    (folder) => connected(join(folder, "socket"), wrap),
    (folder) =>
      Effect.orDie(
        change("remove", folder, (name) =>
          rm(name, { recursive: true, force: true }),
        ),
      ),
  );
}

function connected<A>(
  path: string,
  wrap: (socket: Socket) => A,
): Effect.Effect<[A, A], IoError> {
  return Effect.suspend(() => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    const first = new Socket({ allowHalfOpen: true });
    let second: Socket | undefined;
    let isConnected = false;
    const made = call(
      "two sockets to be connected",
      "connect two sockets",
      path,
      (done) => {
        const progress = (): void => {
          if (!isConnected || second === undefined) return;
          server.close();
          first.off("error", done);
          done(undefined);
        };
        server.once("connection", (socket) => {
          second = socket;
          progress();
        });
        server.once("error", done);
        first.once("error", done);
        first.once("connect", () => {
          isConnected = true;
          progress();
        });
        first.pause();
        server.listen(path, () => first.connect(path));
      },
      (): [A, A] => [wrap(first), wrap(second!)],
    );
    const undo = Effect.sync(() => {
      server.close();
      first.destroy();
      second?.destroy();
    });
    return Effect.onInterrupt(made, () => undo);
  });
}
