/** Starting processes. */
import * as Lwt from "../../Lwt.js";
import type { ProcessStatus } from "./children.js";
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
} from "./process.js";

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
