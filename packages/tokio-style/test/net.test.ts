/** Listeners and streams over TCP, inside a runtime and outside of any. */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import { expect, test } from "vitest";
import { gen, runtime, select, spawn, task } from "../src/index.js";
import {
  IoError,
  type Lines,
  SocketAddr,
  TcpListener,
  TcpStream,
} from "../src/net.js";
import { bind, drop, failure, keep, pair, run, text } from "./net-support.js";

test("both ends MUST know each other's address", async () => {
  const { client, server, listener } = await pair();
  expect(String(client.peerAddr())).toBe(String(listener.localAddr()));
  expect(String(server.peerAddr())).toBe(String(client.localAddr()));
  expect(String(new SocketAddr("::1", 80))).toBe("[::1]:80");
});

test("a port in use MUST fail with AddrInUse, in one line that says what to do", async () => {
  const addr = String((await bind()).localAddr());
  const error = await failure(TcpListener.bind(addr));
  expect(error).toBeInstanceOf(IoError);
  expect(error).toMatchObject({ kind: "AddrInUse", code: "EADDRINUSE" });
  expect(error.message).toBe(
    `cannot listen on ${addr}: address already in use (EADDRINUSE); stop who listens there, or bind port 0 for a free port`,
  );
});

test("a port that nobody listens on MUST fail with ConnectionRefused", async () => {
  const listener = await bind();
  const addr = listener.localAddr();
  listener.close();
  const error = await failure(TcpStream.connect(addr));
  expect(error.kind).toBe("ConnectionRefused");
  expect(error.message).toContain(`cannot connect to ${String(addr)}`);
});

test("what is no address MUST fail with InvalidInput", async () => {
  for (const addr of ["nowhere", "127.0.0.1:70000", ":80"]) {
    expect((await failure(TcpListener.bind(addr))).kind).toBe("InvalidInput");
    expect((await failure(TcpStream.connect(addr))).kind).toBe("InvalidInput");
  }
});

test("accept that is dropped and tried again MUST lose no connection, in order", async () => {
  const listener = await bind();
  await drop(listener.accept());
  const clients = [];
  for (const name of ["a", "b", "c"]) {
    const client = keep(await run(TcpStream.connect(listener.localAddr())));
    await run(client.writeAll(name));
    clients.push(client);
    await drop(Effect.andThen(Effect.never, listener.accept()));
  }
  for (const client of clients) {
    const [server, peer] = await run(listener.accept());
    keep(server);
    expect(String(peer)).toBe(String(client.localAddr()));
  }
  await drop(listener.accept());
});

test("each waiting accept MUST get a connection of its own", async () => {
  const listener = await bind();
  const accepting = [run(listener.accept()), run(listener.accept())];
  for (const _ of accepting) {
    keep(await run(TcpStream.connect(listener.localAddr())));
  }
  const [a, b] = await Promise.all(accepting);
  expect(String(a?.[1])).not.toBe(String(b?.[1]));
  for (const accepted of [a, b]) accepted?.[0].close();
});

test("close MUST free the port, fail a waiting accept, and do nothing twice", async () => {
  const listener = await bind();
  const addr = listener.localAddr();
  const accepting = failure(listener.accept());
  listener.close();
  listener.close();
  expect((await accepting).kind).toBe("NotConnected");
  keep(await run(TcpListener.bind(addr)));
});

test("using MUST close the listener", async () => {
  let addr: SocketAddr;
  {
    using listener = await run(TcpListener.bind("127.0.0.1:0"));
    addr = listener.localAddr();
  }
  keep(await run(TcpListener.bind(addr)));
});

test("lines MUST be echoed until the peer shuts down", async () => {
  const { client, server } = await pair();
  const echo = Effect.gen(function* () {
    const lines = server.lines();
    for (;;) {
      const line = yield* lines.nextLine();
      if (line === undefined) return yield* server.shutdown();
      yield* server.writeAll(`${line}\n`);
    }
  });
  const echoing = run(echo);
  await run(client.writeAll("one\r\ntwo\n\ngrü"));
  await run(client.writeAll("ße"));
  await run(client.shutdown());
  await run(client.shutdown());
  expect(text(await run(client.readToEnd()))).toBe("one\ntwo\n\ngrüße\n");
  await echoing;
  expect((await failure(client.writeAll("x"))).kind).toBe("BrokenPipe");
});

test("read MUST give what is there, fill a buffer as Rust's does, and be empty at the end", async () => {
  const { client, server } = await pair();
  await run(client.writeAll("abcdef"));
  expect(text(await run(server.read(2)))).toBe("ab");
  const buf = new Uint8Array(3);
  expect(await run(server.read(buf))).toBe(3);
  expect(text(buf)).toBe("cde");
  expect(text(await run(server.read()))).toBe("f");
  expect((await run(server.read(0))).length).toBe(0);
  client.close();
  expect((await run(server.read())).length).toBe(0);
  expect(await run(server.read(buf))).toBe(0);
});

