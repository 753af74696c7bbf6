/** Writing. */
import * as Lwt from "../../Lwt.js";
import { type OutputChannel, primitive } from "./channel.js";
import { type Core } from "./core.js";
import { autoFlush } from "./flush.js";
import { flushTotal, performIo } from "./performIo.js";

/** Copies what fits into the buffer; gives how much that was. */
function put(
  core: Core,
  bytes: Uint8Array,
  at: number,
  length: number,
): number {
  const count = Math.min(length, core.max - core.ptr);
  core.buffer.set(bytes.subarray(at, at + count), core.ptr);
  core.ptr += count;
  return count;
}

/** Writes until what is behind the buffer does not take all. */
export const writeSome = Lwt.fn(function* (
  core: Core,
  bytes: Uint8Array,
  at: number,
  length: number,
) {
  let done = put(core, bytes, at, length);
  while (done < length) {
    yield* performIo(core);
    if (core.ptr > 0) break;
    done += put(core, bytes, at + done, length - done);
  }
  return done;
});

export const writeAll = Lwt.fn(function* (
  core: Core,
  bytes: Uint8Array,
  at: number,
  length: number,
) {
  for (let done = 0; ;) {
    done += put(core, bytes, at + done, length - done);
    if (done === length) return;
    yield* performIo(core);
  }
});

/** No character of a text takes more bytes of UTF-8 for each of its units. */
const MOST_BYTES = 3;

/**
 * Writes text, as UTF-8.
 *
 * Behaviour: what fits into the buffer is written at once; it is flushed a pause
 * later, when nobody uses the channel, or by `flush`. When the buffer is full
 * the writer waits until what is behind takes some.
 *
 * Cancellation: a part may have been written.
 *
 * Original: `Lwt_io.write`
 */
export function write(oc: OutputChannel, text: string): Lwt.Promise<void> {
  const { core } = oc;
  const room = core.max - core.ptr;
  if (oc.state === "idle" && text.length * MOST_BYTES <= room) {
    core.ptr += core.buffer.write(text, core.ptr);
    if (core.performIo !== undefined) autoFlush(core);
    return Lwt.returnUnit;
  }
  return writeBytes(oc, Buffer.from(text));
}

/** Writes bytes, as `write`. Original: `Lwt_io.write` */
export const writeBytes = (
  oc: OutputChannel,
  bytes: Uint8Array,
): Lwt.Promise<void> =>
  primitive(oc, (core) => writeAll(core, bytes, 0, bytes.length));

/** Writes a line and its end. Original: `Lwt_io.write_line` */
export const writeLine = (oc: OutputChannel, line: string): Lwt.Promise<void> =>
  write(oc, `${line}\n`);

/** Writes a character. Original: `Lwt_io.write_char` */
export const writeChar = (
  oc: OutputChannel,
  character: string,
): Lwt.Promise<void> => write(oc, character);

/**
 * Waits until all that was written has left the buffer.
 *
 * Errors: what the writing fails with, Node's `code` kept (`EPIPE` …). What was
 * not written stays in the buffer.
 *
 * Original: `Lwt_io.flush`
 */
export const flush = (oc: OutputChannel): Lwt.Promise<void> =>
  primitive(oc, flushTotal);
