/** What a select does with functions of its branches that throw. */
import { Effect } from "effect";
import { expect, test } from "vitest";
import { branch, gen, select, spawn, time } from "../src/index.js";
import { log, noisy, trace } from "./support.js";

const throws = (): never => {
  throw new Error("boom");
};
const refuses = (): boolean => throws();

/** Holds something until it is dropped. */
const waits = gen(function* () {
  using _ = noisy("the other branch");
  yield* time.sleep(100);
});

test.each([
  ["pattern", { match: refuses }],
  ["handler", { handler: throws }],
])(
  "a %s that throws MUST be a panic of its task, after the losers were dropped",
  async (_what, options) => {
    const lines = await trace(
      gen(function* () {
        const task = spawn(
          select(
            { waits, nap: branch(time.sleep(5), options) },
            { biased: true },
          ),
        );
        const error = yield* Effect.flip(task);
        log(`${error._tag}, ${String(error.isPanic())}`);
        yield* time.sleep(1);
        log("main goes on");
      }),
    );
    expect(lines).toEqual([
      "@5 drop the other branch",
      "@5 JoinError, true",
      "@6 main goes on",
    ]);
  },
);

test("an else that throws MUST be a panic", async () => {
  const nap = branch(time.sleep(5), { match: () => false });
  const lines = await trace(
    gen(function* () {
      const task = spawn(select({ nap }, { else: throws }));
      const error = yield* Effect.flip(task);
      log(String(error.isPanic()));
    }),
  );
  expect(lines).toEqual(["@5 true"]);
});
