/**
 * The reading side of a connection.
 *
 * Nothing is read from the kernel before the first read is asked for. Then
 * Node's socket fills the inbox, up to {@link LIMIT}; at the limit the socket
 * is left alone, its own small buffer fills, then the kernel's, and then the
 * peer has to wait. A read looks into the inbox and takes what it wants in the
 * step in which it returns, so a dropped read has taken nothing. A line (or a
 * `readToEnd`) larger than the limit raises the limit for as long as it is
 * waited for.
 *
 * `#receive` is the model: every read is one, with its own idea of "enough".
 */
import type { Buffer } from "node:buffer";
import * as Effect from "effect/Effect";
import type { IoError } from "../io-error.js";
import { ByteQueue } from "./tcp-buffer.js";
import type { Link } from "./tcp-link.js";
import { until } from "./tcp-wait.js";
import { decodeUtf8 } from "./utf8.js";

/** Bytes that a stream keeps for a reader that is slow. */
const LIMIT = 64 * 1024;

/** Lines of a stream, one after the other. Original: `tokio::io::Lines` */
export interface Lines {
  /** As `TcpStream.readLine`. */
  nextLine(): Effect.Effect<string | undefined, IoError>;
}

export class Inbox {
  readonly #link: Link;
  readonly #bytes = new ByteQueue();
  #limit = LIMIT;
  #reading = false;

  constructor(link: Link) {
    this.#link = link;
  }

  /** Bytes that wait in this process. */
  get length(): number {
    return this.#bytes.length + this.#link.socket.readableLength;
  }

  read(
    want: number | Uint8Array = LIMIT,
  ): Effect.Effect<Uint8Array | number, IoError> {
    if (typeof want === "number") return this.#some(checkLength(want, "read"));
    return Effect.map(this.#some(want.length), (bytes) => {
      want.set(bytes);
      return bytes.length;
    });
  }

  readExact(n: number): Effect.Effect<Uint8Array, IoError> {
    checkLength(n, "readExact");
    const action = `read ${n} bytes from ${this.#link.where.address}`;
    return this.#receive(
      action,
      () => (this.#bytes.length < n ? undefined : this.#bytes.take(n)),
      () => {
        const reason = `the peer ended after ${this.#bytes.length}`;
        return this.#link.fail(action, "UnexpectedEof", "", reason);
      },
    );
  }

  readToEnd(): Effect.Effect<Uint8Array, IoError> {
    return this.#receive(
      `read from ${this.#link.where.address}`,
      () => undefined,
      () => Effect.succeed(this.#bytes.take(this.#bytes.length)),
    );
  }

  readLine(): Effect.Effect<string | undefined, IoError> {
    const action = `read a line from ${this.#link.where.address}`;
    const line = this.#receive<Uint8Array | undefined>(
      action,
      () => {
        const n = this.#bytes.lineLength();
        return n === 0 ? undefined : this.#bytes.take(n);
      },
      () => {
        const { length } = this.#bytes;
        return Effect.succeed(
          length === 0 ? undefined : this.#bytes.take(length),
        );
      },
    );
    return Effect.flatMap(line, (bytes) =>
      bytes === undefined
        ? Effect.undefined
        : decodeUtf8(withoutNewline(bytes), action, this.#link.where),
    );
  }

  lines(): Lines {
    return { nextLine: () => this.readLine() };
  }

  /** Forgets what nobody has taken. */
  clear(): void {
    this.#bytes.clear();
  }

  #some(n: number): Effect.Effect<Uint8Array, IoError> {
    return this.#receive<Uint8Array>(
      `read from ${this.#link.where.address}`,
      () =>
        n === 0 || this.#bytes.length > 0 ? this.#bytes.take(n) : undefined,
      () => Effect.succeed(this.#bytes.take(n)),
    );
  }

  /**
   * Takes from the inbox if it holds what is wanted; else tells the error,
   * once; else the end; else waits for more.
   */
  #receive<A>(
    action: string,
    take: () => A | undefined,
    atEnd: () => Effect.Effect<A, IoError>,
  ): Effect.Effect<A, IoError> {
    const link = this.#link;
    const attempt = (): Effect.Effect<A, IoError> | undefined => {
      for (;;) {
        this.#fill();
        const taken = link.closed ? undefined : take();
        if (taken !== undefined) return Effect.succeed(taken);
        const failed = link.broken(action, "read");
        if (failed !== undefined) return failed;
        if (link.end.ended || link.socket.destroyed) return atEnd();
        if (this.#bytes.length < this.#limit) return undefined;
        this.#limit *= 2; // more is wanted than the inbox may hold
      }
    };
    return Effect.suspend(() => {
      this.#limit = LIMIT;
      return until(link.readers, attempt);
    });
  }

  /** Moves what Node has read to the inbox, as far as there is room. */
  #fill(): void {
    const link = this.#link;
    if (!this.#reading) {
      this.#reading = true;
      link.socket.on("readable", () => {
        this.#fill();
        link.readers.wakeAll();
      });
      link.socket.on("end", () => {
        link.end.ended = true;
        link.readers.wakeAll();
      });
    }
    while (!link.closed && this.#bytes.length < this.#limit) {
      const chunk = link.socket.read() as Buffer | null;
      if (chunk === null) break;
      this.#bytes.push(chunk);
    }
  }
}

function withoutNewline(line: Uint8Array): Uint8Array {
  let end = line.length;
  if (line[end - 1] !== 0x0a) return line;
  end--;
  if (line[end - 1] === 0x0d) end--;
  return line.subarray(0, end);
}

function checkLength(n: number, method: string): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new RangeError(`${method}(${n}): give a number of bytes, 0 or more`);
}
