/** What a socket can do at once, and waiting for that. */
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { describe, expect, test } from "vitest";
import { ByteVec, Interest, Ready } from "../src/io.js";
import { IoError, SocketAddr, TcpSocket, UnixStream } from "../src/net.js";
import { bind, drop, keep, pair, rawPeer, run, text } from "./net-support.js";
import { errorOf, valueOf } from "./support.js";

const bytes = (of: string) => new TextEncoder().encode(of);
const either = Interest.READABLE.add(Interest.WRITABLE);

describe("an interest", () => {
  test("MUST be what it is made of", () => {
    expect(Interest.READABLE.isReadable()).toBe(true);
    expect(Interest.READABLE.isWritable()).toBe(false);
    expect(either.isReadable() && either.isWritable()).toBe(true);
  });

  test("MUST find what is closed ready: who waits learns of it", () => {
    expect(Ready.READ_CLOSED.isReadable()).toBe(true);
    expect(Ready.READ_CLOSED.isWritable()).toBe(false);
    expect(Ready.WRITE_CLOSED.isWritable()).toBe(true);
    expect(Ready.EMPTY.isEmpty()).toBe(true);
    expect(Ready.ALL.isReadClosed() && Ready.ALL.isWriteClosed()).toBe(true);
    expect(Ready.READABLE.isReadClosed()).toBe(false);
  });
});

describe("a stream's ready", () => {
  test("MUST tell of a write that would not wait, and of no read", async () => {
    const { client } = await pair();
    const ready = await run(client.ready(either));
    expect(ready.isWritable()).toBe(true);
    expect(ready.isReadable()).toBe(false);
  });

  test("MUST tell of bytes when there are some, and of nothing else", async () => {
    const { client, server } = await pair();
    const ready = run(server.ready(Interest.READABLE));
    await run(client.writeAll("a"));
    expect((await ready).isReadable()).toBe(true);
    expect((await ready).isWritable()).toBe(false);
    expect((await ready).isReadClosed()).toBe(false);
  });

  test("MUST tell of the end", async () => {
    const { client, server } = await pair();
    await run(client.shutdown());
    expect(await run(server.read())).toHaveLength(0);
    const ready = await run(server.ready(Interest.READABLE));
    expect(ready.isReadClosed()).toBe(true);
  });

  test("MUST wait for no byte that comes after it was dropped", async () => {
    const { client, server } = await pair();
    await drop(server.ready(Interest.READABLE));
    await run(client.writeAll("a"));
    expect(text(await run(server.readExact(1)))).toBe("a");
  });

  test("MUST be that of its halves", async () => {
    const { client, server } = await pair();
    const [read, write] = server.intoSplit();
    expect((await run(write.ready(either))).isWritable()).toBe(true);
    await run(write.writable());
    await run(client.writeAll("ab"));
    await run(read.readable());
    expect((await run(read.ready(Interest.READABLE))).isReadable()).toBe(true);
    const buf = new Uint8Array(1);
    expect(valueOf(read.tryRead(buf))).toBe(1);
    const rest = new ByteVec();
    expect(valueOf(read.tryReadBuf(rest))).toBe(1);
    expect(text(buf) + text(rest.asSlice())).toBe("ab");
    expect(errorOf(read.tryReadVectored([buf])).kind).toBe("WouldBlock");
    expect(valueOf(write.tryWrite("c"))).toBe(1);
    await run(write.writable());
    expect(valueOf(write.tryWriteVectored([bytes("d"), bytes("e")]))).toBe(2);
    expect(text(await run(client.readExact(3)))).toBe("cde");
  });
});

describe("tryIo", () => {
  test("MUST NOT call what would have to wait", async () => {
    const { client, server } = await pair();
    let calls = 0;
    const read = () => {
      calls++;
      return Exit.succeed(calls);
    };
    expect(errorOf(server.tryIo(Interest.READABLE, read)).kind).toBe(
      "WouldBlock",
    );
    expect(calls).toBe(0);
    await run(client.writeAll("a"));
    await run(server.readable());
    expect(valueOf(server.tryIo(Interest.READABLE, read))).toBe(1);
  });

  test("MUST give the error of what it calls", async () => {
    const { client } = await pair();
    const failure = Exit.fail(IoError.new("Other", "no"));
    expect(errorOf(client.tryIo(Interest.WRITABLE, () => failure)).kind).toBe(
      "Other",
    );
  });
});

