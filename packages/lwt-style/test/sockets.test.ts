import { join } from "node:path";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo, LwtUnix } from "../src/unix.js";
import { runVirtual, st } from "./support.js";

const anyPort = LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 0);
const newSocket = (): LwtUnix.SocketDescr =>
  LwtUnix.socket("PF_INET", "SOCK_STREAM");

const failure = (p: () => Lwt.Promise<unknown>): Lwt.Promise<any> =>
  Lwt.catch(p, (exn) => Lwt.return(exn));

/** A listening socket and its address. */
const listening = Lwt.fn(function* (backlog: number) {
  const server = newSocket();
  yield* LwtUnix.bind(server, anyPort);
  LwtUnix.listen(server, backlog);
  return [server, LwtUnix.getsockname(server)] as const;
});

/** Both ends of a connection. */
const connected = Lwt.fn(function* () {
  const [server, address] = yield* listening(8);
  const near = newSocket();
  yield* LwtUnix.connect(near, address);
  const [far] = yield* LwtUnix.accept(server);
  yield* LwtUnix.close(server);
  return [near, far] as const;
});

const readText = Lwt.fn(function* (fd: LwtUnix.FileDescr) {
  const buffer = new Uint8Array(100);
  const count = yield* LwtUnix.read(fd, buffer, 0, 100);
  return Buffer.from(buffer.subarray(0, count)).toString();
});

const writeText = (fd: LwtUnix.FileDescr, text: string): Lwt.Promise<number> =>
  LwtUnix.writeString(fd, text, 0, Buffer.byteLength(text));

test("both ends of a connection MUST know each other's address", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [near, far] = yield* connected();
      const pairs = [
        [LwtUnix.getsockname(near), LwtUnix.getpeername(far)],
        [LwtUnix.getpeername(near), LwtUnix.getsockname(far)],
      ];
      yield* Lwt.join([LwtUnix.close(near), LwtUnix.close(far)]);
      return pairs;
    }),
  );
  for (const [own, others] of seen) expect(own).toEqual(others);
});

test("accept that is canceled MUST lose nobody; acceptN MUST take all that are there", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [server, address] = yield* listening(8);
      const canceled = LwtUnix.accept(server);
      Lwt.cancel(canceled);
      const clients = [newSocket(), newSocket(), newSocket()];
      const first = LwtUnix.accept(server);
      yield* Lwt.join(clients.map((fd) => LwtUnix.connect(fd, address)));
      const [one] = yield* first;
      const taken = [one];
      while (taken.length < 3) {
        const [more, exn] = yield* LwtUnix.acceptN(server, 9);
        expect(exn).toBe(undefined);
        taken.push(...more.map(([fd]) => fd));
      }
      const none = LwtUnix.acceptN(server, 1);
      yield* LwtUnix.close(server);
      const [, exn] = yield* none;
      yield* Lwt.join([...clients, ...taken].map(LwtUnix.close));
      return [st(canceled), taken.length, (exn as { code: string }).code];
    }),
  );
  expect(seen).toEqual(["canceled", 3, "EBADF"]);
});

test("those that nobody accepts MUST be closed beyond the backlog", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [server, address] = yield* listening(2);
      const clients = [newSocket(), newSocket(), newSocket()];
      for (const fd of clients) yield* LwtUnix.connect(fd, address);
      const [end] = yield* Lwt.both(readText(clients[2]!), Lwt.pause());
      const [taken] = yield* LwtUnix.acceptN(server, 9);
      yield* Lwt.join(
        [...clients, ...taken.map(([fd]) => fd), server].map(LwtUnix.close),
      );
      return [end, taken.length];
    }),
  );
  expect(seen).toEqual(["", 2]);
});

test("after SHUTDOWN_SEND the other end MUST get the end, and may still answer", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [near, far] = yield* connected();
      yield* writeText(near, "question");
      LwtUnix.shutdown(near, "SHUTDOWN_SEND");
      const heard = [yield* readText(far), yield* readText(far)];
      yield* writeText(far, "answer");
      yield* LwtUnix.close(far);
      heard.push(yield* readText(near), yield* readText(near));
      const { code } = yield* failure(() => writeText(near, "more"));
      yield* LwtUnix.close(near);
      return [...heard, code];
    }),
  );
  expect(seen).toEqual(["question", "", "answer", "", "EPIPE"]);
});

