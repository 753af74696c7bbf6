/**
 * The writing side of a stream of Node's.
 *
 * At most one slice of {@link SLICE} bytes is under way: who wants to write
 * waits until the kernel has taken the one before.
 */
import { Buffer } from "node:buffer";
import { Exit } from "effect";
import type { PollIo } from "../io/traits.js";
import type { Context } from "./context.js";
import { madeProgress } from "./coop.js";
import { ours } from "./host-work.js";
import { proceedWith } from "./io-op.js";
import type { Link } from "./node-link.js";

/** Bytes that are handed to the kernel at a time. */
const SLICE = 64 * 1024;

export class Outbox {
  readonly #link: Link;
  readonly #action: string;

  constructor(link: Link) {
    this.#link = link;
    this.#action = `write to ${link.name}`;
    link.hear("finish", () => link.writers.wakeAll());
  }

  /** Whether bytes wait here that a close still has to send. */
  get owes(): boolean {
    return this.#link.stream.writableLength > 0;
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    if (!proceedWith(cx)) return undefined;
    const exit = this.tryWrite(bytes);
    if (exit === undefined) return this.#link.writers.wait(cx);
    madeProgress();
    return exit;
  }

  /** Writes now if the kernel has taken all that came before. */
  tryWrite(bytes: Uint8Array): PollIo<number> {
    const { stream } = this.#link;
    const failure = this.#link.broken(this.#action, "write");
    if (failure !== undefined) return failure;
    if (stream.destroyed || stream.writableEnded) {
      const reason = "no more bytes can be sent on this connection";
      return this.#link.fail(this.#action, "BrokenPipe", "EPIPE", reason);
    }
    if (stream.writableLength > 0) return undefined;
    return Exit.succeed(this.#post(bytes));
  }

  /** Whether a write would be ready now; tells no error to anybody. */
  get ready(): boolean {
    const { closed, stream } = this.#link;
    return (
      closed ||
      stream.destroyed ||
      stream.writableEnded ||
      stream.writableLength === 0
    );
  }

  /** Waits until the kernel has taken all. */
  pollFlush(cx: Context): PollIo<void> {
    const { stream, writers } = this.#link;
    if (!this.#link.closed && stream.writableLength === 0) return Exit.void;
    const failure = this.#link.broken(this.#action, "write");
    if (failure !== undefined) return failure;
    return stream.destroyed ? Exit.void : writers.wait(cx);
  }

  pollShutdown(cx: Context): PollIo<void> {
    const { stream, name, writers } = this.#link;
    if (stream.writableFinished) return Exit.void;
    const failure = this.#link.broken(`shut down ${name}`, "write");
    if (failure !== undefined) return failure;
    if (stream.destroyed) return Exit.void;
    this.end();
    return writers.wait(cx);
  }

  /** Lets no more bytes in; what was written goes first. */
  end(): void {
    const { stream } = this.#link;
    if (!stream.destroyed && !stream.writableEnded) stream.end();
  }

  /** Hands the next slice to the stream: a copy, the caller's may change. */
  #post(bytes: Uint8Array): number {
    const { stream, writers } = this.#link;
    if (bytes.length === 0) return 0;
    const slice = Buffer.from(
      bytes.length <= SLICE ? bytes : bytes.subarray(0, SLICE),
    );
    // After an error the "error" event wakes: here it has not been told yet.
    // How long it takes is up to the peer's reader.
    ours("WriteWrap", 1);
    stream.write(slice, (error) => {
      ours("WriteWrap", -1);
      if (error === null || error === undefined) writers.wakeAll();
    });
    return slice.length;
  }
}
