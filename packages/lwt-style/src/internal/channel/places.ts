/** The buffer of a channel, and the places in what it reads or writes. */
import * as Lwt from "../../Lwt.js";
import { type Channel, primitive } from "./channel.js";
import { type Core } from "./core.js";
import { checkSize } from "./make.js";
import { flushTotal, performIo } from "./performIo.js";

/** How many bytes are in the buffer. Original: `Lwt_io.buffered` */
export const buffered = ({ core }: Channel): number =>
  core.direction === "input" ? core.max - core.ptr : core.ptr;

/** The size of the buffer, in bytes. Original: `Lwt_io.buffer_size` */
export const bufferSize = ({ core }: Channel): number => core.size;

/**
 * Changes the size of the buffer.
 *
 * Behaviour: an output with more in its buffer is flushed before that.
 *
 * Errors: throws `InvalidArgument` below 16; rejected on `ofBytes`, and if more
 * waits to be read than would fit.
 *
 * Original: `Lwt_io.resize_buffer`
 */
export function resizeBuffer(
  channel: Channel,
  size: number,
): Lwt.Promise<void> {
  checkSize("resizeBuffer", size);
  if (channel.core.performIo === undefined) {
    return Lwt.failWith("LwtIo.resizeBuffer: the buffer is all that there is");
  }
  return primitive(channel, (core) => resize(core, size));
}

const resize = Lwt.fn(function* (core: Core, size: number) {
  const isInput = core.direction === "input";
  if (isInput) {
    if (core.max - core.ptr > size) {
      throw new Error("LwtIo.resizeBuffer: more than that waits to be read");
    }
  } else {
    while (core.ptr > size) yield* performIo(core);
  }
  const [from, to] = isInput ? [core.ptr, core.max] : [0, core.ptr];
  const buffer = Buffer.allocUnsafeSlow(size);
  core.buffer.copy(buffer, 0, from, to);
  core.buffer = buffer;
  core.size = size;
  core.ptr = isInput ? 0 : to;
  core.max = isInput ? to - from : size;
});

// ---------------------------------------------------------------------------
// Places

/** The place in the channel, in bytes. Original: `Lwt_io.position` */
export const position = ({ core }: Channel): number =>
  core.direction === "input"
    ? core.offset - (core.max - core.ptr)
    : core.offset + core.ptr;

const seekTo = Lwt.fn(function* (core: Core, to: number) {
  const found = yield* core.seek(to, "SEEK_SET");
  if (found !== to) throw new Error("LwtIo.setPosition: the seek went astray");
});

const moveTo = Lwt.fn(function* (core: Core, to: number) {
  if (core.performIo === undefined) {
    if (to < 0 || to > core.buffer.length) {
      throw new Error("LwtIo.setPosition: out of bounds");
    }
    core.ptr = to;
    return;
  }
  if (core.direction === "output") {
    yield* flushTotal(core);
  } else if (to >= core.offset - (core.max - core.ptr) && to <= core.offset) {
    core.ptr = core.max - (core.offset - to);
    return;
  }
  yield* seekTo(core, to);
  core.offset = to;
  if (core.direction === "input") {
    core.ptr = 0;
    core.max = 0;
  }
});

/**
 * Goes to a place, in bytes from the start; an output is flushed first.
 *
 * Errors: rejected where there are no places: sockets, pipes.
 *
 * Original: `Lwt_io.set_position`
 */
export const setPosition = (channel: Channel, to: number): Lwt.Promise<void> =>
  primitive(channel, (core) => moveTo(core, to));

const lengthOf = Lwt.fn(function* (core: Core) {
  if (core.performIo === undefined) return core.buffer.length;
  const length = yield* core.seek(0, "SEEK_END");
  yield* seekTo(core, core.offset);
  return length;
});

/** The length of what is read or written, in bytes. Original: `Lwt_io.length` */
export const length = (channel: Channel): Lwt.Promise<number> =>
  primitive(channel, lengthOf);
