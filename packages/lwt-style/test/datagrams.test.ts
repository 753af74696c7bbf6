/** Sockets of datagrams, on the loopback. */
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { runVirtual, st } from "./support.js";

const bytesOf = (text: string): Buffer => Buffer.from(text);

/** A socket that is bound to a free port, and its address. */
const bound = Lwt.fn(function* () {
  const fd = LwtUnix.socket("PF_INET", "SOCK_DGRAM");
  yield* LwtUnix.bind(fd, LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 0));
  return [fd, LwtUnix.getsockname(fd) as LwtUnix.InetAddr] as const;
});

const receive = (
  fd: LwtUnix.DatagramDescr,
  length = 100,
  flags: readonly LwtUnix.MsgFlag[] = [],
): Lwt.Promise<readonly [string, LwtUnix.InetAddr]> => {
  const buffer = new Uint8Array(length);
  const p = LwtUnix.recvfrom(fd, buffer, 0, length, flags);
  return Lwt.map(
    ([count, from]) =>
      [Buffer.from(buffer.subarray(0, count)).toString(), from] as const,
    p,
  );
};

test("sendto MUST bring its bytes to who has that address, and recvfrom say whose they are", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [a, addressOfA] = yield* bound();
      const [b, addressOfB] = yield* bound();
      const sent = yield* LwtUnix.sendto(
        a,
        bytesOf("xhello"),
        1,
        5,
        [],
        addressOfB,
      );
      const [text, from] = yield* receive(b);
      yield* LwtUnix.sendto(b, bytesOf("back"), 0, 4, [], from);
      const [answer] = yield* receive(a);
      yield* LwtUnix.close(a);
      yield* LwtUnix.close(b);
      return [sent, text, from.port === addressOfA.port, answer];
    }),
  );
  expect(seen).toEqual([5, "hello", true, "back"]);
});

test("recv MUST give a datagram at a time, cut to the buffer, and leave it where it peeks", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [a] = yield* bound();
      const [b, address] = yield* bound();
      yield* LwtUnix.connect(a, address);
      expect(LwtUnix.getpeername(a)).toEqual(address);
      for (const text of ["one", "two", "three"])
        yield* LwtUnix.send(a, bytesOf(text), 0, text.length, []);
      const [looked] = yield* receive(b, 100, ["MSG_PEEK"]);
      const [cut] = yield* receive(b, 2);
      const [whole] = yield* receive(b);
      const buffer = new Uint8Array(8);
      const count = yield* LwtUnix.recv(b, buffer, 1, 7, []);
      yield* LwtUnix.close(a);
      yield* LwtUnix.close(b);
      return [
        looked,
        cut,
        whole,
        count,
        bytesOf("three").equals(buffer.subarray(1, 6)),
      ];
    }),
  );
  expect(seen).toEqual(["one", "on", "two", 5, true]);
});

test("a receive that is canceled MUST take nothing, and one that waits end with the socket", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [a, address] = yield* bound();
      const canceled = receive(a);
      const next = receive(a);
      Lwt.cancel(canceled);
      yield* LwtUnix.sendto(a, bytesOf("self"), 0, 4, [], address);
      const [text] = yield* next;
      const last = Lwt.catch(
        () => Lwt.map(() => "received", receive(a)),
        (exn) => Lwt.return((exn as LwtUnix.UnixError).code),
      );
      yield* LwtUnix.close(a);
      const later = Lwt.wrap(() => receive(a));
      return [st(canceled), text, yield* last, st(later)];
    }),
  );
  expect(seen).toEqual(["canceled", "self", "EBADF", "fail"]);
});

test("a receive MUST be rejected with what came of a datagram that nobody took", async () => {
  const code = await runVirtual(
    Lwt.fn(function* () {
      const [a] = yield* bound();
      const [b, address] = yield* bound();
      yield* LwtUnix.connect(a, address);
      yield* LwtUnix.close(b);
      yield* LwtUnix.send(a, bytesOf("x"), 0, 1, []);
      const failed = yield* Lwt.catch(
        () => Lwt.map(() => "received", receive(a)),
        (exn) => Lwt.return((exn as LwtUnix.UnixError).code),
      );
      yield* LwtUnix.close(a);
      return failed;
    }),
  );
  expect(code).toBe("ECONNREFUSED");
});

test("an address that is none of this machine's MUST reject the bind, and nothing else", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const fd = LwtUnix.socket("PF_INET", "SOCK_DGRAM");
      expect(LwtUnix.getsockname(fd)).toEqual(LwtUnix.ADDR_INET("0.0.0.0", 0));
      const code = yield* Lwt.catch(
        () =>
          Lwt.map(
            () => "bound",
            LwtUnix.bind(fd, LwtUnix.ADDR_INET("192.0.2.1", 0)),
          ),
        (exn) => Lwt.return((exn as LwtUnix.UnixError).code),
      );
      const other = LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 0);
      yield* LwtUnix.bind(fd, other);
      const { port } = LwtUnix.getsockname(fd) as LwtUnix.InetAddr;
      yield* LwtUnix.close(fd);
      return [code, port > 0];
    }),
  );
  expect(seen).toEqual(["EADDRNOTAVAIL", true]);
  expect(() => LwtUnix.socket("PF_UNIX", "SOCK_DGRAM")).toThrow("EAFNOSUPPORT");
});

test("a group MUST be joined once and left once, and a wrong lifetime be refused", async () => {
  const group = "239.255.77.7";
  const onLoopback = { ifname: LwtUnix.inetAddrLoopback };
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [fd] = yield* bound();
      const attempt = (f: () => void): string => st(Lwt.wrap(f));
      const join = () => LwtUnix.mcastAddMembership(fd, group, onLoopback);
      const leave = () => LwtUnix.mcastDropMembership(fd, group, onLoopback);
      const membership = [leave, join, join, leave, leave].map(attempt);
      const settings = [
        () => LwtUnix.mcastSetLoop(fd, true),
        () => LwtUnix.mcastSetTtl(fd, 2),
        () => LwtUnix.mcastSetTtl(fd, 300),
      ].map(attempt);
      yield* LwtUnix.close(fd);
      return [membership, settings, attempt(join)];
    }),
  );
  expect(seen).toEqual([
    ["fail", "return", "fail", "return", "fail"],
    ["return", "return", "fail"],
    "fail",
  ]);
});
