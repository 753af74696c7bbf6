/**
 * Sockets, as `tokio::net`: TCP, UDP and Unix sockets.
 *
 * Each operation is a description: nothing is opened, read or sent until the
 * Effect runs. Failures are {@link IoError}s in the error channel. Streams have
 * the methods of `tokio-style/io`, and Tokio's cancel safety with them.
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
 *
 * What cannot be, because Node does not show it: `UnixDatagram`, `peer_cred`,
 * named pipes as their own types, raw file descriptors, `set_ttl` of TCP, the
 * sizes of the kernel's buffers.
 */
export { type ErrorKind, IoError } from "./io-error.js";
export type { Lines } from "./io/lines.js";
export { lookupHost } from "./internal/lookup.js";
export {
  OwnedReadHalf,
  OwnedWriteHalf,
  ReuniteError,
} from "./internal/socket-split.js";
export { SocketAddr, type ToSocketAddr } from "./internal/tcp-addr.js";
export { TcpListener } from "./internal/tcp-listener.js";
export { TcpSocket } from "./internal/tcp-socket.js";
export { TcpStream } from "./internal/tcp-stream.js";
export { UdpSocket } from "./internal/udp-socket.js";
export { UnixSocketAddr } from "./internal/unix-addr.js";
export { UnixListener, UnixStream } from "./internal/unix-stream.js";
