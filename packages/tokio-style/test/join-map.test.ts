import { Cause, Effect, Exit } from "effect";
import { expect, test } from "vitest";
import { fn, gen, spawn, task, time } from "../src/index.js";
import { noisy, paused, run, startLog } from "./support.js";

const after = fn(function* (duration: number, value: string) {
  yield* time.sleep(duration);
  return value;
});

/** Joins all tasks that are left; lists them as they end. */
const rest = fn(function* (map: task.JoinMap<string, string, string>) {
  const seen: Array<string> = [];
  for (let one; (one = yield* map.joinNext()) !== undefined;) {
    const { key, exit } = one;
    if (Exit.isSuccess(exit)) seen.push(`${key} ok ${exit.value}`);
    else {
      const error: unknown = Cause.squash(exit.cause);
      seen.push(
        `${key} ${error instanceof task.JoinError ? error.cancelledBy : String(error)}`,
      );
    }
  }
  return seen;
});

test("joinNext MUST give each task with its key, in the order of their ends", () =>
  run(function* () {
    const map = new task.JoinMap<string, string, string>();
    map.spawn("a", after(5, "A"));
    map.spawn("b", after(3, "B"));
    map.spawn("c", Effect.fail("no"));
    map.spawn("d", after(9, "D"));
    expect([...map.keys()]).toEqual(["a", "b", "c", "d"]);
    expect(map.abort("d")).toBe(true);
    expect(map.abort("e")).toBe(false);
    expect(map.containsKey("d")).toBe(true);
    expect(yield* rest(map)).toEqual(["c no", "d abort", "b ok B", "a ok A"]);
    expect(map.isEmpty()).toBe(true);
    expect(map.containsKey("d")).toBe(false);
  }));

test("a key that is given again MUST abort its task, which is passed over", () =>
  run(function* () {
    const map = new task.JoinMap<string, string, string>();
    map.spawn("a", after(1, "old"));
    map.spawn("a", after(5, "new"));
    map.spawn("b", after(2, "B"));
    expect(map.length).toBe(2);
    expect(yield* rest(map)).toEqual(["b ok B", "a ok new"]);
  }));

test("a task that has ended before its key was given again MUST be passed over", () =>
  run(function* () {
    const map = new task.JoinMap<string, string, string>();
    map.spawn("a", Effect.succeed("old"));
    yield* task.yieldNow();
    map.spawn("a", Effect.succeed("new"));
    expect(yield* rest(map)).toEqual(["a ok new"]);
  }));

test("abortMatching MUST abort those tasks, and leave their keys to joinNext", () =>
  run(function* () {
    const map = new task.JoinMap<number, string>();
    for (const key of [1, 2, 3, 4]) map.spawn(key, after(key, String(key)));
    map.abortMatching((key) => key % 2 === 0);
    expect(map.length).toBe(4);
    const keys: Array<number> = [];
    for (let one; (one = yield* map.joinNext()) !== undefined;) {
      keys.push(Exit.isSuccess(one.exit) ? one.key : -one.key);
    }
    expect(keys).toEqual([-2, -4, 1, 3]);
  }));

test("shutdown MUST wait until all tasks were dropped", () =>
  run(function* () {
    const said = startLog();
    const map = new task.JoinMap<string, unknown>();
    const holds = gen(function* () {
      using _ = noisy("it");
      yield* Effect.never;
    });
    map.spawn("a", holds);
    map.spawn("b", holds);
    yield* task.yieldNow();
    yield* map.shutdown();
    expect(said).toEqual(["@0 drop it", "@0 drop it"]);
    expect(map.isEmpty()).toBe(true);
  }));

test("detachAll MUST let the tasks go on, a drop of the map abort them", () =>
  run(function* () {
    const done: Array<string> = [];
    const says = (word: string) =>
      Effect.map(task.yieldNow(), () => void done.push(word));
    const map = new task.JoinMap<string, void>();
    map.spawn("a", says("detached"));
    map.detachAll();
    map.spawn("b", says("dropped"));
    map[Symbol.dispose]();
    expect(map.isEmpty()).toBe(true);
    yield* time.sleep(1);
    expect(done).toEqual(["detached"]);
  }));

test("a JoinMap MUST take tasks of another runtime and of a LocalSet", async () => {
  using other = paused();
  using rt = paused();
  const local = new task.LocalSet();
  const map = new task.JoinMap<string, string, string>();
  map.spawnOn("other", Effect.succeed("there"), other.handle());
  map.spawnLocalOn("on", Effect.succeed("local"), local);
  await other.blockOn(task.yieldNow());
  const main = gen(function* () {
    map.spawnLocal("in", Effect.succeed("local"));
    return yield* rest(map);
  });
  expect(await local.blockOn(rt, main)).toEqual([
    "other ok there",
    "on ok local",
    "in ok local",
  ]);
});

test("joinNext that loses a select MUST lose no task", () =>
  run(function* () {
    const map = new task.JoinMap<string, string, string>();
    map.spawn("a", after(5, "A"));
    expect(
      Exit.isFailure(yield* Effect.exit(time.timeout(3, map.joinNext()))),
    ).toBe(true);
    const waits = spawn(rest(map));
    expect(yield* waits).toEqual(["a ok A"]);
  }));
