/** Bytes in and out of the user's own buffers; the buffer of a channel itself. */
import { EndOfFile } from "../endOfFile.js";
import * as Lwt from "../../Lwt.js";
import {
  type Channel,
  type InputChannel,
  type OutputChannel,
  primitive,
} from "./channel.js";
import { type Core } from "./core.js";
import { writeAll, writeSome } from "./output.js";
import { MIN_BUFFER_SIZE, performIo } from "./performIo.js";

const checkRange = (
  name: string,
  { length: size }: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<never> | undefined =>
  at >= 0 && length >= 0 && at + length <= size
    ? undefined
    : Lwt.failInvalidArg(
        `LwtIo.${name}: ${length} bytes at ${at} do not lie in ${size}`,
      );

const intoOf = Lwt.fn(function* (
  core: Core,
  bytes: Uint8Array,
  at: number,
  length: number,
) {
  if (length === 0) return 0;
  if (core.ptr === core.max) yield* performIo(core);
  const size = Math.min(length, core.max - core.ptr);
  bytes.set(core.buffer.subarray(core.ptr, core.ptr + size), at);
  core.ptr += size;
  return size;
});

/**
 * Reads up to `length` bytes into `bytes`; gives how many, 0 at the end.
 *
 * Errors: rejected with `InvalidArgument` if they do not lie in `bytes`.
 *
 * Original: `Lwt_io.read_into`
 */
export const readInto = (
  ic: InputChannel,
  bytes: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<number> =>
  primitive(
    ic,
    (core) =>
      checkRange("readInto", bytes, at, length) ??
      intoOf(core, bytes, at, length),
  );

const exactlyOf = Lwt.fn(function* (
  core: Core,
  bytes: Uint8Array,
  at: number,
  length: number,
) {
  let done = 0;
  while (done < length) {
    const count = yield* intoOf(core, bytes, at + done, length - done);
    if (count === 0) throw EndOfFile;
    done += count;
  }
});

/**
 * Reads exactly `length` bytes into `bytes`.
 *
 * Cancellation: as in Lwt, what was read by then is in `bytes` only.
 *
 * Errors: as `readInto`; `EndOfFile` if there are fewer.
 *
 * Original: `Lwt_io.read_into_exactly`
 */
export const readIntoExactly = (
  ic: InputChannel,
  bytes: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<void> =>
  primitive(
    ic,
    (core) =>
      checkRange("readIntoExactly", bytes, at, length) ??
      exactlyOf(core, bytes, at, length),
  );

/**
 * Writes up to `length` bytes of `bytes`; gives how many.
 *
 * Original: `Lwt_io.write_from`
 */
export const writeFrom = (
  oc: OutputChannel,
  bytes: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<number> =>
  primitive(
    oc,
    (core) =>
      checkRange("writeFrom", bytes, at, length) ??
      writeSome(core, bytes, at, length),
  );

/** Writes `length` bytes of `bytes`, all. Original: `Lwt_io.write_from_exactly` */
export const writeFromExactly = (
  oc: OutputChannel,
  bytes: Uint8Array,
  at: number,
  length: number,
): Lwt.Promise<void> =>
  primitive(
    oc,
    (core) =>
      checkRange("writeFromExactly", bytes, at, length) ??
      writeAll(core, bytes, at, length),
  );

/** As `writeFrom`, of the bytes of a text in UTF-8. Original: `Lwt_io.write_from_string` */
export const writeFromString = (
  oc: OutputChannel,
  text: string,
  at: number,
  length: number,
): Lwt.Promise<number> => writeFrom(oc, Buffer.from(text), at, length);

/** As `writeFromExactly`, of the bytes of a text in UTF-8. Original: `Lwt_io.write_from_string_exactly` */
export const writeFromStringExactly = (
  oc: OutputChannel,
  text: string,
  at: number,
  length: number,
): Lwt.Promise<void> => writeFromExactly(oc, Buffer.from(text), at, length);

/** What `f` sees of `size` bytes of the buffer, once there is room or data. */
export const blockOf = Lwt.fn(function* <A>(
  core: Core,
  size: number,
  f: (buffer: Buffer, at: number) => Lwt.Promise<A>,
) {
  while (core.max - core.ptr < size) {
    const count = yield* performIo(core);
    if (count === 0 && core.direction === "input") throw EndOfFile;
  }
  const at = core.ptr;
  core.ptr += size;
  return yield* f(core.buffer, at);
});

/**
 * Lends `size` bytes of the channel's own buffer to `f`, to read or to write.
 *
 * Errors: rejected with `InvalidArgument` unless 0 <= size <= 16; with
 * `EndOfFile` if there are fewer bytes to read.
 *
 * Original: `Lwt_io.block`
 */
export const block = <A>(
  channel: Channel,
  size: number,
  f: (buffer: Uint8Array, at: number) => Lwt.Promise<A>,
): Lwt.Promise<A> =>
  primitive(channel, (core) =>
    size >= 0 && size <= MIN_BUFFER_SIZE
      ? blockOf(core, size, f)
      : Lwt.failInvalidArg(`LwtIo.block: ${size} bytes`),
  );

/** The channel's own buffer: `Lwt_io.direct_access`. */
export interface DirectAccess {
  readonly daBuffer: Uint8Array;
  /** Where the data begins, or the room; to be moved by who uses it. */
  daPtr: number;
  /** Where it ends. */
  readonly daMax: number;
  /** Reads more, or writes what is there; gives how many bytes. */
  readonly daPerform: () => Lwt.Promise<number>;
}

class Access implements DirectAccess {
  daPtr: number;
  daMax: number;
  over = false;

  constructor(private readonly core: Core) {
    this.daPtr = core.ptr;
    this.daMax = core.max;
  }

  get daBuffer(): Uint8Array {
    return this.core.buffer;
  }

  /** Tells whether the user has moved it within bounds. */
  get isValid(): boolean {
    const { ptr, max } = this.core;
    return this.daMax === max && this.daPtr >= ptr && this.daPtr <= max;
  }

  readonly daPerform = (): Lwt.Promise<number> => {
    if (this.over) {
      return Lwt.failWith("LwtIo.directAccess: the access has ended");
    }
    if (!this.isValid) return Lwt.failInvalidArg("LwtIo.directAccess: daPtr");
    this.core.ptr = this.daPtr;
    return Lwt.map((count) => {
      this.daPtr = this.core.ptr;
      this.daMax = this.core.max;
      return count;
    }, performIo(this.core));
  };
}

/**
 * Lends the channel's own buffer to `f`, which moves `daPtr` over what it has
 * read or written.
 *
 * Original: `Lwt_io.direct_access`
 */
export const directAccess = <A>(
  channel: Channel,
  f: (access: DirectAccess) => Lwt.Promise<A>,
): Lwt.Promise<A> =>
  primitive(channel, (core) => {
    const access = new Access(core);
    return Lwt.bind(f(access), (result) => {
      access.over = true;
      if (!access.isValid) {
        return Lwt.failWith("LwtIo.directAccess: f has left a wrong daPtr");
      }
      core.ptr = access.daPtr;
      return Lwt.return(result);
    });
  });
