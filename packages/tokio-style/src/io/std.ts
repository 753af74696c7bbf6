/**
 * The standard streams of this process. Original: `tokio::io::{stdin, stdout,
 * stderr}`.
 *
 * They need Node, and so have an entry point of their own.
 */
import type { Duplex } from "node:stream";
import type { Context } from "../internal/context.js";
import { Inbox } from "../internal/node-inbox.js";
import { Link, type LinkOptions } from "../internal/node-link.js";
import { Outbox } from "../internal/node-outbox.js";
import { AsyncIo } from "./ext.js";
import type { ReadBuf } from "./read-buf.js";
import type { AsyncBufRead, AsyncWrite, PollIo } from "./traits.js";

/** What Node lists a stream as, by what it is made of. */
function kindOf(stream: object): LinkOptions["kind"] {
  if ("isTTY" in stream && stream.isTTY === true) return "TTYWrap";
  return "ref" in stream ? "PipeWrap" : undefined;
}

function linkTo(stream: unknown, name: string): Link {
  const node = stream as Duplex;
  return new Link(node, { name, where: {}, kind: kindOf(node) });
}

/** What {@link stdin} makes. Original: `tokio::io::Stdin` */
export class Stdin extends AsyncIo implements AsyncBufRead {
  readonly #link = linkTo(process.stdin, "stdin");
  readonly #inbox = new Inbox(this.#link);

  override label(): string {
    return "stdin";
  }

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
    this.#link.readers.abandon(cx);
  }
}

/** What {@link stdout} and {@link stderr} make. */
export class StdStream extends AsyncIo implements AsyncWrite {
  readonly #link: Link;
  readonly #outbox: Outbox;

  /** @internal */
  constructor(stream: NodeJS.WriteStream, name: string) {
    super();
    this.#link = linkTo(stream, name);
    this.#outbox = new Outbox(this.#link);
  }

  override label(): string {
    return this.#link.name;
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    return this.#outbox.pollWrite(cx, bytes);
  }

  pollFlush(cx: Context): PollIo<void> {
    return this.#outbox.pollFlush(cx);
  }

  /** Flushes; a standard stream is not closed. */
  pollShutdown(cx: Context): PollIo<void> {
    return this.#outbox.pollFlush(cx);
  }

  abandonWrite(cx: Context): void {
    this.#link.writers.abandon(cx);
  }
}

let input: Stdin | undefined;
let output: StdStream | undefined;
let errors: StdStream | undefined;

/**
 * Returns the standard input.
 *
 * Behaviour: it is one stream with one buffer, however often it is asked for.
 * It does not keep the process alive unless somebody waits for it; in Tokio a
 * read that was dropped may.
 *
 * Original: `tokio::io::stdin`
 */
export function stdin(): Stdin {
  return (input ??= new Stdin());
}

/** Returns the standard output. Original: `tokio::io::stdout` */
export function stdout(): StdStream {
  return (output ??= new StdStream(process.stdout, "stdout"));
}

/** Returns the standard error. Original: `tokio::io::stderr` */
export function stderr(): StdStream {
  return (errors ??= new StdStream(process.stderr, "stderr"));
}
