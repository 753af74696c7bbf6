/** What a process has for its standard streams: `Lwt_process.redirection`. */
import type { IOType } from "node:child_process";
import type { Stream } from "node:stream";
import * as Lwt from "../../Lwt.js";
import { DiskFile } from "./diskFile.js";
import { UnixError } from "./error.js";
import { checkDescriptor, close, type FileDescr, state } from "./fileDescr.js";
import { SocketDevice } from "./socketDevice.js";
import { stderr, stdin, stdout } from "./standard.js";
import { StreamEnd } from "./streamEnd.js";

/**
 * Where a standard stream of a process goes.
 *
 * - `"Keep"`: where that of this program goes
 * - `"Dev_null"`: nowhere
 * - `FD_copy(fd)`: to a descriptor, which stays open here
 * - `FD_move(fd)`: to a descriptor, which is closed here
 *
 * Node starts no process with a stream closed: Lwt's `Close` is not here.
 */
export type Redirection = "Keep" | "Dev_null" | Redirected;

class Redirected {
  constructor(
    readonly fd: FileDescr,
    readonly moves: boolean,
  ) {}
}

/** To a descriptor, which stays open here. Original: `` `FD_copy `` */
export const FD_copy = (fd: FileDescr): Redirection =>
  new Redirected(fd, false);

/** To a descriptor, which is closed here. Original: `` `FD_move `` */
export const FD_move = (fd: FileDescr): Redirection => new Redirected(fd, true);

/** What Node takes for a standard stream. */
export function stdioOf(given: Redirection | "pipe"): IOType | number | Stream {
  if (given === "pipe") return "pipe";
  if (given === "Keep") return "inherit";
  if (given === "Dev_null") return "ignore";
  const { fd } = given;
  checkDescriptor(fd);
  const standard = [stdin, stdout, stderr].indexOf(fd as typeof stdin);
  if (standard >= 0) return standard;
  const { device } = fd;
  if (device instanceof DiskFile) return device.number;
  const stream =
    device instanceof SocketDevice
      ? device.options
      : device instanceof StreamEnd
        ? (device.readable ?? device.writable)
        : undefined;
  if (stream === undefined) throw new UnixError("EINVAL", "dup2");
  return stream;
}

/** Closes what was moved. */
export function closeMoved(given: Redirection | "pipe"): void {
  if (!(given instanceof Redirected) || !given.moves) return;
  const { fd } = given;
  if (state(fd)._tag !== "Closed") Lwt.ignoreResult(close(fd));
}
