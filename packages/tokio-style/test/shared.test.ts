/** What many tasks share: broadcast, watch and Barrier, as the real Tokio. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { runtime, spawn, sync } from "../src/index.js";
import { programs as barriers } from "./barrier-programs.js";
import { programs as broadcasts } from "./broadcast-programs.js";
import { programs as losts } from "./lost-programs.js";
import { collected, paused, recorded, run, trace } from "./support.js";
import { programs as watches } from "./watch-programs.js";

const programs = { ...broadcasts, ...watches, ...barriers, ...losts };
const tokio = recorded("shared.trace");

test.each(Object.keys(programs))(
  "%s MUST happen in the order of the real Tokio",
  async (name) => {
    expect(await trace(programs[name]?.() ?? Effect.void)).toEqual(
      tokio.get(name),
    );
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

test.each<[string, () => Effect.Effect<unknown, unknown>, string]>([
  [
    "a broadcast receiver",
    () => sync.broadcast.channel(1)[1].recv(),
    "a message (broadcast recv)",
  ],
  [
    "a watch receiver",
    () => sync.watch.channel(0)[1].changed(),
    "a change (watch)",
  ],
  [
    "a watch sender",
    () => sync.watch.channel(0)[0].closed(),
    "the receivers to be dropped (watch)",
  ],
  ["a barrier", () => new sync.Barrier(3).wait(), "2 more at a barrier"],
])("a deadlock MUST say what %s waits for", async (_, make, what) => {
  using rt = paused();
  const error: unknown = await rt.blockOn(make()).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(runtime.Deadlock);
  expect((error as runtime.Deadlock).waiters).toEqual([
    `blockOn waits for ${what}`,
  ]);
});

test("channels and barriers MUST refuse a size that is none", () => {
  for (const size of [0, -1, 1.5, Number.NaN, Infinity]) {
    expect(() => sync.broadcast.channel(size)).toThrow("at least 1");
  }
  for (const size of [-1, 1.5, Number.NaN]) {
    expect(() => new sync.Barrier(size)).toThrow("not negative");
  }
});

test("a half that was dropped MUST say so when it is used", () => {
  const [tx, rx] = sync.broadcast.channel(1);
  tx.drop();
  rx.drop();
  expect(() => tx.send(1)).toThrow("this sender was dropped");
  expect(() => tx.subscribe()).toThrow("this sender was dropped");
  expect(() => rx.recv()).toThrow("this receiver was dropped");
  const [set, seen] = sync.watch.channel(0);
  set.drop();
  seen.drop();
  expect(() => set.sendReplace(1)).toThrow("this sender was dropped");
  expect(() => seen.changed()).toThrow("this receiver was dropped");
});

test("a second drop MUST do nothing", () => {
  const [tx, rx] = sync.broadcast.channel<number>(1);
  const other = tx.clone();
  tx.drop();
  tx.drop();
  const kept = other.subscribe();
  rx.drop();
  rx.drop();
  expect(other.receiverCount()).toBe(1);
  other.send(1);
  expect(kept.len()).toBe(1);
});

test("two waits of one receiver MUST each get a message", () =>
  run(function* () {
    const [tx, rx] = sync.broadcast.channel<number>(4);
    const a = spawn(rx.recv());
    const b = spawn(rx.recv());
    spawn(Effect.sync(() => [tx.send(1), tx.send(2)]));
    expect([yield* a, yield* b]).toEqual([1, 2]);
  }));

test("a message MUST be let go when every receiver has seen it or is gone", async () => {
  const [tx, rx] = sync.broadcast.channel<object>(2);
  const [other, gone] = [tx.subscribe(), tx.subscribe()];
  const sends = (): WeakRef<object> => {
    const message = {};
    tx.send(message);
    return new WeakRef(message);
  };
  const first = sends();
  rx.tryRecv();
  other.tryRecv();
  expect(await collected(first)).toBe(false);
  gone.drop();
  expect(await collected(first)).toBe(true);
  const second = sends();
  rx.tryRecv();
  expect(await collected(second)).toBe(false);
  other.tryRecv();
  expect(await collected(second)).toBe(true);
});
