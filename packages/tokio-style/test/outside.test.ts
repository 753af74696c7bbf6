/** What blocks a thread in Tokio: promises for code that is on no runtime. */
import { describe, expect, test } from "vitest";
import { spawn, sync, task } from "../src/index.js";
import { paused, run, valueOf } from "./support.js";

describe("a call that blocks", () => {
  test("MUST give what is there", async () => {
    const [tx, rx] = sync.mpsc.channel<string>(1);
    await tx.blockingSend("a");
    expect(await rx.blockingRecv()).toBe("a");
    const [once, received] = sync.oneshot.channel<string>();
    once.send("b");
    expect(await received.blockingRecv()).toBe("b");
  });

  test("MUST wait for what a task does on its runtime", async () => {
    using rt = paused();
    const [tx, rx] = sync.mpsc.channel<string>(1);
    const received = rx.blockingRecv();
    await rt.blockOn(tx.send("a"));
    expect(await received).toBe("a");
    await tx.blockingSend("b");
    const sent = tx.blockingSend("c");
    expect(await rt.blockOn(rx.recv())).toBe("b");
    await sent;
    expect(await rt.blockOn(rx.recv())).toBe("c");
  });

  test("MUST reject with the error of what it waits for", async () => {
    const [tx, rx] = sync.mpsc.channel<string>(1);
    rx.close();
    await expect(tx.blockingSend("a")).rejects.toMatchObject({
      _tag: "SendError",
      value: "a",
    });
    const [once, received] = sync.oneshot.channel<string>();
    once.drop();
    await expect(received.blockingRecv()).rejects.toMatchObject({
      _tag: "RecvError",
    });
  });

  test("MUST stand in the queue of a lock", async () => {
    const mutex = new sync.Mutex(1);
    const first = await mutex.blockingLock();
    const order: string[] = [];
    const second = mutex.blockingLockOwned().then((guard) => {
      order.push("second");
      guard.drop();
    });
    const third = mutex.blockingLock().then(() => order.push("third"));
    expect(order).toEqual([]);
    first.drop();
    await Promise.all([second, third]);
    expect(order).toEqual(["second", "third"]);
  });

  test("MUST let many read, and one write", async () => {
    const lock = new sync.RwLock(1);
    const reads = [await lock.blockingRead(), await lock.blockingRead()];
    const write = lock.blockingWrite();
    expect(lock.tryRead()._tag).toBe("Failure");
    for (const read of reads) read.drop();
    (await write).value = 2;
    expect((await write).value).toBe(2);
  });

  test("MUST throw on a runtime", () =>
    run(function* () {
      const [, rx] = sync.mpsc.channel<string>(1);
      expect(() => rx.blockingRecv()).toThrow("within a runtime");
      yield* task.yieldNow();
    }));
});

describe("the value of a lock", () => {
  test.each([
    ["Mutex", () => new sync.Mutex(1)],
    ["RwLock", () => new sync.RwLock(1)],
  ] as const)("MUST be had from a %s that nobody holds", (_, make) => {
    const lock = make();
    lock.getMut().value = 2;
    expect(lock.intoInner()).toBe(2);
  });

  test("MUST NOT be had while somebody holds it", () => {
    const mutex = new sync.Mutex(1);
    using guard = valueOf(mutex.tryLock());
    expect(() => mutex.intoInner()).toThrow("somebody holds this lock");
    expect(() => mutex.getMut()).toThrow("somebody holds this lock");
    const lock = new sync.RwLock(1);
    using read = valueOf(lock.tryRead());
    expect(() => lock.intoInner()).toThrow("somebody holds this lock");
    expect([guard.value, read.value]).toEqual([1, 1]);
  });
});

test("a guard of a mutex MUST tell which one it is of", () => {
  const mutex = new sync.Mutex(1);
  using guard = valueOf(mutex.tryLock());
  expect(sync.Mutex.of(guard)).toBe(mutex);
});

describe("the value of a OnceCell", () => {
  test("MUST be taken out, and leave the cell as new", () => {
    const cell = sync.OnceCell.from(1);
    expect(cell.take()).toBe(1);
    expect(cell.initialized()).toBe(false);
    expect(valueOf(cell.set(2))).toBeUndefined();
    expect(cell.intoInner()).toBe(2);
    expect(cell.take()).toBeUndefined();
  });

  test("MUST NOT be taken while somebody makes it", () =>
    run(function* () {
      const cell = new sync.OnceCell<number>();
      spawn(cell.getOrInit(() => new sync.Notify().notified() as never));
      yield* task.yieldNow();
      expect(() => cell.take()).toThrow("somebody is at work");
    }));
});
