/** Descriptors: a state, and what stands behind it. */
import * as Lwt from "../../Lwt.js";
import { UnixError } from "./error.js";

/** The state of a descriptor: `Lwt_unix.state`. */
export type State =
  | { readonly _tag: "Opened" }
  | { readonly _tag: "Closed" }
  | { readonly _tag: "Aborted"; readonly exn: unknown };

/** What does the work: a file, a stream of Node's, a socket, a pipe. */
export interface Device {
  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number>;
  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number>;
  /** Ends all that waits with an exception; nothing is sent any more. */
  abort(exn: unknown): void;
  /** Gives back what it holds, once what was written is on its way. */
  close(): Lwt.Promise<void>;
}

/** `Lwt_unix.file_descr` */
export class FileDescr<out D extends Device = Device> {
  /** @internal */
  state: State = { _tag: "Opened" };

  constructor(
    /** @internal */
    readonly device: D,
  ) {}
}

/** Tells the state of a descriptor. Original: `Lwt_unix.state` */
export const state = (fd: FileDescr): State => fd.state;

/**
 * Throws if a descriptor cannot be used: the exception of its abort, or `EBADF`
 * if it is closed.
 *
 * Original: `Lwt_unix.check_descriptor`
 */
export function checkDescriptor(fd: FileDescr): void {
  if (fd.state._tag === "Aborted") throw fd.state.exn;
  if (fd.state._tag === "Closed") {
    throw new UnixError("EBADF", "check_descriptor");
  }
}

/**
 * Makes all that uses a descriptor, now and later, fail with an exception.
 *
 * Behaviour
 * - closed: does nothing
 * - aborted: the new exception takes the place of the old one
 * - a file: what is under way on it goes on, as in Lwt
 *
 * Original: `Lwt_unix.abort`
 */
export function abort(fd: FileDescr, exn: unknown): void {
  if (fd.state._tag === "Closed") return;
  fd.state = { _tag: "Aborted", exn };
  fd.device.abort(exn);
}

/**
 * Closes a descriptor.
 *
 * Behaviour
 * - what waits on it is rejected with `EBADF`
 * - a socket or a pipe of a process: waits until what was written is sent; it
 *   is not waited for after an `abort`
 * - a file: its number is given back when no job uses it any more
 *
 * Errors: throws `EBADF` if it is closed already.
 *
 * Original: `Lwt_unix.close`
 */
export function close(fd: FileDescr): Lwt.Promise<void> {
  if (fd.state._tag === "Closed") checkDescriptor(fd);
  fd.state = { _tag: "Closed" };
  return fd.device.close();
}

export function checkRange(
  name: string,
  { length: size }: Uint8Array,
  at: number,
  length: number,
): void {
  if (at >= 0 && length >= 0 && at + length <= size) return;
  throw new Lwt.InvalidArgument(
    `LwtUnix.${name}: ${length} bytes at ${at} do not lie in a buffer of ${size}`,
  );
}

/**
 * Reads up to `length` bytes into a buffer; gives how many, 0 at the end.
 *
 * Cancellation: on a socket or a pipe nothing is read. The job of a file goes
 * on, and a cancel does nothing.
 *
 * Errors: throws `InvalidArgument` if the range does not lie in the buffer;
 * throws the error of a descriptor that is closed or aborted; rejected with
 * what the system says.
 *
 * Original: `Lwt_unix.read`
 */
export function read(
  fd: FileDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<number> {
  checkRange("read", buffer, at, length);
  checkDescriptor(fd);
  return fd.device.read(buffer, at, length);
}

/**
 * Writes up to `length` bytes of a buffer; gives how many were taken.
 *
 * Behaviour: waits while the other end takes nothing. What was taken by a socket
 * or a pipe is on its way, and the buffer may be used again.
 *
 * Cancellation: on a socket or a pipe nothing is written. The job of a file
 * goes on, and a cancel does nothing.
 *
 * Errors: as `read`; `EPIPE` or `ECONNRESET` when nobody is there to read.
 *
 * Original: `Lwt_unix.write`
 */
export function write(
  fd: FileDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<number> {
  checkRange("write", buffer, at, length);
  checkDescriptor(fd);
  return fd.device.write(buffer, at, length);
}

/** As `write`; what is counted are the bytes of its UTF-8 form. Original: `Lwt_unix.write_string` */
export const writeString = (
  fd: FileDescr,
  text: string,
  at: number,
  length: number,
): Lwt.Promise<number> => write(fd, Buffer.from(text), at, length);
