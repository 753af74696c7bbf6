import * as fc from "fast-check";
import { Queue, QueueClosed, sleep } from "promise-style";
import { describe, expect, test } from "vitest";
import { aborted, isPending, onVirtualTime } from "./support.js";

test("a queue MUST refuse to hold nothing", () => {
  for (const capacity of [0, -1, Number.NaN])
    expect(() => new Queue(capacity)).toThrow(RangeError);
});

test("each item MUST be taken once, in order, whoever is slow, and never too many be held", async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      delays,
      fc.integer({ min: 0, max: 3 }),
      (capacity, puts, taking) =>
        onVirtualTime(async () => {
          const queue = new Queue<number>(capacity);
          const taken: number[] = [];
          let ahead = 0;
          const produce = async (): Promise<void> => {
            for (const [n, delay] of puts.entries()) {
              await sleep(delay);
              await queue.put(n);
              ahead += 1;
              // One more was handed over, and one is being worked on.
              expect(ahead).toBeLessThanOrEqual(capacity + 1);
            }
            queue.close();
          };
          const consume = async (): Promise<void> => {
            for await (const item of queue) {
              await sleep(taking);
              ahead -= 1;
              taken.push(item);
            }
          };
          await Promise.all([produce(), consume()]);
          expect(taken).toEqual([...puts.keys()]);
        })(),
    ),
  );
});

test("tryPut MUST say whether there was room", async () => {
  const queue = new Queue<string>(1);
  const taker = queue.take();
  expect(queue.tryPut("to the taker")).toBe(true);
  expect(queue.tryPut("held")).toBe(true);
  expect(queue.tryPut("refused")).toBe(false);
  await expect(taker).resolves.toBe("to the taker");
  await expect(queue.take()).resolves.toBe("held");
});

describe("a close", () => {
  test("MUST leave what is held to be taken, and refuse who waits for room", async () => {
    const queue = new Queue<number>(1);
    await queue.put(1);
    const waits = queue.put(2);
    expect(await isPending(queue.closed)).toBe(true);
    queue.close();
    await queue.closed;
    await expect(waits).rejects.toBeInstanceOf(QueueClosed);
    await expect(queue.put(3)).rejects.toBeInstanceOf(QueueClosed);
    expect(queue.tryPut(4)).toBe(false);
    await expect(queue.take()).resolves.toBe(1);
    await expect(queue.take()).resolves.toBeUndefined();
  });

  test("MUST give the end to all who wait for an item", async () => {
    const queue = new Queue<number>();
    const takers = [queue.take(), queue.take()];
    queue.close();
    await expect(Promise.all(takers)).resolves.toEqual([undefined, undefined]);
  });

  test("twice MUST be as once", () => {
    const queue = new Queue<number>();
    queue.close();
    expect(() => queue.close()).not.toThrow();
  });
});

describe("who gives up", () => {
  test("a put MUST leave the line with its item", async () => {
    const queue = new Queue<number>(1);
    await queue.put(1);
    const controller = new AbortController();
    const { signal } = controller;
    const hasty = queue.put(2, { signal });
    const patient = queue.put(3);
    controller.abort();
    await expect(hasty).rejects.toBe(signal.reason);
    await expect(queue.take()).resolves.toBe(1);
    await patient;
    await expect(queue.take()).resolves.toBe(3);
  });

  test("a take MUST leave the line, and lose no item", async () => {
    const queue = new Queue<number>();
    const controller = new AbortController();
    const { signal } = controller;
    const hasty = queue.take({ signal });
    controller.abort();
    await expect(hasty).rejects.toBe(signal.reason);
    await queue.put(1);
    await expect(queue.take()).resolves.toBe(1);
  });

  test("before it began MUST neither put nor take", async () => {
    const queue = new Queue<number>();
    const { signal, reason } = aborted();
    await expect(queue.put(1, { signal })).rejects.toBe(reason);
    await queue.put(2);
    await expect(queue.take({ signal })).rejects.toBe(reason);
    await expect(queue.take()).resolves.toBe(2);
  });
});
