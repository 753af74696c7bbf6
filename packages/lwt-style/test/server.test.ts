import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo, LwtUnix } from "../src/unix.js";
import { runVirtual } from "./support.js";

const anyPort = LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 0);
/** Echoes each line until the end of the input. */
const echo = Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
  for (;;) {
    const line = yield* LwtIo.readLineOpt(ic);
    if (line === undefined) return;
    yield* LwtIo.writeLine(oc, line);
  }
});

test("an echo server MUST serve many at once, each in its order", async () => {
  const client = Lwt.fn(function* (address: LwtUnix.Sockaddr, name: string) {
    return yield* LwtIo.withConnection(
      address,
      Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
        const answers: string[] = [];
        for (const n of [1, 2, 3]) {
          yield* LwtIo.writeLine(oc, `${name}${n}`);
          answers.push(yield* LwtIo.readLine(ic));
        }
        return answers.join(" ");
      }),
    );
  });
  const answers = await runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(anyPort, echo);
      const all = yield* Lwt.all(
        ["a", "b", "c"].map((name) => client(server.address, name)),
      );
      yield* LwtIo.shutdownServer(server);
      return all;
    }),
  );
  expect(answers).toEqual(["a1 a2 a3", "b1 b2 b3", "c1 c2 c3"]);
});

test("more than the buffers hold MUST arrive whole while its writer waits", async () => {
  const text = "0123456789".repeat(200_000);
  const [received, waits] = await runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(
        anyPort,
        Lwt.fn(function* ([, oc]: LwtIo.Channels) {
          yield* LwtIo.write(oc, text);
        }),
      );
      const result = yield* LwtIo.withConnection(
        server.address,
        Lwt.fn(function* ([ic]: LwtIo.Channels) {
          let length = 0;
          let reads = 0;
          for (;;) {
            const part = yield* LwtIo.read(ic, { count: 4096 });
            if (part === "") return [length, reads] as const;
            length += part.length;
            reads += 1;
          }
        }),
      );
      yield* LwtIo.shutdownServer(server);
      return result;
    }),
  );
  expect(received).toBe(text.length);
  expect(waits).toBeGreaterThanOrEqual(text.length / 4096);
});

test("a sleep MUST go by on virtual time while a read waits for nobody", async () => {
  const at = await runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(anyPort, echo);
      return yield* LwtIo.withConnection(
        server.address,
        Lwt.fn(function* ([ic]: LwtIo.Channels) {
          const line = yield* Lwt.catch(
            () => LwtUnix.withTimeout(60, () => LwtIo.readLine(ic)),
            () => Lwt.return("timeout"),
          );
          yield* LwtIo.shutdownServer(server);
          return `${line}@${LwtUnix.gettimeofday()}`;
        }),
      );
    }),
  );
  expect(at).toBe("timeout@60");
});

test("a port in use and a refused connection MUST keep Node's code", async () => {
  const run = runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(anyPort, echo);
      const second = yield* Lwt.catch(
        () => LwtIo.establishServer(server.address, echo),
        (exn) => Lwt.return(exn),
      );
      yield* LwtIo.shutdownServer(server);
      const refused = yield* Lwt.catch(
        () => LwtIo.openConnection(server.address),
        (exn) => Lwt.return(exn),
      );
      return [second, refused];
    }),
  );
  await expect(run).resolves.toMatchObject([
    { code: "EADDRINUSE" },
    { code: "ECONNREFUSED" },
  ]);
});

test("reading past the end MUST reject with EndOfFile, on a closed channel with ChannelClosed", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(
        anyPort,
        ([, oc]: LwtIo.Channels) => LwtIo.write(oc, "no newline"),
      );
      const [ic, oc] = yield* LwtIo.openConnection(server.address);
      const line = yield* LwtIo.readLine(ic);
      const end = yield* Lwt.catch(
        () => LwtIo.readLine(ic),
        (exn) => Lwt.return(exn),
      );
      yield* LwtIo.close(oc);
      yield* LwtIo.close(ic);
      const closed = yield* Lwt.catch(
        () => LwtIo.readLine(ic),
        (exn) => Lwt.return(exn),
      );
      yield* LwtIo.shutdownServer(server);
      return [line, end === LwtIo.EndOfFile, closed];
    }),
  );
  expect(seen.slice(0, 2)).toEqual(["no newline", true]);
  expect(seen[2]).toBeInstanceOf(LwtIo.ChannelClosed);
});

test("what a handler is rejected with MUST go to the hook", async () => {
  const hook = Lwt.asyncExceptionHook.current;
  const seen: unknown[] = [];
  Lwt.asyncExceptionHook.current = (exn) => seen.push(exn);
  await runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(anyPort, () =>
        Lwt.fail("handler"),
      );
      const rest = yield* LwtIo.withConnection(server.address, ([ic]) =>
        LwtIo.read(ic),
      );
      expect(rest).toBe("");
      yield* LwtIo.shutdownServer(server);
    }),
  );
  Lwt.asyncExceptionHook.current = hook;
  expect(seen).toEqual(["handler"]);
});
