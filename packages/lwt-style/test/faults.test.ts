/** What goes wrong outside, on loopback: nothing is lost, nothing stays open. */
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo, LwtProcess, LwtUnix } from "../src/unix.js";
import { runVirtual, st } from "./support.js";

const anyPort = LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 0);

const failure = (p: () => Lwt.Promise<unknown>): Lwt.Promise<any> =>
  Lwt.catch(p, (exn) => Lwt.return(exn));

/** What of the host is in use: sockets, pipes, processes, files, timers. */
const resources = (): string =>
  process
    .getActiveResourcesInfo()
    .filter((name) => /Wrap|FSReq/u.test(name))
    .toSorted()
    .join(" ");

let before = "";
beforeEach(() => {
  before = resources();
});

// The other end of what was closed may close in a later turn of the host.
afterEach(async () => {
  for (let turn = 0; turn < 1000 && resources() !== before; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(resources()).toBe(before);
});

/** Runs `client` against a server with that handler. */
const against = <A>(
  handler: (
    client: LwtUnix.Sockaddr,
    fd: LwtUnix.SocketDescr,
  ) => Lwt.Promise<unknown>,
  client: (address: LwtUnix.Sockaddr) => Lwt.Promise<A>,
): Promise<A> =>
  runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServerWithClientSocket(
        anyPort,
        handler,
      );
      try {
        return yield* client(server.address);
      } finally {
        yield* LwtIo.shutdownServer(server);
      }
    }),
  );

test("after a reset, reads MUST give what was acknowledged, then ECONNRESET; writes fail", async () => {
  const seen = await against(
    Lwt.fn(function* (_, fd) {
      const ic = LwtIo.ofFd(fd, { mode: LwtIo.input });
      yield* LwtUnix.writeString(fd, "kept\nhalf a li", 0, 14);
      yield* LwtIo.readLine(ic);
      LwtUnix.setsockoptOptint(fd, "SO_LINGER", 0);
    }),
    (address) =>
      LwtIo.withConnection(
        address,
        Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
          const lines: string[] = [yield* LwtIo.readLine(ic)];
          yield* LwtIo.writeLine(oc, "reset now");
          const codes = [yield* failure(() => LwtIo.readLine(ic))];
          lines.push(yield* LwtIo.read(ic, { count: 99 }));
          codes.push(yield* failure(() => LwtIo.readLine(ic)));
          yield* LwtIo.write(oc, "more");
          codes.push(yield* failure(() => LwtIo.flush(oc)));
          return [...lines, ...codes.map(({ code }) => code)];
        }),
      ),
  );
  expect(seen.slice(0, 4)).toEqual([
    "kept",
    "half a li",
    "ECONNRESET",
    "ECONNRESET",
  ]);
  expect(seen[4]).toMatch(/^(?:ECONNRESET|EPIPE)$/u);
});

test("a peer that says nothing MUST be left after the time limit", async () => {
  const ends: string[] = [];
  const seen = await against(
    Lwt.fn(function* (_, fd) {
      const ic = LwtIo.ofFd(fd, { mode: LwtIo.input });
      ends.push(yield* LwtIo.read(ic));
    }),
    Lwt.fn(function* (address) {
      const exn = yield* failure(() =>
        LwtUnix.withTimeout(60, () =>
          LwtIo.withConnection(address, ([ic]) => LwtIo.readLine(ic)),
        ),
      );
      yield* LwtUnix.sleep(1);
      return [exn === LwtUnix.Timeout, LwtUnix.gettimeofday()];
    }),
  );
  expect([...seen, ...ends]).toEqual([true, 61, ""]);
});

test("a connection that is canceled while it is made MUST be closed", async () => {
  const ends: string[] = [];
  const seen = await against(
    Lwt.fn(function* (_, fd) {
      ends.push(yield* LwtIo.read(LwtIo.ofFd(fd, { mode: LwtIo.input })));
    }),
    Lwt.fn(function* (address) {
      const p = LwtIo.openConnection(address);
      Lwt.cancel(p);
      const exn = yield* failure(() => p);
      yield* LwtUnix.sleep(1);
      return exn === Lwt.Canceled;
    }),
  );
  expect(seen).toBe(true);
  // The server has seen it or not, but never anything that was sent.
  expect(ends.join("")).toBe("");
});

test("a slow reader MUST hold the writer, and memory be bounded", async () => {
  const total = 48 * 1024 * 1024;
  const chunk = new Uint8Array(64 * 1024).fill(120);
  let written = 0;
  const seen = await against(
    Lwt.fn(function* (_, fd) {
      const oc = LwtIo.ofFd(fd, { mode: LwtIo.output });
      while (written < total) {
        yield* LwtIo.writeBytes(oc, chunk);
        written += chunk.length;
      }
      yield* LwtIo.close(oc);
    }),
    (address) =>
      LwtIo.withConnection(
        address,
        Lwt.fn(function* ([ic]: LwtIo.Channels) {
          const memory = process.memoryUsage().arrayBuffers;
          yield* LwtIo.readInto(ic, new Uint8Array(1), 0, 1);
          // Virtual time goes on once nothing moves any more.
          yield* LwtUnix.sleep(1);
          const grown = process.memoryUsage().arrayBuffers - memory;
          const facts = [written < total, grown < 4e6];
          const buffer = new Uint8Array(1 << 20);
          let read = 1;
          for (;;) {
            const count = yield* LwtIo.readInto(ic, buffer, 0, buffer.length);
            if (count === 0) return [...facts, read === total];
            read += count;
          }
        }),
      ),
  );
  expect(seen).toEqual([true, true, true]);
});

