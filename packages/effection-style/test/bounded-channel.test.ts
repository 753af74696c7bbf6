import { all, sleep, spawn } from "effection";
import { ChannelClosed, createBoundedChannel, yieldNow } from "effection-style";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { onVirtualTime, thrownBy } from "./support.js";

test("each item MUST be received once, whoever is halted when it was handed over", async () => {
  const step = fc.record({
    /** Which of the two receivers is halted and replaced, if any. */
    halts: fc.constantFrom(undefined, 0, 1),
    /** Whether the receivers run before the next item is sent. */
    yields: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(step, { maxLength: 12 }),
      async (capacity, steps) => {
        const taken: number[] = [];
        await onVirtualTime(function* () {
          const channel = createBoundedChannel<number>(capacity);
          const receiver = spawn(function* () {
            for (;;) {
              const item = yield* channel.next();
              if (item.done) return;
              taken.push(item.value);
            }
          });
          const receivers = [yield* receiver, yield* receiver];
          for (const [item, { halts, yields }] of steps.entries()) {
            if (yields) yield* yieldNow();
            yield* channel.send(item);
            if (halts === undefined) continue;
            yield* receivers[halts]!.halt();
            receivers[halts] = yield* receiver;
          }
          channel.close();
          yield* all(receivers);
        });
        expect(taken.toSorted((a, b) => a - b)).toEqual([...steps.keys()]);
      },
    ),
  );
});

test("one receiver MUST have all items in the order in which they were sent", () =>
  onVirtualTime(function* () {
    const channel = createBoundedChannel<number>(2);
    yield* spawn(function* () {
      for (let item = 0; item < 9; item += 1) yield* channel.send(item);
      channel.close();
    });
    const taken: number[] = [];
    for (let next = yield* channel.next(); !next.done;) {
      taken.push(next.value);
      next = yield* channel.next();
    }
    expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  }));

test("a send that is halted while it waits MUST send nothing", () =>
  onVirtualTime(function* () {
    const channel = createBoundedChannel<string>(1);
    yield* channel.send("first");
    const late = yield* spawn(() => channel.send("late"));
    yield* yieldNow();
    yield* late.halt();
    channel.close();
    expect([yield* channel.next(), yield* channel.next()]).toEqual([
      { done: false, value: "first" },
      { done: true, value: undefined },
    ]);
  }));

test("the close MUST refuse who waits for room and who comes later, with the item", () =>
  onVirtualTime(function* () {
    const channel = createBoundedChannel<number>(1);
    yield* channel.send(1);
    const waits = yield* spawn(() => thrownBy(channel.send(2)));
    yield* sleep(1);
    channel.close();
    yield* channel.closed();
    const refused = [yield* waits, yield* thrownBy(channel.send(3))];
    expect(refused.map((error) => (error as ChannelClosed).value)).toEqual([
      2, 3,
    ]);
    expect(refused[0]).toBeInstanceOf(ChannelClosed);
    expect(channel.trySend(4)).toBe(false);
  }));

test("trySend MUST say whether there was room", () => {
  const channel = createBoundedChannel<number>(2);
  expect([1, 2, 3].map((item) => channel.trySend(item))).toEqual([
    true,
    true,
    false,
  ]);
});
