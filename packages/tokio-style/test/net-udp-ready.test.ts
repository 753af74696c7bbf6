/** What a UDP socket can do at once, and its options. */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { describe, expect, test } from "vitest";
import { ByteVec, Interest } from "../src/io.js";
import { UdpSocket } from "../src/net.js";
import { keep, run, text } from "./net-support.js";
import { errorOf, valueOf } from "./support.js";

const either = Interest.READABLE.add(Interest.WRITABLE);

const sockets = async () => {
  const make = async () => keep(await run(UdpSocket.bind("127.0.0.1:0")));
  const [one, two] = [await make(), await make()];
  await run(one.connect(two.localAddr()));
  await run(two.connect(one.localAddr()));
  return [one, two] as const;
};

describe("a UDP socket", () => {
  test("MUST send and receive at once", async () => {
    const [one, two] = await sockets();
    expect(errorOf(two.tryRecv(new Uint8Array(9))).kind).toBe("WouldBlock");
    expect(valueOf(one.trySend("ab"))).toBe(2);
    await run(two.readable());
    const buf = new Uint8Array(9);
    expect(valueOf(two.tryRecv(buf))).toBe(2);
    expect(text(buf.subarray(0, 2))).toBe("ab");
    const into = new ByteVec();
    expect(valueOf(one.trySend("cd"))).toBe(2);
    await run(two.readable());
    expect(valueOf(two.tryRecvBufFrom(into))[1]).toEqual(one.localAddr());
    expect(valueOf(one.trySend("e"))).toBe(1);
    await run(two.readable());
    valueOf(two.tryRecvBuf(into));
    expect(text(into.asSlice())).toBe("cde");
  });

  test("MUST send to an address at once, and to no peer without one", async () => {
    const one = keep(await run(UdpSocket.bind("127.0.0.1:0")));
    const two = keep(await run(UdpSocket.bind("127.0.0.1:0")));
    expect(errorOf(one.trySend("a")).kind).toBe("NotConnected");
    expect(valueOf(one.trySendTo("a", two.localAddr()))).toBe(1);
    expect(text(await run(two.recv()))).toBe("a");
    two.close();
    expect(errorOf(two.trySendTo("a", one.localAddr())).kind).toBe(
      "NotConnected",
    );
  });

  test("MUST tell an error of a send later, or to who takes it", async () => {
    const [one] = await sockets();
    valueOf(one.trySend(new Uint8Array(100_000)));
    const failed = Effect.flip(one.recv());
    expect((await run(failed)).code).toBe("EMSGSIZE");
    valueOf(one.trySend(new Uint8Array(100_000)));
    await run(one.readable());
    expect(one.takeError()?.code).toBe("EMSGSIZE");
    expect(one.takeError()).toBeUndefined();
  });

  test("MUST peek at a datagram and leave it", async () => {
    const [one, two] = await sockets();
    await run(one.send("ab"));
    const buf = new Uint8Array(1);
    const [length, from] = await run(two.peekFrom(buf));
    expect([length, text(buf)]).toEqual([1, "a"]);
    expect(from).toEqual(one.localAddr());
    expect(text(await run(two.recv()))).toBe("ab");
  });

  test("MUST be ready to send at once, and to receive when it can", async () => {
    const [one, two] = await sockets();
    await run(two.writable());
    const ready = await run(two.ready(either));
    expect([ready.isWritable(), ready.isReadable()]).toEqual([true, false]);
    const nothing = two.tryIo(Interest.READABLE, () => Exit.succeed(1));
    expect(errorOf(nothing).kind).toBe("WouldBlock");
    await run(one.send("ab"));
    expect((await run(two.ready(Interest.READABLE))).isReadable()).toBe(true);
  });

  test("MUST tell its options as they were set", async () => {
    const [one] = await sockets();
    expect([one.broadcast(), one.multicastLoopV4(), one.ttl()]).toEqual([
      false,
      true,
      64,
    ]);
    one.setBroadcast(true);
    one.setTtl(3);
    one.setMulticastTtlV4(4);
    one.setMulticastLoopV4(false);
    expect([one.broadcast(), one.ttl(), one.multicastTtlV4()]).toEqual([
      true,
      3,
      4,
    ]);
    expect([one.multicastLoopV4(), one.multicastLoopV6()]).toEqual([
      false,
      false,
    ]);
  });
});