test("a read that is canceled MUST have taken nothing", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [near, far] = yield* connected();
      const first = readText(near);
      const second = readText(near);
      Lwt.cancel(first);
      yield* writeText(far, "all of it");
      const text = yield* second;
      yield* Lwt.join([LwtUnix.close(near), LwtUnix.close(far)]);
      return [st(first), text];
    }),
  );
  expect(seen).toEqual(["canceled", "all of it"]);
});

test("what waits on a socket that is closed or aborted MUST be rejected", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [near, far] = yield* connected();
      const reading = failure(() => readText(near));
      yield* LwtUnix.close(near);
      const aborted = failure(() => readText(far));
      LwtUnix.abort(far, new RangeError("enough"));
      const states = [LwtUnix.state(near)._tag, LwtUnix.state(far)._tag];
      const later = yield* failure(() => readText(far));
      yield* LwtUnix.close(far);
      LwtUnix.abort(far, new RangeError("too late"));
      const codes = [
        yield* failure(() => readText(far)),
        yield* failure(() => LwtUnix.close(far)),
      ].map(({ code }) => code);
      return [(yield* reading).code, yield* aborted, later, states, codes];
    }),
  );
  const enough = new RangeError("enough");
  expect(seen).toEqual([
    "EBADF",
    enough,
    enough,
    ["Closed", "Aborted"],
    ["EBADF", "EBADF"],
  ]);
});

test("a socket that is not connected MUST say so, and one that is not twice", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [near, far] = yield* connected();
      const fresh = newSocket();
      LwtUnix.setsockopt(near, "TCP_NODELAY", true);
      const codes = [
        yield* failure(() => readText(fresh)),
        yield* failure(() => LwtUnix.connect(near, anyPort)),
        yield* failure(() => LwtUnix.accept(fresh)),
        yield* failure(() => LwtUnix.bind(near, anyPort)),
        yield* failure(() => LwtUnix.lseek(near, 0, "SEEK_SET")),
        yield* failure(() =>
          Lwt.wrap(() => LwtUnix.setsockopt(fresh, "SO_KEEPALIVE", true)),
        ),
      ].map(({ code }) => code);
      yield* Lwt.join([near, far, fresh].map(LwtUnix.close));
      return codes;
    }),
  );
  expect(seen).toEqual([
    "ENOTCONN",
    "EISCONN",
    "EINVAL",
    "EINVAL",
    "ESPIPE",
    "ENOTCONN",
  ]);
});

test("a socket that was bound MUST connect from its address", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [server, address] = yield* listening(8);
      const near = newSocket();
      yield* LwtUnix.bind(near, anyPort);
      const own = LwtUnix.getsockname(near);
      yield* LwtUnix.connect(near, address);
      const [far, from] = yield* LwtUnix.accept(server);
      yield* Lwt.join([near, far, server].map(LwtUnix.close));
      return [own, from];
    }),
  );
  expect(seen[0]).toEqual(seen[1]);
});

test("a server of the Unix domain MUST serve, and take its path away", async () => {
  const seen = await runVirtual(() =>
    LwtIo.withTempDir(
      Lwt.fn(function* (folder: string) {
        const address = LwtUnix.ADDR_UNIX(join(folder, "socket"));
        const server = yield* LwtIo.establishServer(
          address,
          Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
            yield* LwtIo.write(oc, `heard ${yield* LwtIo.read(ic)}`);
          }),
        );
        const there = yield* LwtUnix.stat(address.path);
        const fd = LwtUnix.socket("PF_UNIX", "SOCK_STREAM");
        const answer = yield* LwtIo.withConnection(
          address,
          Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
            yield* LwtIo.write(oc, "a word");
            yield* LwtIo.flush(oc);
            LwtUnix.shutdown(fd, "SHUTDOWN_SEND");
            return yield* LwtIo.read(ic);
          }),
          { fd },
        );
        yield* LwtIo.shutdownServer(server);
        return [there.stKind, answer, yield* LwtUnix.fileExists(address.path)];
      }),
    ),
  );
  expect(seen).toEqual(["S_SOCK", "heard a word", false]);
});

test("names of machines MUST be looked up, and one that is none give no address", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const { hAddrList } = yield* LwtUnix.gethostbyname("127.0.0.1");
      const [info] = yield* LwtUnix.getaddrinfo("127.0.0.1", "80");
      const none = yield* LwtUnix.getaddrinfo("no such name", "80");
      return [hAddrList, info?.aiAddr, none];
    }),
  );
  const loopback = { host: "127.0.0.1", port: 80 };
  expect(seen).toEqual([["127.0.0.1"], loopback, []]);
});
