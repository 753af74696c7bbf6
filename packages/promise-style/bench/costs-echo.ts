/** Echo servers, as `compare c10k` loads them. */
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { Worker } from "node:worker_threads";
import type { Serve } from "bench";

/** Connections that the kernel keeps until they are accepted. */
const BACKLOG = 4096;

async function listen(
  server: Server,
  listening: (port: number) => void,
): Promise<unknown> {
  server.listen({ host: "127.0.0.1", port: 0, backlog: BACKLOG });
  await once(server, "listening");
  listening((server.address() as AddressInfo).port);
  return once(server, "close");
}

/** With Node's own flow control, and nothing else. */
export const raw: Serve = (listening) =>
  listen(
    createServer((socket) => {
      socket.on("data", (bytes) => {
        if (!socket.write(bytes)) {
          socket.pause();
          socket.once("drain", () => socket.resume());
        }
      });
      socket.on("error", () => socket.destroy());
    }),
    listening,
  );

async function echo(socket: Socket): Promise<void> {
  try {
    for await (const bytes of socket)
      if (!socket.write(bytes as Buffer)) await once(socket, "drain");
    socket.end();
  } catch {
    // It was reset.
  }
}

/** As one writes it with promises. */
export const iterated: Serve = (listening) =>
  listen(
    createServer({ allowHalfOpen: true }, (socket) => void echo(socket)),
    listening,
  );

const ECHO = `
const { parentPort } = require("node:worker_threads");
parentPort.on("message", (bytes) => parentPort.postMessage(bytes));
`;

/**
 * A thread for each connection. A socket cannot go to a thread, so the main one
 * reads and writes for all of them.
 */
export const threadEach: Serve = (listening) =>
  listen(
    createServer((socket) => {
      const worker = new Worker(ECHO, { eval: true });
      worker.on("message", (bytes: Uint8Array) => socket.write(bytes));
      worker.once("error", (error) => socket.destroy(error));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      socket.on("data", (bytes) => worker.postMessage(bytes));
      socket.on("error", () => socket.destroy());
      socket.once("close", () => void worker.terminate());
    }),
    listening,
  );
