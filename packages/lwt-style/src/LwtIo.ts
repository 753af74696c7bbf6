/**
 * OCaml's `Lwt_io` 5.6.1: channels with buffers, on files, sockets, pipes, the
 * standard streams and memory.
 *
 * Text is UTF-8, where OCaml's strings are bytes; functions on `Uint8Array` give
 * the bytes as they are. Positions and lengths are in bytes.
 *
 * How channels work is told in internal/channel/channel.ts.
 */
export { EndOfFile } from "./internal/endOfFile.js";
export {
  atomic,
  type Channel,
  input,
  type InputChannel,
  isBusy,
  isClosed,
  mode,
  type Mode,
  output,
  type OutputChannel,
} from "./internal/channel/channel.js";
export {
  ChannelClosed,
  type PerformIo,
  type Seek,
} from "./internal/channel/core.js";
export { abort, close } from "./internal/channel/performIo.js";
export { flushAll } from "./internal/channel/flush.js";
export {
  type BufferOptions,
  defaultBufferSize,
  make,
  type MakeOptions,
  null,
  ofBytes,
  ofFd,
  type OfFdOptions,
  ofUnixFd,
  setDefaultBufferSize,
  stderr,
  stdin,
  stdout,
  zero,
} from "./internal/channel/make.js";
export * from "./internal/channel/places.js";
export * from "./internal/channel/input.js";
export {
  flush,
  write,
  writeBytes,
  writeChar,
  writeLine,
} from "./internal/channel/output.js";
export {
  block,
  directAccess,
  type DirectAccess,
  readInto,
  readIntoExactly,
  writeFrom,
  writeFromExactly,
  writeFromString,
  writeFromStringExactly,
} from "./internal/channel/bytes.js";
export * from "./internal/channel/numbers.js";
export * from "./internal/channel/values.js";
export * from "./internal/channel/print.js";
export * from "./internal/channel/files.js";
export * from "./internal/channel/streams.js";
export {
  type Channels,
  type ConnectionOptions,
  openConnection,
  pipe,
  withConnection,
} from "./internal/channel/connections.js";
export {
  type ChannelServerOptions,
  establishServer,
  establishServerWithClientAddress,
  establishServerWithClientSocket,
  type Server,
  type ServerOptions,
  shutdownServer,
  type SocketServerOptions,
} from "./internal/channel/servers.js";
