/**
 * What is on its way between two sockets of this process.
 *
 * Paused time moves while a socket waits for its peer, for the peer may never
 * write. But when the peer is in this process and *has* written, the bytes are
 * in the kernel and certain to come: time must stand still, however many turns
 * of the host's loop that takes. Each stream therefore knows its twin, the
 * other end of its connection, and the bytes that each has sent and read.
 */
import type { Server, Socket } from "node:net";
import { onTheWay } from "./host-work.js";

/** One end of a connection. */
export interface End {
  readonly socket: Socket;
  twin: End | undefined;
  /** Whether the end of what the peer sends has been read. */
  readonly ended: () => boolean;
}

const plain = (ip = ""): string => ip.replace(/^::ffff:/, "");

/** Ends whose twin has not been seen, by their own address and the peer's. */
const single = new Map<string, End>();
/** Ends on which a read waits. */
const readers = new Set<End>();
/** Listeners on which an accept waits. */
const listeners = new Set<Server>();

/** Notes a connected socket, and finds its twin. */
export function endOf(socket: Socket, ended: () => boolean): End {
  const local = `${plain(socket.localAddress)} ${socket.localPort}`;
  const remote = `${plain(socket.remoteAddress)} ${socket.remotePort}`;
  const twin = single.get(`${remote} ${local}`);
  const end: End = { socket, twin, ended };
  if (twin !== undefined) {
    twin.twin = end;
    single.delete(`${remote} ${local}`);
    return end;
  }
  const key = `${local} ${remote}`;
  single.set(key, end);
  socket.once("close", () => {
    if (single.get(key) === end) single.delete(key);
  });
  return end;
}

/** Says whether a read waits on an end. */
export function reads(end: End, waits: boolean): void {
  if (waits) readers.add(end);
  else readers.delete(end);
}

/** Says whether an accept waits on a listener. */
export function accepts(server: Server, waits: boolean): void {
  if (waits) listeners.add(server);
  else listeners.delete(server);
}

function bytesCome({ socket, twin, ended }: End): boolean {
  if (twin === undefined || ended() || socket.destroyed) return false;
  const { bytesWritten, writableFinished, destroyed } = twin.socket;
  return bytesWritten > socket.bytesRead || writableFinished || destroyed;
}

/** Whether one of our connects has reached a listener that waits. */
function connectionComes(): boolean {
  if (listeners.size === 0 || single.size === 0) return false;
  const waiting = new Set<string>();
  for (const server of listeners) {
    const address = server.address();
    if (address === null || typeof address === "string") continue;
    waiting.add(`${plain(address.address)} ${address.port}`);
  }
  for (const { socket } of single.values()) {
    const { remoteAddress, remotePort } = socket;
    if (waiting.has(`${plain(remoteAddress)} ${remotePort}`)) return true;
  }
  return false;
}

onTheWay.add(() => {
  for (const end of readers) if (bytesCome(end)) return true;
  return connectionComes();
});
