/** The pipes to a child. Original: `tokio::process::ChildStdin` and its kin. */
import type { Duplex } from "node:stream";
import { Exit } from "effect";
import type { Context } from "../internal/context.js";
import { Inbox } from "../internal/node-inbox.js";
import { Link } from "../internal/node-link.js";
import { Outbox } from "../internal/node-outbox.js";
import { AsyncIo } from "../io/ext.js";
import type { ReadBuf } from "../io/read-buf.js";
import type { AsyncBufRead, AsyncWrite, PollIo } from "../io/traits.js";
import { takesSlices } from "../io/vectored.js";

/** What they share: a pipe that can be given up. */
abstract class Pipe extends AsyncIo implements Disposable {
  /** @internal */
  protected readonly link: Link;

  /** @internal */
  constructor(stream: Duplex, name: string) {
    super();
    this.link = new Link(stream, { name, where: {}, kind: "PipeWrap" });
  }

  override label(): string {
    return this.link.name;
  }

  /** Closes the pipe. A second drop does nothing. */
  abstract drop(): void;

  [Symbol.dispose](): void {
    this.drop();
  }
}

/**
 * What a child reads as its standard input.
 *
 * Behaviour: `shutdown` does nothing, as in Tokio; to {@link drop} it tells the
 * child that no more comes. Bytes that a write accepted still go out.
 *
 * Original: `tokio::process::ChildStdin`
 */
export class ChildStdin extends Pipe implements AsyncWrite {
  readonly #outbox = new Outbox(this.link);

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    return this.#outbox.pollWrite(cx, bytes);
  }

  pollFlush(cx: Context): PollIo<void> {
    return this.#outbox.pollFlush(cx);
  }

  pollShutdown(): PollIo<void> {
    return Exit.void;
  }

  abandonWrite(cx: Context): void {
    this.link.writers.abandon(cx);
  }

  drop(): void {
    if (!this.link.closed) this.link.close("when sent");
  }
}

/** What a child writes. */
class ChildOut extends Pipe implements AsyncBufRead {
  readonly #inbox = new Inbox(this.link);

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    return this.#inbox.pollRead(cx, buf);
  }

  pollFillBuf(cx: Context): PollIo<Uint8Array> {
    return this.#inbox.pollFillBuf(cx);
  }

  consume(amount: number): void {
    this.#inbox.consume(amount);
  }

  abandonRead(cx: Context): void {
    this.link.readers.abandon(cx);
  }

  drop(): void {
    if (this.link.closed) return;
    this.#inbox.clear();
    this.link.close("now");
  }
}

/** A child's standard output. Original: `tokio::process::ChildStdout` */
export class ChildStdout extends ChildOut {}

/** A child's standard error. Original: `tokio::process::ChildStderr` */
export class ChildStderr extends ChildOut {}

takesSlices(ChildStdin);
