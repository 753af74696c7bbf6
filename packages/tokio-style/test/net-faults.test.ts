/** Sockets whose peer is slow, gone, or does not answer. */
import * as Effect from "effect/Effect";
import { expect, test } from "vitest";
import { gen, join, runtime, select, spawn, task, time } from "../src/index.js";
import * as io from "../src/io.js";
import { TcpStream } from "../src/net.js";
import {
  drop,
  failure,
  keep,
  pair,
  rawPeer,
  run,
  text,
} from "./net-support.js";

test("a peer that resets MUST fail a waiting read once with ConnectionReset, after the bytes", async () => {
  const { raw, server } = await rawPeer();
  raw.write("last words");
  expect(text(await run(server.read(4)))).toBe("last");
  const reading = failure(server.readExact(100));
  raw.resetAndDestroy();
  const error = await reading;
  expect(error).toMatchObject({ kind: "ConnectionReset", code: "ECONNRESET" });
  expect(error.message).toContain("connection reset by peer");
  expect((await run(server.read())).length).toBe(0);
  expect((await failure(server.writeAll("x"))).kind).toBe("ConnectionReset");
  expect((await failure(server.writeAll("x"))).kind).toBe("BrokenPipe");
});

test("a peer that resets MUST fail a writer that waits", async () => {
  const { raw, server } = await rawPeer();
  raw.pause();
  const writing = failure(server.writeAll(new Uint8Array(32 << 20)));
  await run(Effect.sleep(5));
  raw.resetAndDestroy();
  expect(["ConnectionReset", "BrokenPipe"]).toContain((await writing).kind);
});

test("a slow reader MUST hold the writer back, with bounded memory at both ends", async () => {
  const { client, server } = await pair();
  const size = 24 << 20;
  let done = false;
  const writing = run(client.writeAll(new Uint8Array(size).fill(7))).then(
    () => (done = true),
  );
  let got = (await run(server.read(1))).length;
  let most = 0;
  for (let i = 0; i < 20; i++) {
    await run(Effect.sleep(1)); // the reader is slow, the kernel fills up
    most = Math.max(most, server.buffered);
    got += (await run(server.read(1000))).length;
  }
  expect(done).toBe(false);
  while (got < size) {
    const bytes = await run(server.read());
    expect(bytes.every((byte) => byte === 7)).toBe(true);
    got += bytes.length;
    most = Math.max(most, server.buffered);
  }
  await writing;
  expect(got).toBe(size);
  // One inbox, one chunk beyond it, and Node's own buffer.
  expect(most).toBeLessThanOrEqual(256 * 1024);
});

test("nothing MUST be read before somebody reads", async () => {
  const { client, server } = await pair();
  await run(client.writeAll("early"));
  await run(Effect.sleep(2));
  expect(server.buffered).toBe(0);
  expect(text(await run(server.read()))).toBe("early");
});

test("a write that is dropped while it waits MUST have written nothing, and close MUST NOT hang on it", async () => {
  const { client, server } = await pair();
  await drop(client.writeAll(new Uint8Array(32 << 20)));
  await drop(client.write("never"));
  client.close();
  const bytes = await run(
    Effect.catch(server.readToEnd(), () => Effect.succeed(new Uint8Array())),
  );
  expect(bytes.includes("n".charCodeAt(0))).toBe(false);
});

test("bytes that write accepted MUST arrive though the stream is closed at once", async () => {
  const { client, server } = await pair();
  expect(await run(client.write("bye"))).toBe(3);
  client.close();
  client.close();
  expect(text(await run(server.readToEnd()))).toBe("bye");
});

test("operations on a closed stream MUST fail with NotConnected, waiting ones too", async () => {
  const { client } = await pair();
  const waiting = failure(client.read());
  client.close();
  expect((await waiting).kind).toBe("NotConnected");
  expect((await failure(client.read())).kind).toBe("NotConnected");
  expect((await failure(client.writeAll("x"))).kind).toBe("NotConnected");
});

/** Sends tagged bytes until nobody takes more; gives those acknowledged. */
const fill = async (stream: TcpStream) => {
  let sent = "";
  for (let n = 0; ; n++) {
    const part = String.fromCharCode(97 + (n % 26)).repeat(50_000);
    const wrote = stream.tryWrite(part);
    if (wrote._tag === "Failure") return sent;
    sent += part.slice(0, wrote.value);
  }
};

