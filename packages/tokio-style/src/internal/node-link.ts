/**
 * A stream of Node's, as both of its directions share it: who waits, whether
 * it is open, and what broke it.
 */
import type { Duplex } from "node:stream";
import { Exit } from "effect";
import { type ErrorKind, IoError, type Where } from "../io-error.js";
import type { PollIo } from "../io/traits.js";
import { ours } from "./host-work.js";
import { Waiters, type WaitsFor } from "./node-wait.js";
import { systemError } from "./system-error.js";

type Direction = "read" | "write";

/** How long a close waits for bytes that the kernel does not take. */
const LINGER = 10_000;

/** What a link is told of its stream. */
export interface LinkOptions {
  /** As errors and dumps name it: "127.0.0.1:80". */
  readonly name: string;
  /** What errors carry. */
  readonly where: Where;
  /** What Node lists it as while it keeps the process alive. */
  readonly kind: "TCPSocketWrap" | "PipeWrap" | "TTYWrap" | undefined;
  /** Told when somebody begins to wait for bytes, and when nobody does. */
  readonly reads?: (waits: boolean) => void;
}

type NodeStream = Duplex & {
  ref?(): unknown;
  unref?(): unknown;
  resetAndDestroy?(): unknown;
};

/** What those wait for who wait on one direction of a link. */
class Side implements WaitsFor {
  readonly by = "peer";
  #waiting = 0;

  constructor(
    readonly link: Link,
    readonly words: string,
    readonly hears?: (waits: boolean) => void,
  ) {}

  get what(): string {
    return `${this.words} ${this.link.name}`;
  }

  hold(): void {
    this.link.hold();
    if (this.#waiting++ === 0) this.hears?.(true);
  }

  release(): void {
    this.link.release();
    if (--this.#waiting === 0) this.hears?.(false);
  }
}

export class Link {
  readonly stream: NodeStream;
  readonly name: string;
  readonly where: Where;
  readonly readers: Waiters;
  readonly writers: Waiters;
  /** How long a close waits for what was written; nothing: as long as ever. */
  linger: number | undefined = undefined;
  /** Whether the end of what the peer sends has been read. */
  ended = false;
  readonly #kind: LinkOptions["kind"];
  /** What listens to the stream, each once: an array without spare room. */
  #heard: readonly (() => void)[] = [];
  #waiting = 0;
  #closed = false;
  /** The directions that have been told what broke the connection. */
  #told: Direction | "both" | undefined = undefined;

  constructor(stream: Duplex, options: LinkOptions) {
    this.stream = stream;
    this.name = options.name;
    this.where = options.where;
    this.#kind = options.kind;
    this.readers = new Waiters(new Side(this, "bytes from", options.reads));
    this.writers = new Waiters(new Side(this, "room for bytes to"));
    this.stream.unref?.();
    const wake = (): void => this.wakeAll();
    this.hear("error", wake);
    this.hear("close", wake);
  }

  /** Listens to an event of the stream, as long as it is ours. */
  hear(event: string, listener: () => void): void {
    this.stream.on(event, listener);
    if (!this.#heard.includes(listener))
      this.#heard = [...this.#heard, listener];
  }

  /** Gives the stream away, open as it is; this end is closed to us. */
  giveAway(): NodeStream {
    this.#closed = true;
    for (const event of this.stream.eventNames())
      for (const listener of this.#heard) this.stream.off(event, listener);
    this.#heard = [];
    this.wakeAll();
    this.stream.ref?.();
    return this.stream;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Closes this end, at once or when what was written has gone out. */
  close(when: "now" | "when sent"): void {
    this.#closed = true;
    const { linger, stream } = this;
    if (linger === 0 && stream.resetAndDestroy !== undefined)
      stream.resetAndDestroy();
    else if (when === "now") stream.destroy();
    else {
      stream.end(() => stream.destroy());
      const late = setTimeout(() => stream.destroy(), linger ?? LINGER);
      late.unref();
      stream.once("close", () => clearTimeout(late));
    }
    this.wakeAll();
  }

  /**
   * Tells a direction what stops it: that this end is closed, each time; what
   * broke the connection, once. Nothing if nothing does.
   */
  broken(
    action: string,
    direction: Direction,
  ): Exit.Failure<never, IoError> | undefined {
    if (this.#closed) {
      const reason = "this end of the connection is closed";
      return this.fail(action, "NotConnected", "ENOTCONN", reason);
    }
    const failure = this.stream.errored;
    if (failure === null || this.#wasTold(direction)) return undefined;
    return failed(systemError(action, failure, this.where));
  }

  /** What broke the connection, if no direction has been told of it yet. */
  takeError(): IoError | undefined {
    const failure = this.stream.errored;
    if (failure === null || this.#told !== undefined) return undefined;
    this.#told = "both";
    return systemError(`use ${this.name}`, failure, this.where);
  }

  fail(
    action: string,
    kind: ErrorKind,
    code: string,
    reason: string,
  ): Exit.Failure<never, IoError> {
    return failed(IoError.because(action, kind, code, reason, this.where));
  }

  wakeAll(): void {
    this.readers.wakeAll();
    this.writers.wakeAll();
  }

  /** Whether a direction has been told before; now it has. */
  #wasTold(direction: Direction): boolean {
    if (this.#told === direction || this.#told === "both") return true;
    this.#told = this.#told === undefined ? direction : "both";
    return false;
  }

  /** Keeps the process alive: somebody waits. */
  hold(): void {
    if (this.#waiting++ > 0) return;
    this.stream.ref?.();
    if (this.#kind !== undefined) ours(this.#kind, 1);
  }

  /** Ends a {@link hold}. */
  release(): void {
    if (--this.#waiting > 0) return;
    this.stream.unref?.();
    if (this.#kind !== undefined) ours(this.#kind, -1);
  }
}

/** What a poll gives when it fails. */
export function failed(error: IoError): Exit.Failure<never, IoError> {
  return Exit.fail(error) as Exit.Failure<never, IoError>;
}

/** What is given for a socket that has no other end, or no address. */
export const notConnected = (action: string): Exit.Failure<never, IoError> =>
  failed(
    IoError.because(action, "NotConnected", "ENOTCONN", "it is not connected"),
  );

/** What a poll gives when nothing could be done at once. */
function wouldBlock(action: string): Exit.Failure<never, IoError> {
  const reason = "nothing can be done at once";
  return failed(IoError.because(action, "WouldBlock", "EAGAIN", reason));
}

/** Turns what is pending into an error. */
export function atOnce<A>(
  exit: PollIo<A>,
  action: string,
): Exit.Exit<A, IoError> {
  return exit ?? wouldBlock(action);
}
