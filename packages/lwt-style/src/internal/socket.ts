/**
 * One TCP connection, as two channels.
 *
 * Reading: what comes is kept until it is asked for; past `HIGH_WATER` the
 * socket is paused, so the other end has to wait. Writing: `write` waits while
 * the socket has more than it likes.
 */
import type { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
import { arrived, listen } from "./io.js";
import {
  CANCEL_SELF,
  FULFILLED,
  type LwtPromise,
  PENDING,
  pending,
  REJECTED,
  type Releasable,
  STATE,
  underlying,
} from "./promise.js";
import { resolve } from "./resolve.js";

const HIGH_WATER = 64 * 1024;

/** A promise that something at a socket will resolve; counted as listening. */
class Waiter implements Releasable {
  readonly p: LwtPromise<void> = pending<void>(CANCEL_SELF, this);
  private readonly over = listen();

  constructor(private readonly owner: Set<Waiter>) {
    owner.add(this);
  }

  release(): void {
    this.owner.delete(this);
    this.over();
  }

  end(exn: unknown): void {
    this.release();
    const p = underlying(this.p);
    if ((p.s & STATE) !== PENDING) return;
    if (exn === undefined) resolve(p, FULFILLED, undefined);
    else resolve(p, REJECTED, exn);
  }
}

function endAll(waiters: Set<Waiter>, exn?: unknown): void {
  const ending = Array.from(waiters);
  for (const waiter of ending) waiter.end(exn);
}

export class Connection {
  /** What has come and was not read yet. */
  text = "";
  /** The other end has sent its last. */
  ended = false;
  error: Error | undefined;
  closed = false;
  private readonly readers = new Set<Waiter>();
  private readonly writers = new Set<Waiter>();
  private readonly closers = new Set<Waiter>();
  private unsent = 0;

  constructor(readonly socket: Socket) {
    const decoder = new StringDecoder("utf8");
    socket.on("data", (bytes: Buffer) => {
      this.text += decoder.write(bytes);
      if (this.text.length > HIGH_WATER) socket.pause();
      arrived(() => endAll(this.readers));
    });
    socket.on("end", () => {
      this.text += decoder.end();
      this.ended = true;
      arrived(() => endAll(this.readers));
    });
    socket.on("drain", () => arrived(() => endAll(this.writers)));
    socket.on("error", (error) => {
      this.error = error;
      this.ended = true;
      arrived(() => {
        endAll(this.readers, error);
        endAll(this.writers, error);
      });
    });
    socket.on("close", () => {
      this.closed = true;
      this.ended = true;
      arrived(() => {
        endAll(this.readers);
        endAll(this.writers, this.error);
        endAll(this.closers);
      });
    });
  }

  /** Waits for more text, for the end or for an error. */
  more(): LwtPromise<void> {
    this.socket.resume();
    return new Waiter(this.readers).p;
  }

  /** Takes the first `length` characters of what has come. */
  take(length: number): string {
    const taken = this.text.slice(0, length);
    this.text = this.text.slice(length);
    return taken;
  }

  /** Hands text over; tells whether the socket would rather have no more. */
  send(text: string): boolean {
    this.unsent += 1;
    const full = !this.socket.write(text, () => {
      this.unsent -= 1;
      if (this.unsent === 0) arrived(() => endAll(this.writers));
    });
    return full;
  }

  get isSent(): boolean {
    return this.unsent === 0;
  }

  /** Waits until the socket takes more, or has sent all. */
  sent(): LwtPromise<void> {
    return new Waiter(this.writers).p;
  }

  /** Sends what is left, ends the connection and waits until it is closed. */
  close(): LwtPromise<void> {
    this.socket.end(() => this.socket.destroySoon());
    this.socket.resume();
    return new Waiter(this.closers).p;
  }
}