test("what is dropped while it waits MUST lose no byte that it kept for the next one", async () => {
  const { client, server } = await pair();
  const lines = server.lines();
  await drop(server.read(4));
  await drop(server.peek());
  await drop(server.readable());
  await run(client.writeAll("ab"));
  await drop(lines.nextLine());
  await run(client.writeAll("cd\n"));
  expect(await run(lines.nextLine())).toBe("abcd");
});

test("a readExact that is dropped MUST have put into the buffer what came", async () => {
  const { client, server } = await pair();
  const buf = new Uint8Array(4);
  await run(client.writeAll("ab"));
  await run(server.readable());
  await drop(server.readExact(buf));
  expect(text(buf)).toBe("ab\0\0");
  await run(client.writeAll("cd"));
  expect(text(await run(server.readExact(2)))).toBe("cd");
});

test("a task dropped between its wake and its turn MUST have taken nothing", async () => {
  const { client, server } = await pair();
  // Two readers wait; the bytes wake both, and the first drops the second.
  const losers: Fiber.Fiber<Uint8Array, IoError>[] = [];
  const first = run(
    Effect.tap(server.read(1), () =>
      Effect.sync(() => losers.forEach((loser) => loser.interruptUnsafe())),
    ),
  );
  const second = Effect.runFork(server.read(1));
  losers.push(second);
  await run(client.writeAll("xy"));
  expect(text(await first)).toBe("x");
  expect(Exit.hasInterrupts(await run(Fiber.await(second)))).toBe(true);
  expect(text(await run(server.read(1)))).toBe("y");
});

test("readExact MUST fail with UnexpectedEof when the peer ends before", async () => {
  const { client, server } = await pair();
  await run(client.writeAll("abc"));
  await run(client.shutdown());
  const error = await failure(server.readExact(5));
  expect(error.kind).toBe("UnexpectedEof");
  expect(error.message).toContain("it ended after 3");
  expect((await run(server.read())).length).toBe(0);
});

test("a line of bytes that are no UTF-8 MUST fail with InvalidData, and be taken", async () => {
  const { client, server } = await pair();
  await run(client.writeAll(new Uint8Array([0xff, 0x0a, 0x61, 0x0a])));
  expect((await failure(server.readLine())).kind).toBe("InvalidData");
  expect(await run(server.readLine())).toBe("a\n");
});

test("a line longer than the buffer MUST arrive whole", async () => {
  const { client, server } = await pair();
  const long = "x".repeat(300_000);
  const writing = run(client.writeAll(`${long}\nnext\n`));
  const lines = server.lines();
  expect(await run(lines.nextLine())).toBe(long);
  expect(await run(lines.nextLine())).toBe("next");
  await writing;
});

test("closing the write half MUST end that direction only; closing both MUST close", async () => {
  const { client, server } = await pair();
  const [reader, writer] = client.intoSplit();
  await run(writer.writeAll("ping"));
  writer.close();
  expect(text(await run(server.readToEnd()))).toBe("ping");
  await run(server.writeAll("pong"));
  expect(text(await run(reader.readExact(4)))).toBe("pong");
  reader.close();
  expect((await failure(client.read())).kind).toBe("NotConnected");
});

test("a connect that is dropped MUST leave no connection open", async () => {
  const listener = await bind();
  const fiber = Effect.runFork(TcpStream.connect(listener.localAddr()));
  await run(Fiber.interrupt(fiber));
  // Whether the kernel had finished the handshake or not, nobody is there.
  const accepted = await run(
    Effect.timeoutOption(listener.accept(), "20 millis"),
  );
  if (Option.isSome(accepted)) {
    const [server] = accepted.value;
    const ended = Effect.catch(server.read(), () => Effect.succeed([]));
    expect((await run(ended)).length).toBe(0);
    server.close();
  }
});

test("inside a runtime, accepts and reads that select drops MUST lose nothing", async () => {
  const lines: (string | undefined)[] = [];
  let dropped = 0;
  const main = gen(function* () {
    const listener = keep(yield* TcpListener.bind("127.0.0.1:0"));
    const client = spawn(
      gen(function* () {
        using stream = yield* TcpStream.connect(listener.localAddr());
        for (let i = 0; i < 20; i++) {
          yield* stream.writeAll(`${i}`);
          yield* task.yieldNow();
          yield* stream.writeAll("\n");
        }
      }),
    );
    let input: Lines<TcpStream> | undefined;
    while (lines.at(-1) !== undefined || lines.length === 0) {
      const next: Effect.Effect<TcpStream | string | undefined, IoError> =
        input?.nextLine() ?? Effect.map(listener.accept(), ([it]) => it);
      const { value } = yield* select({
        next,
        tick: Effect.as(task.yieldNow(), 1),
      });
      if (typeof value === "number") dropped += value;
      else if (value instanceof TcpStream) input = keep(value).lines();
      else lines.push(value);
    }
    yield* client;
  });
  using rt = runtime.Builder.newCurrentThread().enableAll().build();
  await rt.blockOn(main);
  expect(dropped).toBeGreaterThan(0);
  expect(lines.pop()).toBeUndefined();
  expect(lines).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
});
