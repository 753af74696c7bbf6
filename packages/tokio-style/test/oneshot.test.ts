import { expect, test } from "vitest";
import { spawn, sync, task } from "../src/index.js";
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

test("a receiver that was told the end MUST be told again when awaited again", async () => {
  const errors = await run(function* () {
    const [tx, rx] = sync.oneshot.channel<number>();
    tx.drop();
    return [yield* Effect.flip(rx), yield* Effect.flip(rx)];
  });
  expect(errors.map((error) => error.name)).toEqual(["RecvError", "RecvError"]);
});
