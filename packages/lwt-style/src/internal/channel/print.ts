/**
 * Printing.
 *
 * The names: `f…` on a channel, no letter on standard output, `e…` on the one
 * for errors; `…l` with a line break, `…f` by a format: `%s`, `%d`, `%i`, `%f`,
 * `%%` of Node's.
 */
import { format } from "node:util";
import type * as Lwt from "../../Lwt.js";
import type { OutputChannel } from "./channel.js";
import { stderr, stdout } from "./make.js";
import { write, writeLine } from "./output.js";

type Values = readonly unknown[];

/** Original: `Lwt_io.fprint` */
export const fprint = write;
/** Original: `Lwt_io.fprintl` */
export const fprintl = writeLine;

/** Original: `Lwt_io.fprintf` */
export const fprintf = (
  oc: OutputChannel,
  pattern: string,
  ...values: Values
): Lwt.Promise<void> => write(oc, format(pattern, ...values));

/** Original: `Lwt_io.fprintlf` */
export const fprintlf = (
  oc: OutputChannel,
  pattern: string,
  ...values: Values
): Lwt.Promise<void> => writeLine(oc, format(pattern, ...values));

/** Writes to standard output. Original: `Lwt_io.print` */
export const print = (text: string): Lwt.Promise<void> => write(stdout, text);

/** Writes a line to standard output. Original: `Lwt_io.printl` */
export const printl = (text: string): Lwt.Promise<void> =>
  writeLine(stdout, text);

/** Writes to standard output by a format. Original: `Lwt_io.printf` */
export const printf = (pattern: string, ...values: Values): Lwt.Promise<void> =>
  fprintf(stdout, pattern, ...values);

/** As `printf`, with a line break. Original: `Lwt_io.printlf` */
export const printlf = (
  pattern: string,
  ...values: Values
): Lwt.Promise<void> => fprintlf(stdout, pattern, ...values);

/** Writes to the standard output for errors. Original: `Lwt_io.eprint` */
export const eprint = (text: string): Lwt.Promise<void> => write(stderr, text);

/** Writes a line to the standard output for errors. Original: `Lwt_io.eprintl` */
export const eprintl = (text: string): Lwt.Promise<void> =>
  writeLine(stderr, text);

/** Original: `Lwt_io.eprintf` */
export const eprintf = (
  pattern: string,
  ...values: Values
): Lwt.Promise<void> => fprintf(stderr, pattern, ...values);

/** Original: `Lwt_io.eprintlf` */
export const eprintlf = (
  pattern: string,
  ...values: Values
): Lwt.Promise<void> => fprintlf(stderr, pattern, ...values);
