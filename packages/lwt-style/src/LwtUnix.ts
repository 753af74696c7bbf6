/**
 * OCaml's `Lwt_unix` 5.6.1: time, files, sockets, processes, signals.
 *
 * What is done by jobs (files and names) cannot be canceled: a cancel does
 * nothing, and the job goes on. What waits for a socket or a pipe can be: the
 * promise is canceled, and nothing was read, written or accepted.
 */
import { ConstantException } from "./internal/promise.js";
import * as Lwt from "./Lwt.js";
import * as LwtEngine from "./LwtEngine.js";

export {
  /** As `LwtMain.yield`. Original: `Lwt_unix.yield` */
  yield,
} from "./LwtMain.js";
export { UnixError } from "./internal/unix/error.js";
export {
  abort,
  checkDescriptor,
  close,
  FileDescr,
  read,
  state,
  type State,
  write,
  writeString,
} from "./internal/unix/fileDescr.js";
export { pipe } from "./internal/unix/memoryPipe.js";
export { stderr, stdin, stdout } from "./internal/unix/standard.js";
export type { SeekCommand } from "./internal/unix/diskFile.js";
export { abortJobs, cancelJobs, waitForJobs } from "./internal/unix/jobs.js";
export type { FileKind, Stats } from "./internal/unix/stats.js";
export * from "./internal/unix/files.js";
export * from "./internal/unix/names.js";
export * from "./internal/unix/directories.js";
export * from "./internal/unix/sockets.js";
export * from "./internal/unix/datagrams.js";
export type {
  DatagramDescr,
  MsgFlag,
  Received,
} from "./internal/unix/datagramDevice.js";
export {
  type Accepted,
  SOMAXCONN,
  type SocketDescr,
} from "./internal/unix/socketDevice.js";
export {
  ADDR_INET,
  ADDR_UNIX,
  type AddrInfo,
  domainOfSockaddr,
  getaddrinfo,
  gethostbyaddr,
  gethostbyname,
  gethostname,
  getnameinfo,
  type GetnameinfoOption,
  type HostEntry,
  type InetAddr,
  inetAddrAny,
  inetAddrLoopback,
  type NameInfo,
  type Sockaddr,
  type SocketDomain,
  type UnixAddr,
} from "./internal/unix/address.js";
export {
  type ProcessStatus,
  system,
  waitCount,
} from "./internal/unix/children.js";
export * from "./internal/unix/signals.js";

/**
 * Makes a promise that is fulfilled after so many seconds of the engine's
 * clock.
 *
 * Behaviour: of equal deadlines the one made first is woken first.
 *
 * Cancellation: the timer is gone at once.
 *
 * Original: `Lwt_unix.sleep`
 */
export const sleep = (seconds: number): Lwt.Promise<void> =>
  LwtEngine.get().sleep(seconds);

/** The time in seconds, of the engine in use. Original: `Unix.gettimeofday` */
export const gettimeofday = (): number => LwtEngine.get().now();

/** The exception of `timeout`: compare with `===`. Original: `Lwt_unix.Timeout` */
export const Timeout = new ConstantException(
  "Lwt_unix.Timeout",
  "the time is over",
);

/** Is rejected with `Timeout` after so many seconds. Original: `Lwt_unix.timeout` */
export const timeout = (seconds: number): Lwt.Promise<never> =>
  Lwt.bind(sleep(seconds), () => Lwt.fail(Timeout));

/**
 * Runs `f`, and cancels it if it takes longer than so many seconds.
 *
 * Errors: rejected with `Timeout` then.
 *
 * Original: `Lwt_unix.with_timeout`
 */
export function withTimeout<A>(
  seconds: number,
  f: () => Lwt.Promise<A>,
): Lwt.Promise<A> {
  // As in OCaml, which makes the elements of a list from its end on.
  const p = Lwt.apply(f, undefined);
  return Lwt.pick<A>([timeout(seconds), p]);
}

/**
 * Makes a function that pauses whenever so many seconds have gone by since it
 * last did.
 *
 * Original: `Lwt_unix.auto_pause`
 */
export function autoPause(seconds: number): () => Lwt.Promise<void> {
  let limit = gettimeofday() + seconds;
  return () => {
    const now = gettimeofday();
    if (now < limit) return Lwt.returnUnit;
    limit = now + seconds;
    return Lwt.pause();
  };
}
