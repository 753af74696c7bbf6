/**
 * One connection of a load.
 *
 * What it sends is a part of one long random text that begins at a place of its
 * own: a byte that is lost, doubled, or another connection's is not the one that
 * is awaited.
 */
import { connect } from "node:net";
import type { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import type { RecordableHistogram } from "node:perf_hooks";
import type { Role } from "./variants.js";

export interface LoadOptions {
  readonly port: number;
  /** How many messages each busy connection sends, and of how many bytes. */
  readonly messages: number;
  readonly size: number;
}

/** What all connections tell. */
export interface Told {
  readonly options: LoadOptions;
  /** How long a message was on its way, in nanoseconds. */
  readonly latency: RecordableHistogram;
  /** How many have returned. */
  messages: number;
  /** Why the first failed or broke. */
  reason: string | undefined;
}

/** Bytes that are read at a time, at most. */
const READ = 64 * 1024;
/** How often the text repeats: not in step with any size. */
const PERIOD = 65_521;
/** Connections from one address: the system has about 28,000 ports for each. */
const PER_ADDRESS = 20_000;
/** What a slow reader has sent to it, what it reads at a time, and how often. */
const SLOW = { bytes: 1024 * 1024, step: READ, pause: 20 };

/** The same random bytes in every run. */
const pattern = ((): Buffer => {
  const once = Buffer.alloc(PERIOD);
  let state = 0x2545f491;
  for (let at = 0; at < PERIOD; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    once[at] = state & 0xff;
  }
  return Buffer.concat([once, once, once]);
})();

/** One for all: a read is over before the next begins. */
const received = Buffer.allocUnsafe(READ);

export class Connection {
  /** How many bytes were sent, and how many of them have returned. */
  #sent = 0;
  back = 0;
  isOpen = false;
  isWrong = false;
  isBroken = false;
  #left = 0;
  #sentAt = 0;
  #readSincePause = 0;
  #socket: Socket | undefined;
  #over: (() => void) | undefined;
  #onClose: (() => void) | undefined;
  readonly #begins: number;

  constructor(
    readonly load: Told,
    readonly role: Role,
    readonly index: number,
  ) {
    this.#begins = (index * 7919) % PERIOD;
  }

  get lost(): number {
    return this.role === "resets" ? 0 : this.#sent - this.back;
  }

  /** Resolves with whether it has connected. */
  open(): Promise<boolean> {
    const from = Math.floor(this.index / PER_ADDRESS);
    return new Promise((resolve) => {
      const socket = connect({
        host: "127.0.0.1",
        port: this.load.options.port,
        ...(from > 0 && { localAddress: `127.0.0.${1 + from}` }),
        noDelay: true,
        onread: { buffer: received, callback: (count) => this.#read(count) },
      });
      this.#socket = socket;
      socket.once("connect", () => {
        this.isOpen = true;
        resolve(true);
      });
      socket.on("error", (error) => (this.load.reason ??= error.message));
      socket.once("close", () => {
        const wasOpen = this.isOpen;
        this.isOpen = false;
        resolve(false);
        this.#onClose?.();
        // Nobody has asked for this end.
        if (wasOpen && this.#onClose === undefined && this.role !== "resets")
          this.#break("the server has ended a connection");
      });
    });
  }

  /** Does what the role is; resolves when that is done. */
  run(): Promise<void> {
    if (!this.isOpen || this.role === "idle") return Promise.resolve();
    return new Promise((resolve) => {
      this.#over = resolve;
      const { messages } = this.load.options;
      this.#left = this.role === "busy" ? messages : 0;
      if (this.role === "resets") this.#reset();
      else if (this.role === "slow") this.#pour();
      else this.#message();
    });
  }

  /** Resolves with whether the other end has ended too, within 10 s. */
  close(): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        resolve(false);
        this.#socket?.destroy();
      }, 10_000);
      this.#onClose = () => {
        clearTimeout(late);
        resolve(true);
      };
      this.#socket?.end();
    });
  }

  #done(): void {
    this.#over?.();
    this.#over = undefined;
  }

  #break(reason: string): void {
    this.isBroken = true;
    this.load.reason ??= reason;
    this.#done();
  }

  /** Nothing that follows a wrong byte can be right. */
  #giveUp(): boolean {
    this.isOpen = false;
    this.#socket?.destroy();
    this.#done();
    return false;
  }

  /** The next bytes of this connection's part of the text. */
  #next(count: number): Buffer {
    const at = (this.#begins + this.#sent) % PERIOD;
    this.#sent += count;
    return pattern.subarray(at, at + count);
  }

  #message(): void {
    this.#left -= 1;
    this.#sentAt = performance.now();
    this.#socket?.write(this.#next(this.load.options.size));
  }

  /** Half of a message, and no more. */
  #reset(): void {
    const half = Math.ceil(this.load.options.size / 2);
    this.#socket?.write(this.#next(half), () => {
      this.#socket?.resetAndDestroy();
      this.#done();
    });
  }

  /** Sends as fast as the other end takes it. */
  #pour(): void {
    while (this.#sent < SLOW.bytes)
      if (!this.#socket?.write(this.#next(SLOW.step))) {
        this.#socket?.once("drain", () => this.#pour());
        return;
      }
  }

  /** Checks what has returned; says whether to read on. */
  #read(count: number): boolean {
    const at = (this.#begins + this.back) % PERIOD;
    const isSame = received.compare(pattern, at, at + count, 0, count) === 0;
    if (!isSame || this.back + count > this.#sent) {
      this.isWrong = true;
      return this.#giveUp();
    }
    this.back += count;
    if (this.role === "slow") return this.#readSlowly(count);
    if (this.back === this.#sent && this.role === "busy") this.#echoed();
    return true;
  }

  #echoed(): void {
    const nanoseconds = (performance.now() - this.#sentAt) * 1e6;
    this.load.latency.record(Math.max(1, Math.round(nanoseconds)));
    this.load.messages += 1;
    if (this.#left > 0) this.#message();
    else this.#done();
  }

  #readSlowly(count: number): boolean {
    if (this.back >= SLOW.bytes) {
      this.#done();
      return true;
    }
    this.#readSincePause += count;
    if (this.#readSincePause < SLOW.step) return true;
    this.#readSincePause = 0;
    setTimeout(() => this.#socket?.resume(), SLOW.pause);
    return false;
  }
}
