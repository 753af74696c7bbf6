/**
 * The writing side of a connection.
 *
 * At most one slice of {@link SLICE} bytes is under way. Who wants to write
 * waits until the kernel has taken the one before.
 *
 * `#send` is the model of both writes.
 */
import { Buffer } from "node:buffer";
import * as Effect from "effect/Effect";
import type { IoError } from "../io-error.js";
import { ours } from "./host-work.js";
import type { Link } from "./tcp-link.js";
import { until } from "./tcp-wait.js";

/** Bytes that are handed to the kernel at a time. */
const SLICE = 64 * 1024;

export class Outbox {
  readonly #link: Link;
  /** A writer gave up on a slice that the kernel has not taken. */
  #torn = false;

  constructor(link: Link) {
    this.#link = link;
    link.socket.on("finish", () => link.writers.wakeAll());
  }

  /** Whether bytes wait here that a close still has to send. */
  get owes(): boolean {
    return !this.#torn && this.#link.socket.writableLength > 0;
  }

  write(data: string | Uint8Array): Effect.Effect<number, IoError> {
    const bytes = toBytes(data);
    return this.#send(() =>
      this.#link.socket.writableLength > 0
        ? undefined
        : Effect.succeed(this.#post(bytes, 0)),
    );
  }

  writeAll(data: string | Uint8Array): Effect.Effect<void, IoError> {
    const bytes = toBytes(data);
    return Effect.suspend(() => {
      let sent = 0;
      return this.#send(() => {
        while (this.#link.socket.writableLength === 0) {
          if (sent === bytes.length) return Effect.void;
          sent += this.#post(bytes, sent);
        }
        return undefined;
      });
    });
  }

  shutdown(): Effect.Effect<void, IoError> {
    const { socket, where, writers } = this.#link;
    return until(writers, () => {
      if (socket.writableFinished) return Effect.void;
      const action = `shut down ${where.address}`;
      const failed = this.#link.broken(action, "write");
      if (failed !== undefined) return failed;
      if (socket.destroyed) return Effect.void;
      this.end();
      return undefined;
    });
  }

  /** Lets no more bytes in; what was written goes first. */
  end(): void {
    const { socket } = this.#link;
    if (!socket.destroyed && !socket.writableEnded) socket.end();
  }

  /** Tells the error, once; else tries; else waits. */
  #send<A>(
    attempt: () => Effect.Effect<A> | undefined,
  ): Effect.Effect<A, IoError> {
    const { socket, where, writers } = this.#link;
    const action = `write to ${where.address}`;
    const sent = until<A, IoError>(writers, () => {
      const failed = this.#link.broken(action, "write");
      if (failed !== undefined) return failed;
      if (socket.destroyed || socket.writableEnded) {
        const reason = "no more bytes can be sent on this connection";
        return this.#link.fail(action, "BrokenPipe", "EPIPE", reason);
      }
      return attempt();
    });
    return Effect.onInterrupt(sent, () =>
      Effect.sync(() => {
        this.#torn = socket.writableLength > 0;
      }),
    );
  }

  /** Hands the next slice to the socket: a copy, the caller's may change. */
  #post(bytes: Uint8Array, from: number): number {
    const { socket, writers } = this.#link;
    const slice = Buffer.from(bytes.subarray(from, from + SLICE));
    if (slice.length === 0) return 0;
    this.#torn = false;
    // After an error the "error" event wakes: here it has not been told yet.
    // How long it takes is up to the peer's reader.
    ours("WriteWrap", 1);
    socket.write(slice, (error) => {
      ours("WriteWrap", -1);
      if (error === null || error === undefined) writers.wakeAll();
    });
    return slice.length;
  }
}

function toBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? Buffer.from(data) : data;
}
