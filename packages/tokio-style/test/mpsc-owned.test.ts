/** Permits that own their sender, weak senders, and sends with a time limit. */
import { Effect } from "effect";
import { describe, expect, test } from "vitest";
import {
  join,
  select,
  spawn,
  sync,
  task,
  time,
  tryJoin,
} from "../src/index.js";
import { errorOf, run, valueOf } from "./support.js";

const { channel, unboundedChannel } = sync.mpsc;

describe("a permit that owns its sender", () => {
  test("MUST hold a place, and give its sender back when it sends", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      const permit = yield* tx.reserveOwned();
      expect(tx.capacity()).toBe(0);
      const back = permit.send("a");
      expect(back).toBe(tx);
      expect(valueOf(rx.tryRecv())).toBe("a");
    }));

  test("MUST give place and sender back when it is released", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      const back = (yield* tx.reserveOwned()).release();
      expect(tx.capacity()).toBe(1);
      expect(errorOf(rx.tryRecv()).kind).toBe("Empty");
      expect(valueOf(back.trySend("a"))).toBeUndefined();
    }));

  test("MUST close the channel when it is dropped with the last sender", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      const permit = yield* tx.reserveOwned();
      const received = spawn(rx.recv());
      yield* task.yieldNow();
      permit.drop();
      expect(yield* received).toBeUndefined();
    }));

  test("MUST not be used twice", () =>
    run(function* () {
      const [tx] = channel<string>(1);
      const permit = yield* tx.reserveOwned();
      permit.send("a");
      expect(() => permit.send("b")).toThrow("this permit was used already");
      expect(() => permit.release()).toThrow("this permit was used already");
    }));

  test("MUST take its sender along when the wait for it is dropped", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      yield* tx.send("a");
      const lost = yield* select(
        { reserve: tx.reserveOwned(), timeout: time.sleep(1) },
        { biased: true },
      );
      expect(lost._tag).toBe("timeout");
      expect(yield* rx.recv()).toBe("a");
      expect(yield* rx.recv()).toBeUndefined();
    }));

  test("MUST NOT come of a closed channel, whose sender is dropped", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      rx.close();
      const exit = yield* Effect.exit(tx.reserveOwned());
      expect(errorOf(exit)._tag).toBe("SendError");
      expect(() => tx.clone()).toThrow("this sender was dropped");
    }));
});

describe("a place that is asked for at once", () => {
  test("MUST be held, and be full or closed otherwise", () => {
    const [tx, rx] = channel<string>(1);
    const permit = valueOf(tx.tryReserve());
    expect(errorOf(tx.tryReserve()).kind).toBe("Full");
    expect(errorOf(tx.tryReserveOwned()).value).toBe(tx);
    permit.drop();
    expect(valueOf(tx.tryReserveOwned()).send("a")).toBe(tx);
    rx.close();
    expect(errorOf(tx.tryReserve()).kind).toBe("Closed");
    expect(errorOf(tx.tryReserveOwned()).kind).toBe("Closed");
  });
});

type Owned = Effect.Effect<Disposable, Error>;
const fails = Effect.fail("first");

const losing: Record<string, (owned: Owned) => unknown> = {
  select: (owned) => select({ fails, owned }, { biased: true }),
  tryJoin: (owned) => tryJoin(fails, owned),
  join: (owned) => join(Effect.die("first"), owned),
};

test.each(Object.keys(losing))(
  "reserveOwned that a %s drops before its first poll MUST drop the sender",
  (name) =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      const exit = yield* Effect.exit(
        spawn(losing[name]!(tx.reserveOwned()) as Owned),
      );
      expect(exit._tag).toBe("Failure");
      expect(errorOf(rx.tryRecv()).kind).toBe("Disconnected");
    }),
);

describe("sendTimeout", () => {
  test("MUST send when there is a place in time", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      yield* tx.send("a");
      const sent = spawn(tx.sendTimeout("b", 10));
      yield* time.sleep(9);
      expect(yield* rx.recv()).toBe("a");
      yield* sent;
      expect(yield* rx.recv()).toBe("b");
    }));

  test("MUST give the message back when the time is over", () =>
    run(function* () {
      const [tx] = channel<string>(1);
      yield* tx.send("a");
      const exit = yield* Effect.exit(tx.sendTimeout("b", 10));
      expect(errorOf(exit)).toMatchObject({ kind: "Timeout", value: "b" });
      expect(time.Instant.now().millis).toBe(10);
      expect(tx.capacity()).toBe(0);
    }));

  test("MUST count its time from when it is awaited", () =>
    run(function* () {
      const [tx] = channel<string>(1);
      yield* tx.send("a");
      const made = Effect.exit(tx.sendTimeout("b", 10));
      yield* time.sleep(5);
      expect(errorOf(yield* made)).toMatchObject({ kind: "Timeout" });
      expect(time.Instant.now().millis).toBe(15);
    }));

  test("MUST give the message back when the channel is closed", () =>
    run(function* () {
      const [tx, rx] = channel<string>(1);
      rx.close();
      const exit = yield* Effect.exit(tx.sendTimeout("b", 10));
      expect(errorOf(exit)).toMatchObject({ kind: "Closed", value: "b" });
    }));
});

describe.each([
  ["bounded", () => channel<string>(1)],
  ["unbounded", () => unboundedChannel<string>()],
] as const)("a weak sender of a channel that is %s", (_, make) => {
  test("MUST become a sender while there is one, and not keep it open", () => {
    const [tx, rx] = make();
    const weak = tx.downgrade().clone();
    const strong = weak.upgrade()!;
    tx.drop();
    expect(errorOf(rx.tryRecv()).kind).toBe("Empty");
    strong.drop();
    expect(errorOf(rx.tryRecv()).kind).toBe("Disconnected");
    expect(weak.upgrade()).toBeUndefined();
  });

  test("MUST NOT keep a receiver waiting when the last sender is dropped", () =>
    run(function* () {
      const [tx, rx] = make();
      const weak = tx.downgrade();
      const received = spawn(rx.recv());
      yield* task.yieldNow();
      tx.drop();
      expect(yield* received).toBeUndefined();
      expect(weak.upgrade()).toBeUndefined();
    }));

  test("MUST be of the same channel as that which it comes of", () => {
    const [tx] = make();
    const [other] = make();
    expect(tx.downgrade().upgrade()!.sameChannel(tx)).toBe(true);
    expect(tx.sameChannel(other)).toBe(false);
  });
});
