/** What differs in `tokio::net`. */
import type { Absent, Renamed } from "oracle/api";
import { inside } from "./paths.js";

const N = "tokio::net";

/** What has a name here that means something else: `split` at a byte. */
export const homonyms: readonly string[] = [
  `${N}::TcpStream::split`,
  `${N}::UnixStream::split`,
];

export const renamed: readonly Renamed[] = [
  {
    reason: "a half borrows nothing here; `split` is that of a reader's bytes",
    names: {
      [`${N}::TcpStream::split`]: "net.TcpStream.intoSplit",
      [`${N}::UnixStream::split`]: "net.UnixStream.intoSplit",
    },
  },
  {
    reason: "a half borrows nothing here, so there is only the owned one",
    names: {
      [`${N}::tcp::ReadHalf`]: "net.OwnedReadHalf",
      [`${N}::tcp::WriteHalf`]: "net.OwnedWriteHalf",
      [`${N}::unix::ReadHalf`]: "net.OwnedReadHalf",
      [`${N}::unix::WriteHalf`]: "net.OwnedWriteHalf",
    },
  },
  {
    reason: "one module has both kinds of sockets",
    names: {
      [`${N}::unix`]: "net",
      [`${N}::unix::SocketAddr`]: "net.UnixSocketAddr",
    },
  },
  {
    reason: "what carries a value has it under a name",
    names: Object.fromEntries(
      ["tcp", "unix"].flatMap((module) =>
        inside(`${N}::${module}::ReuniteError`, "0", "1").map((path) => [
          path,
          "net.ReuniteError.halves",
        ]),
      ),
    ),
  },
  {
    reason: 'an address is a `SocketAddr` or a text, `"host:port"`',
    names: { [`${N}::ToSocketAddrs`]: "net.ToSocketAddr" },
  },
];

/** What is there of each stream's type, but for these. */
const each = (
  types: readonly string[],
  ...names: readonly string[]
): readonly string[] =>
  types.flatMap((type) => inside(`${N}::${type}`, ...names));

export const absent: readonly Absent[] = [
  {
    reason: "Node has no datagrams on Unix sockets",
    paths: [`${N}::UnixDatagram`],
  },
  {
    reason: "std's blocking type, which has no counterpart in JavaScript",
    paths: [`${N}::TcpSocket::from_std_stream`],
  },
  {
    reason: "Node neither sets nor tells this of a socket",
    paths: [
      ...each(["TcpListener", "TcpStream"], "ttl", "set_ttl"),
      ...each(
        ["TcpSocket", "UdpSocket"],
        "tos",
        "set_tos",
        "device",
        "bind_device",
      ),
      ...each(
        ["TcpSocket"],
        "set_reuseport",
        "reuseport",
        "set_send_buffer_size",
        "send_buffer_size",
        "set_recv_buffer_size",
        "recv_buffer_size",
      ),
      `${N}::UnixStream::peer_cred`,
      ...inside(`${N}::unix`, "UCred", "gid_t", "pid_t", "uid_t"),
    ],
  },
];
