/** Node's own sockets and files, taken over and given away. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import * as Net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Effect from "effect/Effect";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { File } from "../src/fs.js";
import {
  TcpListener,
  TcpStream,
  UdpSocket,
  UnixListener,
  UnixStream,
} from "../src/net.js";
import { bind, keep, pair, run, text } from "./net-support.js";
import { errorOf, valueOf } from "./support.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "host-types-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const closing = <S extends { destroy(): unknown }>(socket: S): S => {
  keep({ close: () => void socket.destroy() });
  return socket;
};

describe("a socket of Node's", () => {
  test("MUST become a stream, with what has arrived on it", async () => {
    const listener = await bind();
    const raw = closing(Net.connect(listener.localAddr().port, "127.0.0.1"));
    await once(raw, "connect");
    const [peer] = await run(listener.accept());
    keep(peer);
    await run(peer.writeAll("early"));
    const stream = keep(valueOf(TcpStream.fromStd(raw)));
    expect(text(await run(stream.readExact(5)))).toBe("early");
    // What the peer ends does not end this side.
    await run(peer.shutdown());
    expect(await run(stream.read())).toHaveLength(0);
    await run(stream.writeAll("late"));
    expect(text(await run(peer.readExact(4)))).toBe("late");
  });

  test("MUST be connected for that", () => {
    const socket = closing(new Net.Socket());
    expect(errorOf(TcpStream.fromStd(socket)).kind).toBe("NotConnected");
    expect(errorOf(UnixStream.fromStd(socket)).kind).toBe("NotConnected");
  });

  test("MUST come of a stream with what nobody has read", async () => {
    const { client, server } = await pair();
    await run(client.writeAll("abcd"));
    expect(text(await run(server.readExact(1)))).toBe("a");
    const raw = closing(valueOf(server.intoStd()));
    const [rest] = (await once(raw, "data")) as [Uint8Array];
    expect(text(rest)).toBe("bcd");
    raw.write("e");
    expect(text(await run(client.readExact(1)))).toBe("e");
    expect((await run(Effect.flip(server.read()))).kind).toBe("NotConnected");
    expect(errorOf(server.intoStd()).kind).toBe("NotConnected");
    server.close();
    expect(raw.destroyed).toBe(false);
  });

  test("MUST NOT come of a stream that has bytes left behind the end", async () => {
    const { client, server } = await pair();
    await run(client.writeAll("ab"));
    await run(client.shutdown());
    await run(server.readExact(1));
    while (!server.link.ended) await new Promise(setImmediate);
    expect(errorOf(server.intoStd()).kind).toBe("InvalidInput");
    expect(text(await run(server.readToEnd()))).toBe("b");
    closing(valueOf(server.intoStd()));
  });
});

describe("a server of Node's", () => {
  test("MUST become a listener", async () => {
    const server = Net.createServer();
    expect(errorOf(TcpListener.fromStd(server)).kind).toBe("NotConnected");
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const listener = keep(valueOf(TcpListener.fromStd(server)));
    const client = keep(await run(TcpStream.connect(listener.localAddr())));
    const [stream] = await run(listener.accept());
    await run(keep(stream).writeAll("a"));
    expect(text(await run(client.readExact(1)))).toBe("a");
  });

  test("MUST come of a listener, with who has not been accepted", async () => {
    const listener = await bind();
    const client = keep(await run(TcpStream.connect(listener.localAddr())));
    const [first] = await run(listener.accept());
    keep(first);
    const other = keep(await run(TcpStream.connect(listener.localAddr())));
    await new Promise(setImmediate);
    const server = listener.intoStd();
    keep({ close: () => server.close() });
    const [socket] = (await once(server, "connection")) as [Net.Socket];
    closing(socket).write("a");
    expect(text(await run(other.readExact(1)))).toBe("a");
    const waits = Effect.flip(listener.accept());
    expect((await run(waits)).kind).toBe("NotConnected");
    expect(client.peerAddr().port).toBe(listener.localAddr().port);
  });

  test("MUST be on a path to become a Unix listener, and come of one", async () => {
    const path = join(folder, "socket");
    const server = Net.createServer().listen(path);
    await once(server, "listening");
    expect(errorOf(TcpListener.fromStd(server)).kind).toBe("NotConnected");
    const listener = valueOf(UnixListener.fromStd(server));
    expect(listener.localAddr().asPathname()).toBe(path);
    const raw = closing(Net.connect(path));
    await once(raw, "connect");
    const [stream] = await run(listener.accept());
    keep(stream);
    const client = keep(valueOf(UnixStream.fromStd(raw)));
    await run(client.writeAll("a"));
    expect(text(await run(stream.readExact(1)))).toBe("a");
    expect(listener.intoStd()).toBe(server);
    keep({ close: () => server.close() });
    closing(valueOf(client.intoStd()));
  });
});

describe("a UDP socket of Node's", () => {
  test("MUST be bound to become one of ours, and stays connected", async () => {
    const socket = createSocket("udp4");
    expect(errorOf(UdpSocket.fromStd(socket)).kind).toBe("NotConnected");
    const peer = keep(await run(UdpSocket.bind("127.0.0.1:0")));
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    socket.connect(peer.localAddr().port, "127.0.0.1");
    await once(socket, "connect");
    const ours = keep(valueOf(UdpSocket.fromStd(socket)));
    expect(valueOf(ours.peerAddr())).toEqual(peer.localAddr());
    await run(ours.send("a"));
    expect(text(await run(peer.recv()))).toBe("a");
  });

  test("MUST come of one of ours, with what nobody has received", async () => {
    const one = keep(await run(UdpSocket.bind("127.0.0.1:0")));
    const two = await run(UdpSocket.bind("127.0.0.1:0"));
    await run(one.sendTo("a", two.localAddr()));
    await run(two.readable());
    const socket = two.intoStd();
    keep({ close: () => socket.close() });
    const [data, from] = (await once(socket, "message")) as [
      Uint8Array,
      Net.AddressInfo,
    ];
    expect([text(data), from.port]).toEqual(["a", one.localAddr().port]);
    expect((await run(Effect.flip(two.recv()))).kind).toBe("NotConnected");
  });
});

describe("a file handle of Node's", () => {
  test("MUST become a file, and come of one when all is written", async () => {
    const path = join(folder, "file");
    const file = File.fromStd(await open(path, "w+"));
    await run(file.writeAll("ab"));
    const handle = await run(file.intoStd());
    file.drop();
    await handle.writeFile("c");
    await handle.close();
    // The handle has a place of its own.
    expect(await readFile(path, "utf8")).toBe("cb");
  });

  test("MUST come of a file at once only if nothing is under way", async () => {
    const file = await run(File.create(join(folder, "file")));
    await run(file.writeAll("ab"));
    expect(errorOf(file.tryIntoStd())).toBe(file);
    await run(file.flush());
    const handle = valueOf(file.tryIntoStd());
    file.drop();
    expect((await handle.stat()).size).toBe(2);
    await handle.close();
  });
});
