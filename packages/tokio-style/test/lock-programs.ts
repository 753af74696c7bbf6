/** Programs of recorded/cells.rs on RwLock and Semaphore, under the same names. */
import { Effect, Exit } from "effect";
import { fn, gen, spawn, sync, task, time } from "../src/index.js";
import { errorOf, isOk, log, valueOf } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;

/** Tries, and drops what that gives: a temporary in Rust. */
const can = (exit: Exit.Exit<{ drop(): void }, Error>) => {
  if (Exit.isSuccess(exit)) exit.value.drop();
  return Exit.isSuccess(exit);
};

const rwAborts = (aborted: number) =>
  gen(function* () {
    const m = new sync.RwLock(0);
    const held = yield* m.read();
    const locks = fn(function* (name: string) {
      using _ = yield* name.startsWith("w") ? m.write() : m.read();
      log(name);
      yield* sleep(1);
    });
    const v = ["w1", "r1", "w2", "r2"].map((name) => spawn(locks(name)));
    yield* yieldNow();
    v[aborted]!.abort();
    yield* yieldNow();
    log(can(m.tryRead()));
    held.drop();
    v[(aborted + 1) % 4]!.abort();
    for (const h of v) log(yield* isOk(h));
  });

const semaphoreAborts = (aborted: number) =>
  gen(function* () {
    const s = new sync.Semaphore(0);
    const takes = fn(function* (name: string, count: number) {
      using _ = yield* s.acquireMany(count);
      log(name);
      yield* yieldNow();
    });
    const v = [takes("a", 2), takes("b", 3), takes("c", 1), takes("d", 1)].map(
      (future) => spawn(future),
    );
    yield* yieldNow();
    s.addPermits(1);
    v[aborted]!.abort();
    yield* yieldNow();
    log(s.availablePermits());
    s.addPermits(2);
    v[(aborted + 1) % 4]!.abort();
    yield* yieldNow();
    log(s.availablePermits());
    s.addPermits(2);
    for (const h of v) log(yield* isOk(h));
    log(s.availablePermits());
  });

const rwlocks: Record<string, () => Effect.Effect<any, any>> = {
  "rwlock-try": () =>
    gen(function* () {
      const m = new sync.RwLock(1);
      const r = yield* m.read();
      log(`${can(m.tryRead())} ${can(m.tryWrite())}`);
      log(errorOf(m.tryWrite()).message);
      r.drop();
      const w = valueOf(m.tryWrite());
      w.value += 1;
      log(`${can(m.tryRead())} ${can(m.tryWrite())}`);
      w.drop();
      const r2 = yield* m.readOwned();
      log(`${r2.value} ${can(m.tryReadOwned())}`);
      r2.drop();
      const w2 = yield* m.writeOwned();
      w2.value += 1;
      log(can(m.tryWriteOwned()));
      const r3 = w2.downgrade();
      log(`${r3.value} ${can(m.tryRead())}`);
    }),
  "rwlock-downgrade": () =>
    gen(function* () {
      const m = new sync.RwLock(0);
      const w = yield* m.write();
      const reads = fn(function* (name: string) {
        using g = yield* m.read();
        log(`${name} ${g.value}`);
        yield* sleep(2);
      });
      const writes = fn(function* (name: string) {
        using g = yield* m.write();
        g.value += 1;
        log(`${name} ${g.value}`);
        yield* sleep(1);
      });
      const v = ["r1", "r2", "w1", "r3"].map((name) =>
        spawn(name === "w1" ? writes(name) : reads(name)),
      );
      yield* yieldNow();
      w.value = 5;
      const r = w.downgrade();
      log(`down ${r.value} ${can(m.tryRead())}`);
      yield* sleep(5);
      r.drop();
      for (const h of v) yield* h;
    }),
  "rwlock-max": () =>
    gen(function* () {
      const m = sync.RwLock.withMaxReaders(0, 2);
      const locks = fn(function* (name: string) {
        using _ = yield* name === "w1" ? m.write() : m.read();
        log(name);
        yield* sleep(name === "w1" ? 1 : 2);
      });
      const v = ["r1", "r2", "r3", "w1", "r4", "r5"].map((name) =>
        spawn(locks(name)),
      );
      yield* yieldNow();
      log(can(m.tryRead()));
      for (const h of v) yield* h;
      const a = yield* m.read();
      const b = yield* m.read();
      log(can(m.tryRead()));
      a.drop();
      log(can(m.tryRead()));
      b.drop();
      const r = (yield* m.write()).downgrade();
      log(`${can(m.tryRead())} ${can(m.tryWrite())}`);
      r.drop();
    }),
  "rwlock-abort-0": () => rwAborts(0),
  "rwlock-abort-1": () => rwAborts(1),
  "rwlock-abort-2": () => rwAborts(2),
  "rwlock-abort-3": () => rwAborts(3),
  "rwlock-40": () =>
    gen(function* () {
      const m = new sync.RwLock(0);
      const w = yield* m.write();
      const reads = fn(function* (i: number) {
        using _ = yield* m.read();
        if (i < 2 || i > 29) log(i);
      });
      const v = Array.from({ length: 40 }, (_, i) => spawn(reads(i)));
      yield* yieldNow();
      w.drop();
      for (const h of v) yield* h;
    }),
};

const semaphores: Record<string, () => Effect.Effect<any, any>> = {
  "semaphore-merge": () =>
    gen(function* () {
      const s = new sync.Semaphore(5);
      const a = yield* s.acquire();
      a.merge(yield* s.acquireMany(2));
      log(s.availablePermits());
      a.drop();
      log(s.availablePermits());
      const b = yield* s.acquireOwned();
      b.merge(valueOf(s.tryAcquireManyOwned(3)));
      log(`${s.availablePermits()} ${can(s.tryAcquireOwned())}`);
      b.forget();
      log(s.availablePermits());
      valueOf(s.tryAcquire()).forget();
      log(errorOf(s.tryAcquire()).message);
      s.addPermits(2);
      log(`${s.availablePermits()} ${s.isClosed()}`);
      s.close();
      log(`${s.availablePermits()} ${s.isClosed()}`);
      log(errorOf(s.tryAcquireMany(1)).message);
      log((yield* Effect.flip(s.acquireManyOwned(1))).message);
    }),
  "semaphore-zero": () =>
    gen(function* () {
      const s = new sync.Semaphore(0);
      const h = spawn(
        gen(function* () {
          using _ = yield* s.acquire();
          log("one");
        }),
      );
      yield* yieldNow();
      const none = yield* s.acquireMany(0);
      log(can(s.tryAcquireMany(0)));
      none.drop();
      s.addPermits(1);
      log(s.availablePermits());
      yield* h;
      log(s.availablePermits());
    }),
  "semaphore-close": () =>
    gen(function* () {
      const s = new sync.Semaphore(0);
      const takes = fn(function* (name: string, count: number) {
        log(`${name} ${yield* isOk(s.acquireMany(count))}`);
      });
      const v = ["a", "b", "c", "d"].map((name, i) =>
        spawn(takes(name, i + 1)),
      );
      yield* yieldNow();
      s.addPermits(2);
      s.close();
      log(s.availablePermits());
      for (const h of v) yield* h;
      log(s.availablePermits());
    }),
  "semaphore-abort-0": () => semaphoreAborts(0),
  "semaphore-abort-1": () => semaphoreAborts(1),
  "semaphore-abort-2": () => semaphoreAborts(2),
  "semaphore-abort-3": () => semaphoreAborts(3),
};

export const programs = { ...rwlocks, ...semaphores };