test("bytes that were acknowledged MUST arrive after a close, though the peer was slow and a write was dropped", async () => {
  const { client, server } = await pair();
  const sent = await fill(client);
  expect(sent.length).toBeGreaterThan(100_000);
  await drop(client.write("never"));
  await drop(client.flush());
  client.close();
  const got = text(await run(server.readToEnd()));
  expect(got.length).toBe(sent.length);
  expect(got).toBe(sent);
});

test("a half-open connection MUST go on in the other direction, until it is closed too", async () => {
  const { raw, server } = await rawPeer();
  raw.end("request");
  expect(text(await run(server.readToEnd()))).toBe("request");
  const heard: string[] = [];
  raw.on("data", (data) => heard.push(String(data)));
  const ended = new Promise((resolve) => raw.once("end", resolve));
  await run(server.writeAll("answer "));
  expect((await run(server.read())).length).toBe(0);
  await run(server.writeAll("in parts"));
  await run(server.shutdown());
  await ended;
  expect(heard.join("")).toBe("answer in parts");
});

test("a peer that resets MUST end a copy in both directions with its error", async () => {
  const { raw, server } = await rawPeer();
  const far = await pair();
  const copying = failure(io.copyBidirectional(server, far.client));
  raw.write("through");
  expect(text(await run(far.server.readExact(7)))).toBe("through");
  raw.resetAndDestroy();
  expect((await copying).kind).toBe("ConnectionReset");
});

test("writes and reads that select drops at any turn MUST lose and repeat nothing that was acknowledged", async () => {
  using rt = runtime.Builder.newCurrentThread().enableAll().build();
  const { client, server } = await pair();
  const main = gen(function* () {
    let sent = 0;
    let got = 0;
    let dropped = 0;
    const total = 3_000_000;
    const bytes = Uint8Array.from({ length: total }, (_, i) => i % 251);
    const writer = spawn(
      gen(function* () {
        while (sent < total) {
          const write = client.write(bytes.subarray(sent, sent + 30_000));
          const turn = Effect.as(task.yieldNow(), -1);
          const { value } = yield* select({ write, turn });
          if (value < 0) dropped++;
          else sent += value;
        }
        client.close();
      }),
    );
    for (;;) {
      const read = server.read(20_000);
      const { value } = yield* select({ read, turn: task.yieldNow() });
      if (value === undefined) {
        dropped++;
        continue;
      }
      if (value.length === 0) break;
      for (const byte of value) {
        if (byte !== got++ % 251) throw new Error(`wrong at ${got}`);
      }
    }
    yield* writer;
    return { sent, got, dropped };
  });
  const { sent, got, dropped } = await rt.blockOn(main);
  expect(got).toBe(sent);
  expect(dropped).toBeGreaterThan(0);
});

test("a wait that is dropped MUST leave no listener and nothing that keeps the process alive", async () => {
  const { client, server, listener } = await pair();
  // The first wait may subscribe; the ones after it must add nothing.
  const waits = [
    client.read(),
    client.readExact(5),
    client.lines().nextLine(),
    client.readable(),
    client.peek(),
    listener.accept(),
  ];
  const waitAll = async () => {
    for (const wait of waits) await drop(wait);
  };
  await waitAll();
  const socket = client.link.stream;
  const count = () =>
    socket.eventNames().reduce((n, name) => n + socket.listenerCount(name), 0);
  const before = count();
  for (let i = 0; i < 20; i++) await waitAll();
  expect(count()).toBe(before);
  const open = () => process.getActiveResourcesInfo();
  expect(open().filter((name) => name.startsWith("TCP"))).toEqual([]);
  const reading = run(client.read());
  expect(open()).toContain("TCPSocketWrap");
  await run(server.write("x"));
  await reading;
  expect(open().filter((name) => name.startsWith("TCP"))).toEqual([]);
});

test("two waits of one task MUST not end each other", async () => {
  using rt = runtime.Builder.newCurrentThread().enableAll().build();
  const { listener } = await pair();
  const main = gen(function* () {
    const [late, [stream]] = yield* join(
      Effect.flip(time.timeout(1, listener.accept())),
      listener.accept(),
      Effect.andThen(time.sleep(5), TcpStream.connect(listener.localAddr())),
    );
    keep(stream);
    return late._tag;
  });
  expect(await rt.blockOn(main)).toBe("Elapsed");
});
