/** Standard input, standard output and the standard output for errors. */
import { ReadStream } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type * as Lwt from "../../Lwt.js";
import { fly, listen, nextTurn } from "../io.js";
import { type Device, FileDescr } from "./fileDescr.js";
import { StreamEnd } from "./streamEnd.js";

/** Made when it is used first: who touches `process.stdin` opens it. */
class Standard implements Device {
  private end: StreamEnd | undefined;

  constructor(private readonly open: () => StreamEnd) {}

  private get device(): StreamEnd {
    return (this.end ??= this.open());
  }

  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.device.read(buffer, at, length);
  }

  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.device.write(buffer, at, length);
  }

  abort(exn: unknown): void {
    this.device.stop(exn);
  }

  /** Node never closes these; but what was written is waited for. */
  close(): Lwt.Promise<void> {
    return this.device.drain();
  }
}

/**
 * Nothing is read before it is asked for: it may be for somebody else. And a
 * stream that nobody waits for does not keep the program from its end.
 */
function openInput(stream: Readable): StreamEnd {
  const count = stream instanceof ReadStream ? fly : listen;
  let waiting = 0;
  const counted = (): (() => void) => {
    const over = count();
    waiting += 1;
    return () => {
      over();
      waiting -= 1;
      // Node starts to read a tick after `resume`: stop it after that.
      nextTurn(() => {
        if (waiting === 0) stream.pause();
      });
    };
  };
  return new StreamEnd(stream, undefined, { counted, readAhead: 0 });
}

const openOutput = (stream: Writable): StreamEnd =>
  new StreamEnd(undefined, stream);

/** Original: `Lwt_unix.stdin` */
export const stdin = new FileDescr(
  new Standard(() => openInput(process.stdin)),
);

/** Original: `Lwt_unix.stdout` */
export const stdout = new FileDescr(
  new Standard(() => openOutput(process.stdout)),
);

/** Original: `Lwt_unix.stderr` */
export const stderr = new FileDescr(
  new Standard(() => openOutput(process.stderr)),
);
