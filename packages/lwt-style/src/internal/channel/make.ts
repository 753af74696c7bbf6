/** Making channels. */
import * as Lwt from "../../Lwt.js";
import * as FileDescr from "../unix/fileDescr.js";
import { lseek, ofUnixFileDescr } from "../unix/files.js";
import * as Standard from "../unix/standard.js";
import {
  type Channel,
  input,
  type Mode,
  newChannel,
  output,
  OutputChannel,
} from "./channel.js";
import { ChannelClosed, type PerformIo, type Seek } from "./core.js";
import { remember, writeAtExit } from "./flush.js";
import { MIN_BUFFER_SIZE } from "./performIo.js";

let defaultSize = 4096;

export function checkSize(name: string, size: number): void {
  if (size >= MIN_BUFFER_SIZE) return;
  throw new Lwt.InvalidArgument(
    `LwtIo.${name}: a buffer of ${size} bytes is too small; the least is ${MIN_BUFFER_SIZE}`,
  );
}

/** The size of buffers where none is given: 4096 bytes. Original: `Lwt_io.default_buffer_size` */
export const defaultBufferSize = (): number => defaultSize;

/**
 * Sets the size of the buffers to come.
 *
 * Errors: throws `InvalidArgument` below 16.
 *
 * Original: `Lwt_io.set_default_buffer_size`
 */
export function setDefaultBufferSize(size: number): void {
  checkSize("setDefaultBufferSize", size);
  defaultSize = size;
}

/** The buffer of a channel, for itself alone. */
export interface BufferOptions {
  /** At least 16 bytes; without it, one of the default size is made. */
  readonly buffer?: Uint8Array | undefined;
}

export interface MakeOptions<C extends Channel> extends BufferOptions {
  readonly mode: Mode<C>;
  readonly close?: (() => Lwt.Promise<void>) | undefined;
  readonly seek?: Seek | undefined;
}

const asBuffer = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);

function makeWith<C extends Channel>(
  perform: PerformIo,
  options: MakeOptions<C> & { readonly abort?: () => void },
): C {
  if (options.buffer !== undefined) checkSize("make", options.buffer.length);
  const buffer =
    options.buffer === undefined
      ? Buffer.allocUnsafeSlow(defaultSize)
      : asBuffer(options.buffer);
  const channel = newChannel(options.mode, {
    buffer,
    max: options.mode.direction === "input" ? 0 : buffer.length,
    offset: 0,
    performIo: perform,
    seek: options.seek,
    close: options.close,
    abort: options.abort,
  });
  if (channel instanceof OutputChannel) remember(channel);
  return channel;
}

/**
 * Makes a channel of a function that reads bytes into a buffer, or writes them
 * from it, and gives how many.
 *
 * Errors: throws `InvalidArgument` if the buffer is too small.
 *
 * Original: `Lwt_io.make`
 */
export const make = <C extends Channel>(
  performIo: PerformIo,
  options: MakeOptions<C>,
): C => makeWith(performIo, options);

/**
 * Makes a channel that reads from, or writes to, these very bytes.
 *
 * Errors: writing more than there is room for is rejected.
 *
 * Original: `Lwt_io.of_bytes`
 */
export const ofBytes = <C extends Channel>(
  bytes: Uint8Array,
  options: { readonly mode: Mode<C> },
): C =>
  newChannel(options.mode, {
    buffer: asBuffer(bytes),
    max: bytes.length,
    offset: options.mode.direction === "input" ? bytes.length : 0,
  });

export interface OfFdOptions<C extends Channel> extends BufferOptions {
  readonly mode: Mode<C>;
  /** Closes the descriptor, if nothing else is said. */
  readonly close?: (() => Lwt.Promise<void>) | undefined;
}

/** Makes a channel on a descriptor. Original: `Lwt_io.of_fd` */
export const ofFd = <C extends Channel>(
  fd: FileDescr.FileDescr,
  options: OfFdOptions<C>,
): C =>
  makeWith(
    options.mode.direction === "input"
      ? (buffer, at, length) => FileDescr.read(fd, buffer, at, length)
      : (buffer, at, length) => FileDescr.write(fd, buffer, at, length),
    {
      ...options,
      close: options.close ?? (() => FileDescr.close(fd)),
      seek: (offset, command) => lseek(fd, offset, command),
      abort: () => {
        FileDescr.abort(fd, new ChannelClosed("the channel was aborted"));
      },
    },
  );

/** Makes a channel on the number of a descriptor. Original: `Lwt_io.of_unix_fd` */
export const ofUnixFd = <C extends Channel>(
  number: number,
  options: OfFdOptions<C>,
): C => ofFd(ofUnixFileDescr(number), options);

/** Original: `Lwt_io.stdin` */
export const stdin = ofFd(Standard.stdin, { mode: input });
/** Original: `Lwt_io.stdout` */
export const stdout = ofFd(Standard.stdout, { mode: output });
/** Original: `Lwt_io.stderr` */
export const stderr = ofFd(Standard.stderr, { mode: output });
writeAtExit(stdout, 1);
writeAtExit(stderr, 2);

const smallest = (): Buffer => Buffer.alloc(MIN_BUFFER_SIZE);

/** Gives zeros for ever. Original: `Lwt_io.zero` */
export const zero = make(
  (buffer, at, length) => {
    buffer.fill(0, at, at + length);
    return Lwt.return(length);
  },
  { mode: input, buffer: smallest() },
);

/** Takes all and keeps nothing. Original: `Lwt_io.null` */
const nothing = make((_buffer, _at, length) => Lwt.return(length), {
  mode: output,
  buffer: smallest(),
});
export { nothing as null };
