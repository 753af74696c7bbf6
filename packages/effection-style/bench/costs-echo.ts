/** An echo server, as `compare c10k` loads it. */
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { Serve } from "bench";
import { createQueue, each, run, spawn, stream, until } from "effection";
import type { Operation } from "effection";

function* serveOne(socket: Socket): Operation<void> {
  try {
    for (const bytes of yield* each(stream(socket))) {
      if (!socket.write(bytes as Buffer)) yield* until(once(socket, "drain"));
      yield* each.next();
    }
    socket.end();
  } catch {
    // It was reset.
  } finally {
    if (!socket.writableEnded) socket.destroy();
  }
}

export const echo: Serve = (listening) =>
  run(function* () {
    const sockets = createQueue<Socket, never>();
    const server = createServer({ allowHalfOpen: true }, (socket) =>
      sockets.add(socket),
    );
    server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 });
    yield* until(once(server, "listening"));
    listening((server.address() as AddressInfo).port);
    for (;;) {
      const { value: socket } = yield* sockets.next();
      yield* spawn(() => serveOne(socket));
    }
  });
