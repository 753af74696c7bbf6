/** Sockets on paused time: waiting for a peer is not work in flight. */
import * as Net from "node:net";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { fn, gen, runtime, spawn, time } from "../src/index.js";
import { TcpListener, TcpStream } from "../src/net.js";
import { paused, run } from "./support.js";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const now = () => time.Instant.now().millis;

const pair = fn(function* (listener: TcpListener) {
  const client = yield* TcpStream.connect(listener.localAddr());
  const [server] = yield* listener.accept();
  return { client, server };
});

test("a timeout MUST end an accept for which nobody comes", async () => {
  const [error, at] = await run(function* () {
    using listener = yield* TcpListener.bind("127.0.0.1:0");
    const late = yield* Effect.flip(time.timeout(5, listener.accept()));
    return [late._tag, now()];
  });
  expect([error, at]).toEqual(["Elapsed", 5]);
});

test("a timeout MUST end a read for which nothing comes, below a plain fiber too", async () => {
  const seen = await run(function* () {
    using listener = yield* TcpListener.bind("127.0.0.1:0");
    const { client, server } = yield* pair(listener);
    const late = yield* Effect.flip(time.timeout(5, client.read()));
    const read = Effect.raceFirst(server.readLine(), Effect.never);
    const later = yield* Effect.flip(time.timeout(5, read));
    client.close();
    server.close();
    return [late._tag, later._tag, now()];
  });
  expect(seen).toEqual(["Elapsed", "Elapsed", 10]);
});

test("time MUST move while a write waits for a reader that sleeps", async () => {
  const seen = await run(function* () {
    using listener = yield* TcpListener.bind("127.0.0.1:0");
    const { client, server } = yield* pair(listener);
    const bytes = new Uint8Array(24 << 20);
    const writing = spawn(
      Effect.andThen(client.writeAll(bytes), client.shutdown()),
    );
    yield* time.sleep(10);
    const got = yield* server.readToEnd();
    yield* writing;
    client.close();
    server.close();
    return [got.length === bytes.length, now()];
  });
  expect(seen).toEqual([true, 10]);
});

test("a socket that is waited for MUST be no deadlock: a peer may come", async () => {
  using rt = paused();
  const listener = await rt.blockOn(TcpListener.bind("127.0.0.1:0"));
  const accepting = rt.blockOn(
    gen(function* () {
      const [stream] = yield* listener.accept();
      const line = yield* stream.readLine();
      stream.close();
      listener.close();
      return line;
    }),
  );
  let settled = false;
  const end = () => (settled = true);
  accepting.then(end, end);
  for (let i = 0; i < 100; i++) await turn();
  expect(settled).toBe(false);
  const peer = Net.connect(listener.localAddr().port, "127.0.0.1");
  await new Promise((resolve) => peer.once("connect", resolve));
  for (let i = 0; i < 100; i++) await turn();
  expect(settled).toBe(false);
  peer.end("hello\n");
  expect(await accepting).toBe("hello\n");
});

test("a deadlock MUST be seen once no socket is waited for any more", async () => {
  using rt = paused();
  const main = gen(function* () {
    using listener = yield* TcpListener.bind("127.0.0.1:0");
    yield* Effect.flip(time.timeout(5, listener.accept()));
    yield* Effect.never;
  });
  await expect(rt.blockOn(main)).rejects.toBeInstanceOf(runtime.Deadlock);
});

const echo = fn(function* (accepted: TcpStream) {
  using stream = accepted;
  const lines = stream.lines();
  for (;;) {
    const line = yield* lines.nextLine();
    if (line === undefined) return;
    yield* stream.writeAll(`${line}\n`);
  }
});

const client = fn(function* (listener: TcpListener, name: number) {
  using stream = yield* TcpStream.connect(listener.localAddr());
  for (let round = 0; round < 3; round++) {
    yield* stream.writeAll(`${name} ${round}\n`);
    expect(yield* stream.readLine()).toBe(`${name} ${round}\n`);
    yield* time.sleep(10);
  }
});

test("bytes on their way to a socket of the process MUST hold time, 20 times in a row", async () => {
  for (let i = 0; i < 20; i++) {
    const took = await run(function* () {
      using listener = yield* TcpListener.bind("127.0.0.1:0");
      const server = spawn(
        gen(function* () {
          for (;;) spawn(echo((yield* listener.accept())[0]));
        }),
      );
      const clients = Array.from({ length: 50 }, (_, name) =>
        spawn(client(listener, name)),
      );
      for (const each of clients) yield* each;
      server.abort();
      return now();
    });
    expect(took).toBe(30);
  }
}, 60_000);
