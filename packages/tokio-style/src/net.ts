/**
 * TCP, as `tokio::net`: a listener, streams and their halves.
 *
 * Each operation is a description: nothing is opened, read or sent until the
 * Effect runs. Failures are {@link IoError}s in the error channel. Cancel
 * safety is told method by method, and is Tokio's or better.
 *
 * ```ts
 * import { fn, spawn } from "tokio-style";
 * import { TcpListener } from "tokio-style/net";
 *
 * using listener = yield* TcpListener.bind("127.0.0.1:0");
 * for (;;) {
 *   const [stream] = yield* listener.accept();
 *   yield* spawn(echo(stream));
 * }
 * ```
 */
export { type ErrorKind, IoError } from "./io-error.js";
export { SocketAddr, type ToSocketAddr } from "./internal/tcp-addr.js";
export type { Lines } from "./internal/tcp-inbox.js";
export { TcpListener } from "./internal/tcp-listener.js";
export { OwnedReadHalf, OwnedWriteHalf } from "./internal/tcp-split.js";
export { TcpStream } from "./internal/tcp-stream.js";
