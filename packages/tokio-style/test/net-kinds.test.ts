/** Unix sockets, UDP, look-ups, and what a stream can do at once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { time } from "../src/index.js";
import {
  lookupHost,
  SocketAddr,
  TcpListener,
  TcpSocket,
  UdpSocket,
  UnixListener,
  UnixStream,
} from "../src/net.js";
import { bind, drop, failure, keep, pair, run, text } from "./net-support.js";
import { errorOf, run as runPaused } from "./support.js";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "tokio-style-net-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("a Unix socket MUST carry bytes both ways, and know its addresses", async () => {
  const path = join(dir, "s");
  const listener = keep(await run(UnixListener.bind(path)));
  expect(listener.localAddr().asPathname()).toBe(path);
  const connecting = run(UnixStream.connect(path));
  const [server, peer] = await run(listener.accept());
  const client = keep(await connecting);
  keep(server);
  expect([peer.isUnnamed(), client.localAddr().isUnnamed()]).toEqual([
    true,
    true,
  ]);
  expect(client.peerAddr().asPathname()).toBe(path);
  const [reader, writer] = client.intoSplit();
  await run(writer.writeAll("ping\n"));
  expect(await run(server.readLine())).toBe("ping\n");
  await run(server.writeAll("pong"));
  writer.drop();
  expect((await run(server.readToEnd())).length).toBe(0);
  server.close();
  expect(await run(reader.readToString())).toBe("pong");
});

test("a Unix socket that is missing, or in the way, MUST fail by its kind", async () => {
  const path = join(dir, "s");
  expect((await failure(UnixStream.connect(path))).kind).toBe("NotFound");
  keep(await run(UnixListener.bind(path)));
  const error = await failure(UnixListener.bind(path));
  expect(error).toMatchObject({ kind: "AddrInUse", path });
});

test("time MUST move while a Unix accept waits, and stand still for bytes on their way", async () => {
  const seen = await runPaused(function* () {
    using listener = yield* UnixListener.bind(join(dir, "s"));
    const late = yield* Effect.flip(time.timeout(5, listener.accept()));
    using client = yield* UnixStream.connect(join(dir, "s"));
    const [server] = yield* time.timeout(1, listener.accept());
    yield* client.writeAll("x".repeat(500));
    const bytes = yield* time.timeout(1, server.readExact(500));
    server.close();
    return [late._tag, bytes.length, time.Instant.now().millis];
  });
  expect(seen).toEqual(["Elapsed", 500, 5]);
});

test("a datagram MUST arrive whole, with its sender, and be cut to the buffer", async () => {
  const a = keep(await run(UdpSocket.bind("127.0.0.1:0")));
  const b = keep(await run(UdpSocket.bind("127.0.0.1:0")));
  expect(await run(a.sendTo("hello", b.localAddr()))).toBe(5);
  const [data, from] = await run(b.recvFrom());
  expect([text(data), String(from)]).toEqual(["hello", String(a.localAddr())]);
  await run(a.sendTo("truncated", b.localAddr()));
  const buf = new Uint8Array(4);
  expect(await run(b.recv(buf))).toBe(4);
  expect(text(buf)).toBe("trun");
  expect(errorOf(b.tryRecvFrom(buf)).kind).toBe("WouldBlock");
});

test("a receive that is dropped MUST lose no datagram", async () => {
  const a = keep(await run(UdpSocket.bind("127.0.0.1:0")));
  const b = keep(await run(UdpSocket.bind("127.0.0.1:0")));
  await drop(b.recv());
  for (const word of ["one", "two"]) await run(a.sendTo(word, b.localAddr()));
  expect(text(await run(b.recv()))).toBe("one");
  await drop(Effect.andThen(Effect.never, b.recv()));
  expect(text(await run(b.recv()))).toBe("two");
  await drop(b.recvFrom());
});

test("a connected socket MUST send to its peer, and one that is not MUST fail", async () => {
  const a = keep(await run(UdpSocket.bind("127.0.0.1:0")));
  const b = keep(await run(UdpSocket.bind("127.0.0.1:0")));
  expect((await failure(a.send("x"))).kind).toBe("NotConnected");
  expect(errorOf(a.peerAddr()).kind).toBe("NotConnected");
  await run(a.connect(b.localAddr()));
  expect(String(Exit.getSuccess(a.peerAddr()))).toContain(
    String(b.localAddr()),
  );
  expect(await run(a.send("to you"))).toBe(6);
  expect(text(await run(b.recv()))).toBe("to you");
  const waiting = failure(b.recv());
  b.close();
  b.close();
  expect((await waiting).kind).toBe("NotConnected");
  expect((await failure(b.sendTo("x", a.localAddr()))).kind).toBe(
    "NotConnected",
  );
});

test("a receive for which nothing comes MUST end by its timeout on paused time", async () => {
  const tag = await runPaused(function* () {
    using socket = yield* UdpSocket.bind("127.0.0.1:0");
    return (yield* Effect.flip(time.timeout(7, socket.recv())))._tag;
  });
  expect(tag).toBe("Elapsed");
});

test("lookupHost MUST give each address with the port, and refuse what is none", async () => {
  const found = await run(lookupHost("localhost:80"));
  expect(found.length).toBeGreaterThan(0);
  for (const addr of found) {
    expect(["127.0.0.1:80", "[::1]:80"]).toContain(String(addr));
  }
  expect((await failure(lookupHost("nowhere"))).kind).toBe("InvalidInput");
});

test("a TcpSocket MUST connect from the address that it was bound to", async () => {
  const listener = await bind();
  const free = await run(TcpListener.bind("127.0.0.1:0"));
  const own = free.localAddr();
  free.close();
  const socket = TcpSocket.newV4();
  socket.bind(own);
  const connecting = run(socket.connect(listener.localAddr()));
  const [server, peer] = await run(listener.accept());
  keep(server);
  keep(await connecting);
  expect(String(peer)).toBe(String(own));
  const six = new SocketAddr("::1", 0);
  expect(() => socket.bind(six)).toThrow("IPv4");
  expect((await failure(socket.connect(six))).kind).toBe("InvalidInput");
});

test("a TcpSocket MUST listen where it was bound", async () => {
  const socket = TcpSocket.newV4();
  socket.bind(new SocketAddr("127.0.0.1", 0));
  const listener = keep(await run(socket.listen(16)));
  expect(listener.localAddr().ip).toBe("127.0.0.1");
});

test("tryRead and tryWrite MUST do what can be done at once, else fail with WouldBlock", async () => {
  const { client, server } = await pair();
  const buf = new Uint8Array(8);
  expect(errorOf(server.tryRead(buf)).kind).toBe("WouldBlock");
  expect(Exit.isSuccess(client.tryWrite("abc"))).toBe(true);
  await run(server.readable());
  expect(server.tryRead(buf)).toEqual(Exit.succeed(3));
  await run(client.writable());
  while (Exit.isSuccess(client.tryWrite(new Uint8Array(60_000)))) {}
  const writable = run(client.writable());
  const draining = run(server.readToEnd());
  await writable;
  client.close();
  expect((await draining).length).toBeGreaterThan(60_000);
  expect(server.tryRead(buf)).toEqual(Exit.succeed(0));
});

test("peek MUST give the bytes again to the next read", async () => {
  const { client, server } = await pair();
  await run(client.writeAll("abc"));
  expect(text(await run(server.peek(2)))).toBe("ab");
  const buf = new Uint8Array(5);
  expect(await run(server.peek(buf))).toBe(3);
  expect(text(await run(server.readExact(3)))).toBe("abc");
});

test("halves MUST be reunited with their own, and with no other", async () => {
  const one = await pair();
  const two = await pair();
  const [reader, writer] = one.client.intoSplit();
  const [, other] = two.client.intoSplit();
  expect(errorOf(reader.reunite(other))._tag).toBe("ReuniteError");
  expect(reader.reunite(writer)).toEqual(Exit.succeed(one.client));
  writer.forget();
  await run(one.client.writeAll("still open"));
  expect(text(await run(one.server.readExact(10)))).toBe("still open");
});