test("a write that is canceled while it waits MUST have sent nothing of it", async () => {
  const chunk = new Uint8Array(64 * 1024).fill(120);
  const seen = await against(
    Lwt.fn(function* (_, fd) {
      let sent = 0;
      for (;;) {
        const p = LwtUnix.write(fd, chunk, 0, chunk.length);
        // Who waits for longer than anything can move waits for the reader.
        const count = yield* Lwt.pick([p, Lwt.map(() => -1, LwtUnix.sleep(1))]);
        if (count >= 0) {
          sent += count;
          continue;
        }
        const length = Buffer.byteLength(`${sent}`);
        yield* LwtUnix.writeString(fd, `${sent}`, 0, length);
        return;
      }
    }),
    (address) =>
      LwtIo.withConnection(
        address,
        Lwt.fn(function* ([ic]: LwtIo.Channels) {
          yield* LwtUnix.sleep(2);
          const all = yield* LwtIo.read(ic);
          return [all.lastIndexOf("x") + 1, Number(all.replaceAll("x", ""))];
        }),
      ),
  );
  expect(seen[0]).toBe(seen[1]);
  expect(seen[0]).toBeGreaterThan(chunk.length);
});

test("a server that is shut down MUST let its connections end in peace", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const server = yield* LwtIo.establishServer(
        anyPort,
        Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
          yield* LwtIo.writeLines(oc, LwtIo.readLines(ic));
        }),
      );
      const [ic, oc] = yield* LwtIo.openConnection(server.address);
      yield* LwtIo.writeLine(oc, "before");
      const lines = [yield* LwtIo.readLine(ic)];
      yield* LwtIo.shutdownServer(server);
      yield* LwtIo.shutdownServer(server);
      yield* LwtIo.writeLine(oc, "after");
      lines.push(yield* LwtIo.readLine(ic));
      yield* LwtIo.close(oc);
      const refused = yield* failure(() =>
        LwtIo.openConnection(server.address),
      );
      return [...lines, refused.code];
    }),
  );
  expect(seen).toEqual(["before", "after", "ECONNREFUSED"]);
});

test("a file that vanishes MUST be read to its end by who has it open", async () => {
  const seen = await runVirtual(() =>
    LwtIo.withTempDir(
      Lwt.fn(function* (folder: string) {
        const path = join(folder, "a");
        const text = "0123456789".repeat(10_000);
        yield* LwtIo.withFile(path, (oc) => LwtIo.write(oc, text), {
          mode: LwtIo.output,
        });
        const length = yield* LwtIo.withFile(
          path,
          Lwt.fn(function* (ic: LwtIo.InputChannel) {
            const first = yield* LwtIo.read(ic, { count: 10 });
            yield* LwtUnix.unlink(path);
            return first.length + (yield* LwtIo.read(ic)).length;
          }),
          { mode: LwtIo.input },
        );
        return [length, (yield* failure(() => LwtIo.readFile(path))).code];
      }),
    ),
  );
  expect(seen).toEqual([100_000, "ENOENT"]);
});

test("a process that is killed in the middle MUST be read to its end, and written to no more", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const child = LwtProcess.openProcess(["", ["cat"]]);
      yield* LwtIo.writeLine(child.stdin, "echoed");
      const line = yield* LwtIo.readLine(child.stdout);
      yield* LwtIo.write(child.stdin, "half");
      yield* LwtIo.flush(child.stdin);
      const half = yield* LwtIo.read(child.stdout, { count: 4 });
      child.terminate();
      const rest = yield* LwtIo.read(child.stdout);
      const status = yield* child.status;
      yield* LwtIo.write(child.stdin, "more");
      const { code } = yield* failure(() => LwtIo.flush(child.stdin));
      yield* child.close();
      return [line, half, rest, status, code];
    }),
  );
  const status = { _tag: "WSIGNALED", signal: "SIGKILL" };
  expect(seen).toEqual(["echoed", "half", "", status, "EPIPE"]);
});

test("a process that is slow to read MUST hold its writer; cancelled, it is closed and ends", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      let kept: LwtProcess.ProcessOut | undefined;
      // It reads nothing until it is told to go on.
      const p = LwtProcess.withProcessOut(
        LwtProcess.shell("kill -STOP $$; exec cat > /dev/null"),
        Lwt.fn(function* (child: LwtProcess.ProcessOut) {
          kept = child;
          for (;;) yield* LwtIo.write(child.stdin, "x".repeat(65_536));
        }),
      );
      for (let turn = 0; turn < 200; turn++) yield* Lwt.pause();
      const held = st(p);
      Lwt.cancel(p);
      kept!.kill("SIGKILL");
      const exn = yield* failure(() => p);
      return [held, exn === Lwt.Canceled, kept!.state._tag];
    }),
  );
  expect(seen).toEqual(["sleep", true, "Exited"]);
});
