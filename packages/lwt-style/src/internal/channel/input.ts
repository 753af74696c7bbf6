/**
 * Reading.
 *
 * What a reader has taken, and cannot give because it fails or is canceled, is
 * put back into the buffer: nothing that has come is lost. (In Lwt it is.)
 */
import { EndOfFile } from "../endOfFile.js";
import * as Lwt from "../../Lwt.js";
import { type InputChannel, primitive } from "./channel.js";
import { type Core } from "./core.js";
import { performIo } from "./performIo.js";
import { firstCharacter, sequenceLength, wholeCharacters } from "./utf8.js";

const NEW_LINE = 10;
const RETURN = 13;

/** Takes all that is in the buffer. */
function takeAll(core: Core): Buffer {
  const taken = Buffer.from(core.buffer.subarray(core.ptr, core.max));
  core.ptr = core.max;
  return taken;
}

function putBack(core: Core, parts: readonly Uint8Array[]): void {
  const all = Buffer.concat([...parts, takeAll(core)]);
  if (all.length > core.buffer.length) {
    core.buffer = all;
  } else {
    all.copy(core.buffer);
  }
  core.ptr = 0;
  core.max = all.length;
}

function lineEndingAt(core: Core, end: number): string {
  const { buffer, ptr } = core;
  const last = end > ptr && buffer[end - 1] === RETURN ? end - 1 : end;
  core.ptr = end + 1;
  return buffer.toString("utf8", ptr, last);
}

/** Where the next line ends in the buffer, or -1. */
function endOfLine({ buffer, ptr, max }: Core): number {
  const end = buffer.indexOf(NEW_LINE, ptr);
  return end < max ? end : -1;
}

const lineOf = Lwt.fn(function* (core: Core) {
  const parts: Buffer[] = [];
  try {
    for (;;) {
      const end = endOfLine(core);
      if (end >= 0) {
        if (parts.length === 0) return lineEndingAt(core, end);
        parts.push(Buffer.from(core.buffer.subarray(core.ptr, end)));
        core.ptr = end + 1;
        const line = Buffer.concat(parts);
        const last = line.length - (line.at(-1) === RETURN ? 1 : 0);
        return line.toString("utf8", 0, last);
      }
      if (core.ptr < core.max) parts.push(takeAll(core));
      if ((yield* performIo(core)) > 0) continue;
      return parts.length === 0
        ? undefined
        : Buffer.concat(parts).toString("utf8");
    }
  } catch (exn) {
    putBack(core, parts);
    throw exn;
  }
});

/**
 * Reads a line without its end, `"\n"` or `"\r\n"`; or undefined at the end of
 * the input. The last line needs no end.
 *
 * Cancellation: nothing that has come is lost.
 *
 * Errors: what the channel fails with, Node's `code` kept (`ECONNRESET` …).
 *
 * Original: `Lwt_io.read_line_opt`
 */
export function readLineOpt(ic: InputChannel): Lwt.Promise<string | undefined> {
  if (ic.state === "idle") {
    const end = endOfLine(ic.core);
    if (end >= 0) return Lwt.return(lineEndingAt(ic.core, end));
  }
  return primitive(ic, lineOf);
}

const orEndOfFile = <A>(p: Lwt.Promise<A | undefined>): Lwt.Promise<A> =>
  Lwt.bind(p, (found) =>
    found === undefined ? Lwt.fail(EndOfFile) : Lwt.return(found),
  );

/**
 * Reads a line as `readLineOpt`; rejected with `EndOfFile` at the end.
 *
 * Original: `Lwt_io.read_line`
 */
export const readLine = (ic: InputChannel): Lwt.Promise<string> =>
  orEndOfFile(readLineOpt(ic));

const characterOf = Lwt.fn(function* (core: Core) {
  while (core.max - core.ptr < 4) {
    const left = core.max - core.ptr;
    if (left > 0 && left >= sequenceLength(core.buffer[core.ptr]!)) break;
    if ((yield* performIo(core)) === 0) break;
  }
  if (core.ptr === core.max) return undefined;
  const [character, size] = firstCharacter(core.buffer, core.ptr, core.max);
  core.ptr += size;
  return character;
});

/**
 * Reads a character of UTF-8 text, or undefined at the end.
 *
 * Original: `Lwt_io.read_char_opt`, whose characters are bytes
 */
export const readCharOpt = (
  ic: InputChannel,
): Lwt.Promise<string | undefined> => primitive(ic, characterOf);

/** As `readCharOpt`; rejected with `EndOfFile` at the end. Original: `Lwt_io.read_char` */
export const readChar = (ic: InputChannel): Lwt.Promise<string> =>
  orEndOfFile(readCharOpt(ic));

/** All to the end. */
const restOf = Lwt.fn(function* (core: Core) {
  const parts: Buffer[] = [];
  try {
    do parts.push(takeAll(core));
    while ((yield* performIo(core)) > 0);
  } catch (exn) {
    putBack(core, parts);
    throw exn;
  }
  return Buffer.concat(parts);
});

/** Up to `count` bytes; nothing at the end. */
const bytesOf = Lwt.fn(function* (core: Core, count: number) {
  if (core.ptr === core.max) yield* performIo(core);
  const size = Math.min(count, core.max - core.ptr);
  const taken = Buffer.from(core.buffer.subarray(core.ptr, core.ptr + size));
  core.ptr += size;
  return taken;
});

const textOf = Lwt.fn(function* (core: Core, count: number) {
  if (core.ptr === core.max) yield* performIo(core);
  let size: number;
  for (;;) {
    const { buffer, ptr, max } = core;
    size = wholeCharacters(buffer, ptr, Math.min(max, ptr + count));
    if (size > 0 || ptr === max) break;
    // Less than one character: that much is read, whatever the count.
    size = sequenceLength(buffer[ptr]!);
    if (size <= max - ptr) break;
    if ((yield* performIo(core)) > 0) continue;
    size = core.max - core.ptr;
    break;
  }
  const from = core.ptr;
  core.ptr += size;
  return core.buffer.toString("utf8", from, core.ptr);
});

function checkCount(count: number): void {
  if (count >= 0) return;
  throw new Lwt.InvalidArgument(`LwtIo.read: a count of ${count}`);
}

/** How much is read. */
export interface ReadOptions {
  /** In bytes; without it, all to the end. */
  readonly count?: number;
}

/**
 * Reads UTF-8 text.
 *
 * Behaviour
 * - no `count`: all to the end
 * - `count`: as much as there is, of so many bytes at most; a character that
 *   does not fit stays for later, and at least one is read
 * - the empty text stands for the end
 *
 * Cancellation: nothing that has come is lost.
 *
 * Original: `Lwt_io.read`
 */
export function read(
  ic: InputChannel,
  options?: ReadOptions,
): Lwt.Promise<string> {
  const count = options?.count;
  if (count === undefined) {
    return Lwt.map((bytes) => bytes.toString("utf8"), primitive(ic, restOf));
  }
  checkCount(count);
  return primitive(ic, (core) => textOf(core, count));
}

/** As `read`, exactly the bytes. Original: `Lwt_io.read` */
export function readBytes(
  ic: InputChannel,
  options?: ReadOptions,
): Lwt.Promise<Uint8Array> {
  const count = options?.count;
  if (count === undefined) return primitive(ic, restOf);
  checkCount(count);
  return primitive(ic, (core) => bytesOf(core, count));
}
