/** Files that are open: `Lwt_unix`. */
import * as FS from "node:fs";
import * as Net from "node:net";
import { isatty as isTty } from "node:tty";
import * as Lwt from "../../Lwt.js";
import { fly, listen } from "../io.js";
import { calling, DiskFile, type SeekCommand } from "./diskFile.js";
import { UnixError } from "./error.js";
import { checkDescriptor, type Device, FileDescr } from "./fileDescr.js";
import { runJob } from "./jobs.js";
import { type Stats, statsOf } from "./stats.js";
import { StreamEnd } from "./streamEnd.js";

const { constants } = FS;

/** What a file may be opened with. Node closes each in a child: `O_CLOEXEC`. */
const flagNumbers = {
  O_RDONLY: constants.O_RDONLY,
  O_WRONLY: constants.O_WRONLY,
  O_RDWR: constants.O_RDWR,
  O_NONBLOCK: constants.O_NONBLOCK,
  O_APPEND: constants.O_APPEND,
  O_CREAT: constants.O_CREAT,
  O_TRUNC: constants.O_TRUNC,
  O_EXCL: constants.O_EXCL,
  O_NOCTTY: constants.O_NOCTTY,
  O_DSYNC: constants.O_DSYNC,
  O_SYNC: constants.O_SYNC,
  O_RSYNC: constants.O_SYNC,
  O_SHARE_DELETE: 0,
  O_CLOEXEC: 0,
} as const;

/** `Unix.open_flag` */
export type OpenFlag = keyof typeof flagNumbers;

const numberOf = (flags: readonly OpenFlag[]): number =>
  flags.reduce((all, flag) => all | flagNumbers[flag], 0);

const closeNumber = (number: number): void => FS.close(number, () => {});

/**
 * Opens a file.
 *
 * Behaviour: a named pipe is watched by the host's loop, as a socket is; other
 * files are read and written by jobs.
 *
 * Cancellation: a cancel does nothing: the file is opened.
 *
 * Errors: rejected with Node's error (`ENOENT`, `EMFILE` …).
 *
 * Original: `Lwt_unix.openfile`
 */
export const openfile = (
  path: string,
  flags: readonly OpenFlag[],
  permissions: number,
): Lwt.Promise<FileDescr> =>
  Lwt.bind(
    runJob(
      calling<number>((done) =>
        FS.open(path, numberOf(flags), permissions, done),
      ),
      closeNumber,
    ),
    (number) =>
      Lwt.map(
        (stats) => new FileDescr(deviceOf(number, stats)),
        runJob(calling<FS.Stats>((done) => FS.fstat(number, done))),
      ),
  );

/** Wraps the number of a descriptor of the system. Original: `Lwt_unix.of_unix_file_descr` */
export const ofUnixFileDescr = (number: number): FileDescr =>
  new FileDescr(deviceOf(number, FS.fstatSync(number)));

function deviceOf(number: number, stats: FS.Stats): Device {
  if (!stats.isFIFO() && !stats.isSocket()) return new DiskFile(number);
  const stream = new Net.Socket({ fd: number, allowHalfOpen: true });
  // Who writes to a named pipe is outside: in flight for all that we know.
  const counted = stats.isFIFO() ? fly : listen;
  return new StreamEnd(stream, stream, { counted });
}

/**
 * Gives the number of a descriptor of the system.
 *
 * Errors: throws `EINVAL` for sockets and pipes: Node does not tell theirs.
 *
 * Original: `Lwt_unix.unix_file_descr`
 */
export const unixFileDescr = (fd: FileDescr): number =>
  fileOf(fd, "unixFileDescr").number;

function fileOf(fd: FileDescr, call: string): DiskFile {
  if (fd.device instanceof DiskFile) return fd.device;
  throw new UnixError("EINVAL", call);
}

/** The file behind a descriptor that can be used, for a job. */
function usable(fd: FileDescr, call: string): DiskFile {
  checkDescriptor(fd);
  return fileOf(fd, call);
}

