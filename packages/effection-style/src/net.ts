import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { createInterface } from "node:readline";
import { action, createQueue, resource, subscribe } from "effection";
import type { Operation, Subscription } from "effection";

/** A socket, line by line; it is closed with the scope that asked for it. */
export interface Lines extends Subscription<string, void> {
  /** Writes a line, and waits until the system has taken it. */
  write(line: string): Operation<void>;
}

/** A server on loopback, and the sockets of those who connect. */
export interface Server extends Subscription<Socket, never> {
  readonly port: number;
}

/**
 * Listens on a port of loopback; 0 takes a free one.
 *
 * Errors: what the system says, where the port cannot be had.
 */
export function useServer(port: number): Operation<Server> {
  return resource(function* (provide) {
    const sockets = createQueue<Socket, never>();
    const server = createServer((socket) => sockets.add(socket));
    try {
      yield* action<void>((resolve, reject) => {
        server.once("error", reject).listen(port, "127.0.0.1", resolve);
        return () => void server.off("error", reject);
      }, "listen");
      const address = server.address() as AddressInfo;
      yield* provide({ port: address.port, next: () => sockets.next() });
    } finally {
      server.close();
    }
  });
}

/**
 * Connects to a port of loopback.
 *
 * Errors: what the system says, where nobody listens.
 */
export function useConnection(port: number): Operation<Lines> {
  return resource(function* (provide) {
    const socket = connect(port, "127.0.0.1");
    try {
      yield* action<void>((resolve, reject) => {
        socket.once("error", reject).once("connect", resolve);
        return () => void socket.off("error", reject);
      }, "connect");
      yield* provide(yield* useLines(socket));
    } finally {
      socket.destroy();
    }
  });
}

/**
 * Reads and writes a socket by lines.
 *
 * Errors: `next` throws what the socket failed with.
 */
export function useLines(socket: Socket): Operation<Lines> {
  return resource(function* (provide) {
    const lines = createInterface({ input: socket });
    try {
      const read = subscribe<string, void>(lines[Symbol.asyncIterator]());
      yield* provide({
        next: () => read.next(),
        write: (line) =>
          action((resolve, reject) => {
            socket.write(`${line}\n`, (error) =>
              error ? reject(error) : resolve(),
            );
            return () => {};
          }, "write"),
      });
    } finally {
      lines.close();
      socket.destroy();
    }
  });
}
