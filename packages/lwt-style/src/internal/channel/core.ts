/** The buffer of a channel, and what is behind it. */
import * as Lwt from "../../Lwt.js";
import type { SeekCommand } from "../unix/diskFile.js";
import type { Channel } from "./channel.js";

/** Reads bytes into a buffer, or writes them from it; gives how many. */
export type PerformIo = (
  buffer: Uint8Array,
  at: number,
  length: number,
) => Lwt.Promise<number>;

export type Seek = (
  offset: number,
  command: SeekCommand,
) => Lwt.Promise<number>;

/** `Lwt_io.Channel_closed` */
export class ChannelClosed extends Error {
  override readonly name = "Lwt_io.Channel_closed";
}

export type Direction = "input" | "output";

export interface CoreOptions {
  readonly buffer: Buffer;
  /** Where the data in the buffer ends; the room of an output. */
  readonly max: number;
  readonly offset: number;
  /** Undefined: the buffer is all that there is. */
  readonly performIo?: PerformIo | undefined;
  readonly seek?: Seek | undefined;
  readonly close?: (() => Lwt.Promise<void>) | undefined;
  /** Lets an abort not wait for what was written. */
  readonly abort?: (() => void) | undefined;
}

const cannotSeek: Seek = () =>
  Lwt.fail(new Error("LwtIo.seek: this channel has no places to go to"));

export class Core {
  buffer: Buffer;
  /** The size that the user asked for; the buffer may be larger for a while. */
  size: number;
  /** The place in the buffer. */
  ptr = 0;
  max: number;
  /** How many bytes have been read or written behind the buffer. */
  offset: number;
  autoFlushing = false;
  /** The channel that users hold. */
  main!: Channel;
  readonly performIo: PerformIo | undefined;
  readonly seek: Seek;
  readonly abort: () => void;
  readonly aborted: Lwt.Promise<number>;
  private readonly aborter: Lwt.Resolver<number>;
  private readonly close: () => Lwt.Promise<void>;
  private closing: Lwt.Promise<void> | undefined;

  constructor(
    readonly direction: Direction,
    options: CoreOptions,
  ) {
    this.buffer = options.buffer;
    this.size = options.buffer.length;
    this.max = options.max;
    this.offset = options.offset;
    this.performIo = options.performIo;
    this.seek = options.seek ?? cannotSeek;
    this.close = options.close ?? (() => Lwt.returnUnit);
    this.abort = options.abort ?? (() => {});
    [this.aborted, this.aborter] = Lwt.wait<number>();
  }

  /** Ends what is under way behind the buffer. */
  stop(): void {
    if (Lwt.isSleeping(this.aborted)) {
      Lwt.wakeupExn(this.aborter, closedError(this));
    }
  }

  closeOnce(): Lwt.Promise<void> {
    this.closing ??= Lwt.apply(this.close, undefined);
    return this.closing;
  }
}

const closedError = (core: Core): ChannelClosed =>
  new ChannelClosed(`the ${core.direction} is closed`);

export const failClosed = (core: Core): Lwt.Promise<never> =>
  Lwt.fail(closedError(core));

export const failInvalid = (core: Core): Lwt.Promise<never> =>
  Lwt.fail(invalidError(core));

export const invalidError = (core: Core): Error =>
  new Error(
    `LwtIo.atomic: the ${core.direction} was lent for the operation only, which has ended`,
  );