/**
 * Reads from a place of a file; the position stays as it is.
 *
 * Cancellation: a cancel does nothing.
 *
 * Original: `Lwt_unix.pread`
 */
export function pread(
  fd: FileDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
  options: { readonly fileOffset: number },
): Lwt.Promise<number> {
  const file = usable(fd, "pread");
  return file.job((done) =>
    FS.read(file.number, buffer, at, length, options.fileOffset, done),
  );
}

/**
 * Writes at a place of a file; the position stays as it is.
 *
 * Cancellation: a cancel does nothing.
 *
 * Original: `Lwt_unix.pwrite`
 */
export function pwrite(
  fd: FileDescr,
  buffer: Uint8Array,
  at: number,
  length: number,
  options: { readonly fileOffset: number },
): Lwt.Promise<number> {
  const file = usable(fd, "pwrite");
  const copy = Buffer.from(buffer.subarray(at, at + length));
  return file.job((done) =>
    FS.write(file.number, copy, 0, copy.length, options.fileOffset, done),
  );
}

/** As `pwrite`; what is counted are the bytes of its UTF-8 form. Original: `Lwt_unix.pwrite_string` */
export const pwriteString = (
  fd: FileDescr,
  text: string,
  at: number,
  length: number,
  options: { readonly fileOffset: number },
): Lwt.Promise<number> => pwrite(fd, Buffer.from(text), at, length, options);

/**
 * Moves the position in a file, and gives the new one.
 *
 * Behaviour: Node has no `lseek`, so a process that shares the descriptor does
 * not see the move.
 *
 * Errors: rejected with `EINVAL` before the start, `ESPIPE` on what is no file.
 *
 * Original: `Lwt_unix.lseek`
 */
export function lseek(
  fd: FileDescr,
  offset: number,
  command: SeekCommand,
): Lwt.Promise<number> {
  checkDescriptor(fd);
  return fd.device instanceof DiskFile
    ? fd.device.seek(offset, command)
    : Lwt.fail(new UnixError("ESPIPE", "lseek"));
}

/** Original: `Lwt_unix.fstat` */
export function fstat(fd: FileDescr): Lwt.Promise<Stats> {
  const file = usable(fd, "fstat");
  return Lwt.map(
    statsOf,
    file.job<FS.Stats>((done) => FS.fstat(file.number, done)),
  );
}

/** Original: `Lwt_unix.ftruncate` */
export function ftruncate(fd: FileDescr, size: number): Lwt.Promise<void> {
  const file = usable(fd, "ftruncate");
  return file.job((done) => FS.ftruncate(file.number, size, done));
}

/** Waits until all that was written is on the disk. Original: `Lwt_unix.fsync` */
export function fsync(fd: FileDescr): Lwt.Promise<void> {
  const file = usable(fd, "fsync");
  return file.job((done) => FS.fsync(file.number, done));
}

/** As `fsync`, without what is noted about the file. Original: `Lwt_unix.fdatasync` */
export function fdatasync(fd: FileDescr): Lwt.Promise<void> {
  const file = usable(fd, "fdatasync");
  return file.job((done) => FS.fdatasync(file.number, done));
}

/** Original: `Lwt_unix.fchmod` */
export function fchmod(fd: FileDescr, permissions: number): Lwt.Promise<void> {
  const file = usable(fd, "fchmod");
  return file.job((done) => FS.fchmod(file.number, permissions, done));
}

/** Original: `Lwt_unix.fchown` */
export function fchown(
  fd: FileDescr,
  user: number,
  group: number,
): Lwt.Promise<void> {
  const file = usable(fd, "fchown");
  return file.job((done) => FS.fchown(file.number, user, group, done));
}

/** Tells whether a descriptor is a terminal. Original: `Lwt_unix.isatty` */
export function isatty(fd: FileDescr): Lwt.Promise<boolean> {
  checkDescriptor(fd);
  return Lwt.return(fd.device instanceof DiskFile && isTty(fd.device.number));
}
