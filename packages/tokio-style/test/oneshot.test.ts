import { expect, test } from "vitest";
import { gen, spawn, sync, task } from "../src/index.js";
import { run } from "./support.js";
import { Effect } from "effect";

type Sender = sync.oneshot.Sender<number>;

test.each([
  ["given a message", (tx: Sender) => void tx.send(1)],
  ["told the end", (tx: Sender) => tx.drop()],
])(
  "a receiver whose tryRecv has %s MUST panic when it is awaited",
  async (_, end) => {
    const error = await run(function* () {
      const [tx, rx] = sync.oneshot.channel<number>();
      end(tx);
      rx.tryRecv();
      return yield* Effect.flip(spawn(rx));
    });
    expect(error).toBeInstanceOf(task.JoinError);
    expect((error as task.JoinError).intoPanic()).toEqual(
      new Error("called after complete"),
    );
  },
);

test.each([
  ["in the same task", false],
  ["in another", true],
])(
  "a receiver that has given its message MUST panic when it is awaited again %s",
  async (_, elsewhere) => {
    const error = await run(function* () {
      const [tx, rx] = sync.oneshot.channel<number>();
      const first = spawn(
        gen(function* () {
          const message = yield* rx;
          return message + (elsewhere ? 0 : yield* rx);
        }),
      );
      yield* task.yieldNow();
      tx.send(1);
      if (!elsewhere) return yield* Effect.flip(first);
      yield* first;
      return yield* Effect.flip(spawn(rx));
    });
    expect((error as task.JoinError).intoPanic()).toEqual(
      new Error("called after complete"),
    );
  },
);

test("a receiver whose message nobody has taken MUST give it though an await of it was dropped", async () => {
  const got = await run(function* () {
    const [tx, rx] = sync.oneshot.channel<number>();
    const waits = spawn(rx);
    yield* task.yieldNow();
    tx.send(1);
    waits.abort();
    yield* Effect.exit(waits);
    return yield* rx;
  });
  expect(got).toBe(1);
});

test("a receiver that was told the end MUST be told again when awaited again", async () => {
  const errors = await run(function* () {
    const [tx, rx] = sync.oneshot.channel<number>();
    tx.drop();
    return [yield* Effect.flip(rx), yield* Effect.flip(rx)];
  });
  expect(errors.map((error) => error.name)).toEqual(["RecvError", "RecvError"]);
});

type Halves = [Sender, sync.oneshot.Receiver<number>];

test.each([
  ["", (...[, rx]: Halves) => rx.drop()],
  [
    ", also after its sender was dropped",
    (...[tx, rx]: Halves) => {
      tx.drop();
      rx.drop();
    },
  ],
])(
  "closing again MUST wake again who has waited for it%s",
  async (_, close) => {
    const seen = await run(function* () {
      const lines: Array<string> = [];
      const [tx, rx] = sync.oneshot.channel<number>();
      const waiter = spawn(
        gen(function* () {
          yield* tx.closed();
          close(tx, rx);
          yield* task.yieldNow();
          lines.push("waiter");
        }),
      );
      yield* task.yieldNow();
      rx.close();
      spawn(
        gen(function* () {
          yield* task.yieldNow();
          lines.push("other");
        }),
      );
      yield* waiter;
      return lines;
    });
    expect(seen).toEqual(["waiter"]);
  },
);
