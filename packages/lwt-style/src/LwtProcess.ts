/**
 * OCaml's `Lwt_process` 5.6.1: processes, and channels to talk to them.
 *
 * A process that somebody waits for, or talks to, is in flight: on virtual time
 * the clock stands still until it answers or ends. A `timeout` is for real time.
 */
import * as Lwt from "./Lwt.js";
import { close, type InputChannel, type OutputChannel } from "./LwtIo.js";
import * as LwtIo from "./LwtIo.js";
import type { ProcessStatus } from "./LwtUnix.js";
import {
  type Command,
  Process,
  ProcessFull,
  ProcessIn,
  ProcessNone,
  type ProcessOptions,
  ProcessOut,
  type StderrOption,
  type StdinOption,
  type StdoutOption,
} from "./internal/unix/process.js";

export type {
  Command,
  Process,
  ProcessFull,
  ProcessIn,
  ProcessNone,
  ProcessOptions,
  ProcessOut,
  State,
} from "./internal/unix/process.js";
export { FD_copy, FD_move, type Redirection } from "./internal/unix/stdio.js";

/** A command of the shell. Original: `Lwt_process.shell` */
export const shell = (command: string): Command => [
  "",
  ["/bin/sh", "-c", command],
];

export type NoneOptions = ProcessOptions &
  StdinOption &
  StdoutOption &
  StderrOption;
export type InOptions = ProcessOptions & StdinOption & StderrOption;
export type OutOptions = ProcessOptions & StdoutOption & StderrOption;
export type BothOptions = ProcessOptions & StderrOption;

// ---------------------------------------------------------------------------
// Processes

/**
 * Starts a process that shares the standard streams, if nothing else is said.
 *
 * Errors: throws `EMFILE` if there is no descriptor left, here as in those below.
 *
 * Original: `Lwt_process.open_process_none`
 */
export const openProcessNone = (
  command: Command,
  options: NoneOptions = {},
): ProcessNone => {
  const { stdin = "Keep", stdout = "Keep", stderr = "Keep" } = options;
  return new ProcessNone(command, [stdin, stdout, stderr], options);
};

/** Starts a process to read from. Original: `Lwt_process.open_process_in` */
export const openProcessIn = (
  command: Command,
  options: InOptions = {},
): ProcessIn => {
  const { stdin = "Keep", stderr = "Keep" } = options;
  return new ProcessIn(command, [stdin, "pipe", stderr], options);
};

/** Starts a process to write to. Original: `Lwt_process.open_process_out` */
export const openProcessOut = (
  command: Command,
  options: OutOptions = {},
): ProcessOut => {
  const { stdout = "Keep", stderr = "Keep" } = options;
  return new ProcessOut(command, ["pipe", stdout, stderr], options);
};

/** Starts a process to write to and to read from. Original: `Lwt_process.open_process` */
export const openProcess = (
  command: Command,
  options: BothOptions = {},
): Process =>
  new Process(command, ["pipe", "pipe", options.stderr ?? "Keep"], options);

/** As `openProcess`, and to read its errors from. Original: `Lwt_process.open_process_full` */
export const openProcessFull = (
  command: Command,
  options: ProcessOptions = {},
): ProcessFull => new ProcessFull(command, ["pipe", "pipe", "pipe"], options);

type Opener<O, P> = (command: Command, options?: O) => P;

const withProcessOf =
  <O, P extends ProcessNone>(open: Opener<O, P>) =>
  <A>(
    command: Command,
    f: (process: P) => Lwt.Promise<A>,
    options?: O,
  ): Lwt.Promise<A> => {
    const process = open(command, options);
    return Lwt.finalize(
      () => f(process),
      () => process.close(),
    );
  };

/**
 * Starts a process, runs `f` with it, then closes its channels and waits for
 * its end, whatever came of `f`.
 *
 * Original: `Lwt_process.with_process_none`
 */
export const withProcessNone = withProcessOf(openProcessNone);
/** As `withProcessNone`. Original: `Lwt_process.with_process_in` */
export const withProcessIn = withProcessOf(openProcessIn);
/** As `withProcessNone`. Original: `Lwt_process.with_process_out` */
export const withProcessOut = withProcessOf(openProcessOut);
/** As `withProcessNone`. Original: `Lwt_process.with_process` */
export const withProcess = withProcessOf(openProcess);
/** As `withProcessNone`. Original: `Lwt_process.with_process_full` */
export const withProcessFull = withProcessOf(openProcessFull);

/** Runs a command and waits for its end. Original: `Lwt_process.exec` */
export const exec = (
  command: Command,
  options?: NoneOptions,
): Lwt.Promise<ProcessStatus> => openProcessNone(command, options).close();

// ---------------------------------------------------------------------------
// Text out of a process, into it, and through it

const thenClose = <A>(
  channel: InputChannel | OutputChannel,
  f: () => Lwt.Promise<A>,
): Lwt.Promise<A> => Lwt.finalize(f, () => close(channel));

/**
 * Runs a command and gives all that it writes.
 *
 * Behaviour: what it writes is waited for, its end is not.
 *
 * Original: `Lwt_process.pread`
 */
export const pread = (
  command: Command,
  options?: InOptions,
): Lwt.Promise<string> => {
  const { stdout } = openProcessIn(command, options);
  return thenClose(stdout, () => LwtIo.read(stdout));
};

/**
 * Runs a command and gives the first line that it writes.
 *
 * Errors: rejected with `LwtIo.EndOfFile` if there is none.
 *
 * Original: `Lwt_process.pread_line`
 */
export const preadLine = (
  command: Command,
  options?: InOptions,
): Lwt.Promise<string> => {
  const { stdout } = openProcessIn(command, options);
  return thenClose(stdout, () => LwtIo.readLine(stdout));
};

/** Runs a command and gives it a text to read. Original: `Lwt_process.pwrite` */
export const pwrite = (
  command: Command,
  text: string,
  options?: OutOptions,
): Lwt.Promise<void> => {
  const { stdin } = openProcessOut(command, options);
  return thenClose(stdin, () => LwtIo.write(stdin, text));
};

/** As `pwrite`, with a line break. Original: `Lwt_process.pwrite_line` */
export const pwriteLine = (
  command: Command,
  line: string,
  options?: OutOptions,
): Lwt.Promise<void> => pwrite(command, `${line}\n`, options);

/** Writes to a process and reads from it at the same time. */
function through<A>(
  { stdin, stdout }: Process,
  text: string,
  read: (ic: InputChannel) => Lwt.Promise<A>,
): Lwt.Promise<A> {
  const sender = thenClose(stdin, () => LwtIo.write(stdin, text));
  const getter = thenClose(stdout, () => read(stdout));
  return Lwt.catch(
    () => Lwt.bind(sender, () => getter),
    (exn) => {
      if (exn === Lwt.Canceled) Lwt.cancel(getter);
      return Lwt.fail(exn);
    },
  );
}

/**
 * Runs a command, gives it a text to read, and gives all that it writes.
 *
 * Original: `Lwt_process.pmap`
 */
export const pmap = (
  command: Command,
  text: string,
  options?: BothOptions,
): Lwt.Promise<string> =>
  through(openProcess(command, options), text, (ic) => LwtIo.read(ic));

/** As `pmap`, a line for a line. Original: `Lwt_process.pmap_line` */
export const pmapLine = (
  command: Command,
  line: string,
  options?: BothOptions,
): Lwt.Promise<string> =>
  through(openProcess(command, options), `${line}\n`, LwtIo.readLine);
