/** Channels on sockets and on pipes. */
import * as Lwt from "../../Lwt.js";
import { domainOfSockaddr, type Sockaddr } from "../unix/address.js";
import * as FileDescr from "../unix/fileDescr.js";
import { pipe as pipeOf } from "../unix/memoryPipe.js";
import type { SocketDescr } from "../unix/socketDevice.js";
import * as Sockets from "../unix/sockets.js";
import {
  type Channel,
  input,
  type InputChannel,
  isClosed,
  output,
  type OutputChannel,
} from "./channel.js";
import { ofFd } from "./make.js";
import { close } from "./performIo.js";

/** The two channels of a connection. */
export type Channels = readonly [InputChannel, OutputChannel];

export interface ConnectionOptions {
  readonly fd?: SocketDescr | undefined;
  readonly inBuffer?: Uint8Array | undefined;
  readonly outBuffer?: Uint8Array | undefined;
}

/** Closes a socket once, whoever asks first. */
export function closingOnce(fd: FileDescr.FileDescr): () => Lwt.Promise<void> {
  let closing: Lwt.Promise<void> | undefined;
  return () => {
    closing ??=
      FileDescr.state(fd)._tag === "Closed"
        ? Lwt.returnUnit
        : FileDescr.close(fd);
    return closing;
  };
}

export function channelsOf(
  fd: SocketDescr,
  inBuffer: Uint8Array | undefined,
  outBuffer: Uint8Array | undefined,
): Channels {
  const closeSocket = closingOnce(fd);
  return [
    ofFd(fd, { mode: input, buffer: inBuffer, close: closeSocket }),
    ofFd(fd, { mode: output, buffer: outBuffer, close: closeSocket }),
  ];
}

export const streamSocket = (address: Sockaddr): SocketDescr =>
  Sockets.socket(domainOfSockaddr(address), "SOCK_STREAM");

/**
 * Connects, and gives the channels.
 *
 * Behaviour: closing one of them closes the connection, as in Lwt: close the
 * output, which flushes first.
 *
 * Cancellation: the socket is closed.
 *
 * Errors: rejected with Node's error, for instance `code: "ECONNREFUSED"`.
 *
 * Original: `Lwt_io.open_connection`
 */
export const openConnection = Lwt.fn(function* (
  address: Sockaddr,
  options?: ConnectionOptions,
) {
  const fd = options?.fd ?? streamSocket(address);
  try {
    yield* Sockets.connect(fd, address);
  } catch (exn) {
    yield* closingOnce(fd)();
    throw exn;
  }
  return channelsOf(fd, options?.inBuffer, options?.outBuffer);
});

const closeIfOpen = (channel: Channel): Lwt.Promise<void> =>
  isClosed(channel) ? Lwt.returnUnit : close(channel);

/** The output first: what was written is flushed before the connection ends. */
export const closeBoth = Lwt.fn(function* ([ic, oc]: Channels) {
  yield* closeIfOpen(oc);
  yield* closeIfOpen(ic);
});

/**
 * Connects, runs `f` with the channels, and closes them whatever came of it.
 *
 * Original: `Lwt_io.with_connection`
 */
export const withConnection = <A>(
  address: Sockaddr,
  f: (channels: Channels) => Lwt.Promise<A>,
  options?: ConnectionOptions,
): Lwt.Promise<A> =>
  Lwt.bind(openConnection(address, options), (channels) =>
    Lwt.finalize(
      () => f(channels),
      () => closeBoth(channels),
    ),
  );

/** Makes a pipe inside of this program, as two channels. Original: `Lwt_io.pipe` */
export function pipe(
  options?: Pick<ConnectionOptions, "inBuffer" | "outBuffer">,
): Channels {
  const [reading, writing] = pipeOf();
  return [
    ofFd(reading, { mode: input, buffer: options?.inBuffer }),
    ofFd(writing, { mode: output, buffer: options?.outBuffer }),
  ];
}
