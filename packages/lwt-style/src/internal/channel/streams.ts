/** Streams of characters and of lines, in and out. */
import * as Lwt from "../../Lwt.js";
import * as LwtStream from "../../LwtStream.js";
import {
  input,
  type InputChannel,
  output,
  type OutputChannel,
} from "./channel.js";
import { openFile, withFile } from "./files.js";
import { readCharOpt, readLineOpt } from "./input.js";
import { writeChar, writeLine } from "./output.js";
import { close } from "./performIo.js";

type Strings = LwtStream.Stream<string>;
type ReadOpt = (ic: InputChannel) => Lwt.Promise<string | undefined>;

/** Gives the characters of a channel, as a stream. Original: `Lwt_io.read_chars` */
export const readChars = (ic: InputChannel): Strings =>
  LwtStream.from(() => readCharOpt(ic));

/** Gives the lines of a channel, as a stream. Original: `Lwt_io.read_lines` */
export const readLines = (ic: InputChannel): Strings =>
  LwtStream.from(() => readLineOpt(ic));

/** Writes the characters of a stream, to its end. Original: `Lwt_io.write_chars` */
export const writeChars = (
  oc: OutputChannel,
  characters: Strings,
): Lwt.Promise<void> =>
  LwtStream.iterS((character) => writeChar(oc, character), characters);

/** Writes the lines of a stream, to its end. Original: `Lwt_io.write_lines` */
export const writeLines = (
  oc: OutputChannel,
  lines: Strings,
): Lwt.Promise<void> => LwtStream.iterS((line) => writeLine(oc, line), lines);

/** A stream of a channel, which is opened at its first and closed at its end. */
function streamOf(open: () => Lwt.Promise<InputChannel>, read: ReadOpt) {
  let opening: Lwt.Promise<InputChannel> | undefined;
  const next = Lwt.fn(function* () {
    opening ??= open();
    const ic = yield* opening;
    const found = yield* read(ic);
    if (found === undefined) yield* close(ic);
    return found;
  });
  return LwtStream.from(next);
}

const opening = (path: string) => (): Lwt.Promise<InputChannel> =>
  openFile(path, { mode: input });

/**
 * Gives the lines of a file, as a stream.
 *
 * Behaviour: the file is opened with the first line and closed at the end; who
 * stops before the end leaves it open.
 *
 * Original: `Lwt_io.lines_of_file`
 */
export const linesOfFile = (path: string): Strings =>
  streamOf(opening(path), readLineOpt);

/** As `linesOfFile`, its characters. Original: `Lwt_io.chars_of_file` */
export const charsOfFile = (path: string): Strings =>
  streamOf(opening(path), readCharOpt);

/** Writes the lines of a stream to a file. Original: `Lwt_io.lines_to_file` */
export const linesToFile = (path: string, lines: Strings): Lwt.Promise<void> =>
  withFile(path, (oc) => writeLines(oc, lines), { mode: output });

/** Writes the characters of a stream to a file. Original: `Lwt_io.chars_to_file` */
export const charsToFile = (
  path: string,
  characters: Strings,
): Lwt.Promise<void> =>
  withFile(path, (oc) => writeChars(oc, characters), { mode: output });

/** Writes bytes as `hexdump -C` does. Original: `Lwt_io.hexdump_stream` */
export const hexdumpStream = (
  oc: OutputChannel,
  bytes: LwtStream.Stream<number | string>,
): Lwt.Promise<void> => writeLines(oc, LwtStream.hexdump(bytes));

/** Writes the bytes of a text as `hexdump -C` does. Original: `Lwt_io.hexdump` */
export const hexdump = (oc: OutputChannel, text: string): Lwt.Promise<void> =>
  hexdumpStream(oc, LwtStream.ofIterable<number>(Buffer.from(text)));