describe("several buffers at once", () => {
  test("MUST be filled one after the other", async () => {
    const { client, server } = await pair();
    expect(valueOf(client.tryWriteVectored([bytes("ab"), bytes("cde")]))).toBe(
      5,
    );
    await run(server.readable());
    const bufs = [2, 0, 2, 9].map((n) => new Uint8Array(n));
    expect(valueOf(server.tryReadVectored(bufs))).toBe(5);
    expect(bufs.map(text).map((it) => it.replaceAll("\0", ""))).toEqual([
      "ab",
      "",
      "cd",
      "e",
    ]);
  });
});

describe("takeError", () => {
  test("MUST take what broke the connection, so that nobody else is told", async () => {
    const { raw, server } = await rawPeer();
    expect(server.takeError()).toBeUndefined();
    await run(server.ready(Interest.WRITABLE));
    const broken = run(server.ready(Interest.READABLE));
    raw.resetAndDestroy();
    await broken;
    expect(server.takeError()?.kind).toBe("ConnectionReset");
    expect(server.takeError()).toBeUndefined();
    expect(await run(server.read())).toHaveLength(0);
  });

  test("MUST take none of a socket that is not made yet", () => {
    expect(TcpSocket.newV4().takeError()).toBeUndefined();
  });
});

describe("a socket that is not made yet", () => {
  test("MUST tell the address that it was bound to", () => {
    const socket = TcpSocket.newV6();
    expect(socket.localAddr().toString()).toBe("[::]:0");
    const four = TcpSocket.newV4();
    four.bind(new SocketAddr("127.0.0.1", 80));
    expect(four.localAddr().toString()).toBe("127.0.0.1:80");
  });

  test("MUST reuse addresses, and say so when it must not", () => {
    const socket = TcpSocket.newV4();
    expect(socket.reuseaddr()).toBe(true);
    expect(socket.setReuseaddr(true)).toBeUndefined();
    expect(() => socket.setReuseaddr(false)).toThrow("SO_REUSEADDR");
  });
});

describe("linger", () => {
  test("MUST reset the connection when a close may take no time", async () => {
    const { client, server } = await pair();
    expect(client.linger()).toBeUndefined();
    client.setLinger(0);
    expect(client.linger()).toBe(0);
    const broken = run(Effect.flip(server.read()));
    client.close();
    expect((await broken).kind).toBe("ConnectionReset");
  });

  test("MUST be that of the socket that connects", async () => {
    const listener = await bind();
    const socket = TcpSocket.newV4();
    socket.setLinger(0);
    expect(socket.linger()).toBe(0);
    const client = await run(socket.connect(listener.localAddr()));
    const [server] = await run(listener.accept());
    keep(server);
    client.close();
    const error = await run(Effect.flip(server.read()));
    expect(error.kind).toBe("ConnectionReset");
  });
});

describe("halves that do not belong together", () => {
  test("MUST come back with the error, from either of them", async () => {
    const one = await pair();
    const [read, write] = one.client.intoSplit();
    const [otherRead, otherWrite] = one.server.intoSplit();
    expect(errorOf(read.reunite(otherWrite)).halves).toEqual([
      read,
      otherWrite,
    ]);
    expect(errorOf(write.reunite(otherRead)).halves[0]).toBe(otherRead);
    expect(valueOf(write.reunite(read))).toBe(one.client);
  });
});

describe("a pair of Unix streams", () => {
  test("MUST be connected, both ways, and have no name", async () => {
    const before = await readdir(tmpdir());
    const [one, two] = (await run(UnixStream.pair())).map(keep);
    await run(one!.writeAll("a"));
    await run(two!.writeAll("b"));
    expect(text(await run(two!.readExact(1)))).toBe("a");
    expect(text(await run(one!.readExact(1)))).toBe("b");
    expect(one!.localAddr().isUnnamed()).toBe(true);
    expect(two!.peerAddr().isUnnamed()).toBe(true);
    one!.close();
    expect(await run(two!.read())).toHaveLength(0);
    const left = (await readdir(tmpdir())).filter(
      (name) => name.startsWith("pair-") && !before.includes(name),
    );
    expect(left).toEqual([]);
  });

  test("MUST leave nothing when it is dropped on the way", async () => {
    const before = await readdir(tmpdir());
    await drop(UnixStream.pair());
    const left = (await readdir(tmpdir())).filter(
      (name) => name.startsWith("pair-") && !before.includes(name),
    );
    expect(left).toEqual([]);
  });
});
