/** Descriptors on a stream of Node's: a socket, or a pipe of a process. */
import type { Readable, Writable } from "node:stream";
import * as Lwt from "../../Lwt.js";
import { listen } from "../io.js";
import { UnixError } from "./error.js";
import type { Device } from "./fileDescr.js";
import { Inflow, type InflowOptions } from "./inflow.js";
import { closed, Outflow } from "./outflow.js";

const listening: InflowOptions = { counted: listen };

const badDescriptor = (call: string): Lwt.Promise<never> =>
  Lwt.fail(new UnixError("EBADF", call));

/** One end of a stream: to read from, to write to, or both. */
export class StreamEnd implements Device {
  private readonly inflow: Inflow | undefined;
  private readonly outflow: Outflow | undefined;
  private readonly streams: ReadonlySet<Readable | Writable>;

  constructor(
    readonly readable: Readable | undefined,
    readonly writable: Writable | undefined,
    options: InflowOptions = listening,
  ) {
    this.streams = new Set([readable, writable].filter((s) => s !== undefined));
    this.inflow = readable && new Inflow(readable, options);
    this.outflow = writable && new Outflow(writable, options.counted);
  }

  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.inflow?.read(buffer, at, length) ?? badDescriptor("read");
  }

  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.outflow?.write(buffer, at, length) ?? badDescriptor("write");
  }

  /** Reads give the end from here on. */
  shutdownReceive(): void {
    this.inflow?.end();
  }

  /** The other end gets the end once it has all that was written. */
  shutdownSend(): void {
    this.outflow?.finish();
  }

  abort(exn: unknown): void {
    for (const stream of this.streams) stream.destroy();
    this.stop(exn);
  }

  /** Those that wait get the exception. */
  stop(exn: unknown): void {
    this.inflow?.abort(exn);
    this.outflow?.abort(exn);
  }

  close(): Lwt.Promise<void> {
    const drained = this.drain();
    this.outflow?.finish();
    return Lwt.bind(drained, () => this.destroy());
  }

  /** Lets nothing more through, and waits until what was written is sent. */
  drain(): Lwt.Promise<void> {
    const closedNow = new UnixError("EBADF", "check_descriptor");
    this.inflow?.abort(closedNow);
    if (this.outflow === undefined) return Lwt.returnUnit;
    this.outflow.stopWriters(closedNow);
    return Lwt.map(() => {}, this.outflow.drained());
  }

  private destroy(): Lwt.Promise<void> {
    for (const stream of this.streams) stream.destroy();
    return Lwt.join(
      [...this.streams].map((stream) => Lwt.map(() => {}, closed(stream))),
    );
  }
}
