/**
 * The reading side of a stream of Node's.
 *
 * Nothing is read from the kernel before the first read is asked for. Then
 * Node's stream fills the inbox, up to {@link LIMIT}; at the limit the stream
 * is left alone, its own small buffer fills, then the kernel's, and then the
 * peer has to wait.
 */
import { Exit } from "effect";
import { ReadBuf } from "../io/read-buf.js";
import type { PollIo } from "../io/traits.js";
import { ByteQueue } from "./byte-queue.js";
import type { Context } from "./context.js";
import { madeProgress } from "./coop.js";
import { pass, proceedWith } from "./io-op.js";
import type { Link } from "./node-link.js";

/** Bytes that a stream keeps for a reader that is slow. */
const LIMIT = 64 * 1024;

export class Inbox {
  readonly #link: Link;
  readonly #action: string;
  readonly #bytes = new ByteQueue();
  #reading = false;

  constructor(link: Link) {
    this.#link = link;
    this.#action = `read from ${link.name}`;
  }

  /** Bytes that wait in this process. */
  get length(): number {
    return this.#bytes.length + this.#link.stream.readableLength;
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    if (buf.remaining() === 0) return Exit.void;
    const exit = this.#poll(cx);
    if (exit?._tag === "Success") this.#bytes.take(buf);
    return exit;
  }

  pollPeek(cx: Context, buf: ReadBuf): PollIo<void> {
    const exit = this.#poll(cx);
    if (exit?._tag === "Success") this.#bytes.peek(buf);
    return exit;
  }

  pollFillBuf(cx: Context): PollIo<Uint8Array> {
    const exit = this.#poll(cx);
    return exit?._tag === "Success"
      ? Exit.succeed(this.#bytes.first())
      : pass(exit);
  }

  consume(amount: number): void {
    this.#bytes.consume(amount);
  }

  /** Looks whether a read would be ready now: with bytes, an end, an error. */
  look(): PollIo<void> {
    const link = this.#link;
    this.#fill();
    if (this.#bytes.length > 0 && !link.closed) return Exit.void;
    const failure = link.broken(this.#action, "read");
    if (failure !== undefined) return failure;
    return link.ended || link.stream.destroyed ? Exit.void : undefined;
  }

  /** Whether a read would be ready now; tells no error to anybody. */
  get ready(): boolean {
    const { closed, ended, stream } = this.#link;
    this.#fill();
    return closed || this.#bytes.length > 0 || ended || stream.destroyed;
  }

  take(buf: ReadBuf): void {
    this.#bytes.take(buf);
  }

  /** Gives what nobody has taken back to the stream, if that can be done. */
  giveBack(): boolean {
    if (this.#bytes.length === 0) return true;
    if (this.#link.ended) return false;
    const rest = new ReadBuf(new Uint8Array(this.#bytes.length));
    this.#bytes.take(rest);
    this.#link.stream.unshift(rest.filled());
    return true;
  }

  /** Forgets what nobody has taken. */
  clear(): void {
    this.#bytes.clear();
  }

  #poll(cx: Context): PollIo<void> {
    if (!proceedWith(cx)) return undefined;
    const exit = this.look();
    if (exit === undefined) return this.#link.readers.wait(cx);
    madeProgress();
    return exit;
  }

  /** Moves what Node has read to the inbox, as far as there is room. */
  #fill(): void {
    const { stream } = this.#link;
    if (!this.#reading && !this.#link.closed) this.#begin();
    // A read that empties the stream's buffer asks for more by itself.
    while (
      stream.readableLength > 0 &&
      !this.#link.closed &&
      this.#bytes.length < LIMIT
    ) {
      if (!this.#move()) break;
    }
  }

  #begin(): void {
    const link = this.#link;
    this.#reading = true;
    link.hear("readable", () => {
      // Of an end only a read tells that finds nothing.
      if (link.stream.readableLength === 0) this.#move();
      else this.#fill();
      link.readers.wakeAll();
    });
    link.hear("end", () => {
      link.ended = true;
      link.readers.wakeAll();
    });
    this.#move();
  }

  /** Says whether there was something. */
  #move(): boolean {
    const chunk = this.#link.stream.read() as Uint8Array | null;
    if (chunk === null) return false;
    this.#bytes.push(chunk);
    return true;
  }
}
