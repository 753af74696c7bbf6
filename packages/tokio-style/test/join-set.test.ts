import { expect, test } from "vitest";
import { fn, gen, select, spawn, sync, task, time } from "../src/index.js";
import { run } from "./support.js";

/** Takes so much from the budget of 128 that each poll starts with. */
const spend = fn(function* (count: number) {
  for (let i = 0; i < count; i++) yield* time.sleep(0);
});

test("joinNext of an empty set MUST take nothing from the budget", async () => {
  const order = await run(function* () {
    const set = new task.JoinSet<void>();
    const seen: Array<string> = [];
    spawn(
      gen(function* () {
        seen.push("another");
      }),
    );
    yield* spend(128);
    expect(yield* set.joinNext()).toBeUndefined();
    seen.push("main");
    return seen;
  });
  expect(order).toEqual(["main"]);
});

test("joinNext without budget MUST put the task that has ended behind the others", async () => {
  const order = await run(function* () {
    const set = new task.JoinSet<string>();
    for (const name of ["a", "b"]) {
      set.spawn(
        gen(function* () {
          return name;
        }),
      );
    }
    yield* time.sleep(1);
    yield* spend(127);
    return [(yield* set.joinNext())!.value, (yield* set.joinNext())!.value];
  });
  expect(order).toEqual(["b", "a"]);
});

test("a task of the set that ends later MUST wake who has joined one, too", async () => {
  const seen = await run(function* () {
    const lines: Array<string> = [];
    const gate = new sync.Notify();
    const set = new task.JoinSet<void>();
    set.spawn(gen(function* () {}));
    set.spawn(gate.notified());
    const joiner = spawn(
      gen(function* () {
        yield* select({ next: set.joinNext() });
        gate.notifyOne();
        yield* task.yieldNow();
        lines.push("joiner");
      }),
    );
    spawn(
      gen(function* () {
        yield* task.yieldNow();
        lines.push("other");
      }),
    );
    yield* joiner;
    return lines;
  });
  expect(seen).toEqual(["joiner"]);
});
