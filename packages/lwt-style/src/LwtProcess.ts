/**
 * OCaml's `Lwt_process` 5.6.1: processes, and channels to talk to them.
 *
 * A process that somebody waits for, or talks to, is in flight: on virtual time
 * the clock stands still until it answers or ends. A `timeout` is for real time.
 */
import * as Lwt from "./Lwt.js";
import { close, type InputChannel, type OutputChannel } from "./LwtIo.js";
import * as LwtIo from "./LwtIo.js";
import type * as LwtStream from "./LwtStream.js";
import {
  type BothOptions,
  type InOptions,
  openProcess,
  openProcessIn,
  openProcessOut,
  type OutOptions,
} from "./internal/unix/openProcess.js";
import type { Command, Process } from "./internal/unix/process.js";
import {
  monitored,
  receiving,
  sending,
} from "./internal/unix/processStreams.js";

export * from "./internal/unix/openProcess.js";
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

/**
 * Runs a command and gives the lines that it writes, as a stream.
 *
 * Original: `Lwt_process.pread_lines`
 */
export const preadLines = (
  command: Command,
  options?: InOptions,
): LwtStream.Stream<string> =>
  receiving(openProcessIn(command, options).stdout, LwtIo.readLineOpt);

/** As `preadLines`, the characters. Original: `Lwt_process.pread_chars` */
export const preadChars = (
  command: Command,
  options?: InOptions,
): LwtStream.Stream<string> =>
  receiving(openProcessIn(command, options).stdout, LwtIo.readCharOpt);

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

/** Runs a command and gives it lines to read. Original: `Lwt_process.pwrite_lines` */
export const pwriteLines = (
  command: Command,
  lines: LwtStream.Stream<string>,
  options?: OutOptions,
): Lwt.Promise<void> =>
  sending(openProcessOut(command, options).stdin, LwtIo.writeLines, lines);

/** As `pwriteLines`, characters. Original: `Lwt_process.pwrite_chars` */
export const pwriteChars = (
  command: Command,
  characters: LwtStream.Stream<string>,
  options?: OutOptions,
): Lwt.Promise<void> =>
  sending(openProcessOut(command, options).stdin, LwtIo.writeChars, characters);

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

/**
 * Runs a command, gives it lines to read, and gives the lines that it writes.
 *
 * Errors: what the writing fails with is told once among the lines.
 *
 * Original: `Lwt_process.pmap_lines`
 */
export const pmapLines = (
  command: Command,
  lines: LwtStream.Stream<string>,
  options?: BothOptions,
): LwtStream.Stream<string> => {
  const { stdin, stdout } = openProcess(command, options);
  const sender = sending(stdin, LwtIo.writeLines, lines);
  return monitored(sender, receiving(stdout, LwtIo.readLineOpt));
};

/** As `pmapLines`, characters. Original: `Lwt_process.pmap_chars` */
export const pmapChars = (
  command: Command,
  characters: LwtStream.Stream<string>,
  options?: BothOptions,
): LwtStream.Stream<string> => {
  const { stdin, stdout } = openProcess(command, options);
  const sender = sending(stdin, LwtIo.writeChars, characters);
  return monitored(sender, receiving(stdout, LwtIo.readCharOpt));
};
