/** Guards of a part of a locked value. */
import { Exit } from "effect";
import { expect, expectTypeOf, test } from "vitest";
import { spawn, sync, task } from "../src/index.js";
import { run } from "./support.js";

const account = () => ({ name: "a", owner: { age: 1 }, tags: ["x"] });

test("a mapped guard MUST hold the lock, and unlock when it is dropped", () =>
  run(function* () {
    const mutex = new sync.Mutex(account());
    const guard = yield* mutex.lock();
    const name = guard.map("name");
    expectTypeOf(name).toEqualTypeOf<sync.Guard<string>>();
    const waits = spawn(mutex.lock());
    name.value += "b";
    expect(() => guard.value).toThrow("this guard was dropped");
    guard.drop();
    expect(Exit.isFailure(mutex.tryLock())).toBe(true);
    name.drop();
    name.drop();
    using next = yield* waits;
    expect(next.value.name).toBe("ab");
    expect(() => name.value).toThrow("this guard was dropped");
  }));

test("a part of a part MUST be changed where it stands", () =>
  run(function* () {
    const mutex = new sync.Mutex(account());
    {
      using age = (yield* mutex.lock()).map("owner").map("age");
      age.value = 7;
    }
    {
      using tags = (yield* mutex.lock()).map(({ tags: all }) => all);
      tags.value.push("y");
      expect(() => (tags.value = [])).toThrow("name it by its key");
    }
    using whole = yield* mutex.lock();
    expect(whole.value).toEqual({
      name: "a",
      owner: { age: 7 },
      tags: ["x", "y"],
    });
  }));

test("tryMap MUST give the guard up only when there is a part", () =>
  run(function* () {
    const mutex = new sync.Mutex(new Map([["k", { n: 1 }]]));
    const guard = yield* mutex.lock();
    expect(guard.tryMap((map) => map.get("none"))).toBeUndefined();
    expect(guard.value.size).toBe(1);
    const part = guard.tryMap((map) => map.get("k"));
    expect(part?.value.n).toBe(1);
    expect(() => guard.value).toThrow("this guard was dropped");
    part?.drop();
    expect(Exit.isSuccess(mutex.tryLock())).toBe(true);
  }));

test("a mapped read guard MUST let others read, and hold up who writes", () =>
  run(function* () {
    const lock = new sync.RwLock(account());
    const name = (yield* lock.read()).map("name");
    expectTypeOf(name).toEqualTypeOf<sync.RwLockReadGuard<string>>();
    expect(name).toBeInstanceOf(sync.RwLockReadGuard);
    const other = (yield* lock.read()).tryMap(({ owner }) => owner);
    expectTypeOf(other).toEqualTypeOf<
      sync.RwLockReadGuard<{ age: number }> | undefined
    >();
    const writes = spawn(lock.write());
    yield* task.yieldNow();
    other?.drop();
    yield* task.yieldNow();
    expect(writes.isFinished()).toBe(false);
    name.drop();
    using guard = yield* writes;
    expect(guard.value.name).toBe("a");
  }));

test("a mapped write guard MUST hold up all others, whatever it was made by", () =>
  run(function* () {
    const lock = new sync.RwLock(account());
    const first = (yield* lock.write()).map("owner").map("age");
    expect(first).toBeInstanceOf(sync.RwLockMappedWriteGuard);
    first.value++;
    const reads = spawn(lock.read());
    yield* task.yieldNow();
    expect(reads.isFinished()).toBe(false);
    first.drop();
    const seen = yield* reads;
    expect(seen.value.owner.age).toBe(2);
    seen.drop();
    const whole = (yield* lock.write()).intoMapped();
    expect(whole).not.toBeInstanceOf(sync.RwLockWriteGuard);
    whole.value = { ...whole.value, name: "c" };
    expect(Exit.isFailure(lock.tryRead())).toBe(true);
    whole.drop();
    const part = (yield* lock.write()).tryMap(({ owner }) => owner);
    expect(part).toBeInstanceOf(sync.RwLockMappedWriteGuard);
    part?.drop();
    using guard = yield* lock.read();
    expect(guard.value.name).toBe("c");
  }));
