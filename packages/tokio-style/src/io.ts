/**
 * Streams of bytes, as `tokio::io`: the traits, their methods, buffers, copies
 * and streams in memory.
 *
 * Nothing here needs Node. Sockets are in `tokio-style/net`, files in
 * `tokio-style/fs`, the standard streams in `tokio-style/io/std`.
 */
export { type ErrorKind, IoError } from "./io-error.js";
export { AsyncIo } from "./io/ext.js";
export { BufReader } from "./io/buf-reader.js";
export { BufStream } from "./io/buf-stream.js";
export { BufWriter } from "./io/buf-writer.js";
export type { Chain } from "./io/chain.js";
export { copy, copyBidirectional, copyBuf } from "./io/copy.js";
export { duplex, type DuplexStream } from "./io/duplex.js";
export { Interest, Ready } from "./io/interest.js";
export type { Lines, Split } from "./io/lines.js";
export { ByteVec, ReadBuf } from "./io/read-buf.js";
export { Cursor, empty, repeat, sink } from "./io/simple.js";
export { type ReadHalf, split, type WriteHalf } from "./io/split.js";
export type { Take } from "./io/take.js";
export {
  type AsyncBufRead,
  type AsyncRead,
  type AsyncSeek,
  type AsyncWrite,
  type PollIo,
  SeekFrom,
} from "./io/traits.js";
