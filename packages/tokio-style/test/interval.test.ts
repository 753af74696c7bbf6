import { expect, test } from "vitest";
import { gen, join, spawn, task, time } from "../src/index.js";
import { run } from "./support.js";

test("a tick MUST wake its task at once when the next one is due already", async () => {
  const seen = await run(function* () {
    const lines: Array<string> = [];
    const interval = time.interval(1);
    yield* time.advance(3);
    const ticker = spawn(
      gen(function* () {
        yield* interval.tick();
        yield* task.yieldNow();
        lines.push("ticker");
      }),
    );
    spawn(
      gen(function* () {
        yield* task.yieldNow();
        lines.push("other");
      }),
    );
    yield* ticker;
    return lines;
  });
  expect(seen).toEqual(["ticker"]);
});

test("an interval that was reset before its first tick MUST stand before later sleeps", async () => {
  const seen = await run(function* () {
    const lines: Array<string> = [];
    const interval = time.interval(5);
    interval.reset();
    const sleeper = spawn(
      gen(function* () {
        yield* time.sleep(5);
        lines.push("sleep");
      }),
    );
    const ticker = spawn(
      gen(function* () {
        yield* task.yieldNow();
        yield* interval.tick();
        lines.push("tick");
      }),
    );
    yield* join(sleeper, ticker);
    return lines;
  });
  expect(seen).toEqual(["tick", "sleep"]);
});
