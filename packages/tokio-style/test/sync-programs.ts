/** Programs of recorded/sync.rs on locks and notifications, under the same names. */
import { type Effect, Exit } from "effect";
import {
  CancellationToken,
  fn,
  gen,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { isOk, log } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;

const orMessage = <A>(exit: Exit.Exit<A, Error>): unknown =>
  Exit.match(exit, {
    onSuccess: (value) => value,
    onFailure: (cause) =>
      cause.reasons.map((r) => "error" in r && r.error.message),
  });

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  notify: () =>
    gen(function* () {
      const n = new sync.Notify();
      n.notifyOne();
      n.notifyOne();
      yield* n.notified();
      log("stored");
      const handles = ["a", "b", "c"].map((name) =>
        spawn(
          gen(function* () {
            yield* n.notified();
            log(name);
          }),
        ),
      );
      yield* yieldNow();
      n.notifyOne();
      log("one");
      yield* yieldNow();
      n.notifyWaiters();
      log("all");
      for (const h of handles) yield* h;
    }),
  "notify-abort": () =>
    gen(function* () {
      const n = new sync.Notify();
      const waits = fn(function* (name: string) {
        yield* n.notified();
        log(name);
      });
      const a = spawn(waits("a"));
      const b = spawn(waits("b"));
      yield* yieldNow();
      n.notifyOne();
      a.abort();
      yield* b;
      log(!(yield* isOk(a)));
    }),
  "notify-made": () =>
    gen(function* () {
      const n = new sync.Notify();
      const f = n.notified();
      n.notifyWaiters();
      yield* f;
      log("seen");
    }),
  "notify-70": () =>
    gen(function* () {
      const n = new sync.Notify();
      const waits = fn(function* (i: number) {
        yield* n.notified();
        if (i % 8 === 0 || i > 60) log(i);
      });
      const handles = Array.from({ length: 70 }, (_, i) => spawn(waits(i)));
      yield* yieldNow();
      yield* yieldNow();
      n.notifyWaiters();
      for (const h of handles) yield* h;
    }),
  mutex: () =>
    gen(function* () {
      const m = new sync.Mutex(0);
      const locks = fn(function* (name: string) {
        for (let i = 0; i < 2; i++) {
          const g = yield* m.lock();
          g.value += 1;
          log(`${name} has ${g.value}`);
          yield* yieldNow();
          g.drop();
          const tried = m.tryLock();
          if (Exit.isSuccess(tried)) tried.value.drop();
          log(`${name} try ${Exit.isSuccess(tried)}`);
        }
      });
      const handles = ["a", "b", "c"].map((name) => spawn(locks(name)));
      for (const h of handles) yield* h;
    }),
  "mutex-abort": () =>
    gen(function* () {
      const m = new sync.Mutex(0);
      const g = yield* m.lock();
      const locks = fn(function* (name: string) {
        using _ = yield* m.lock();
        log(name);
        yield* sleep(1);
      });
      const handles = ["a", "b", "c"].map((name) => spawn(locks(name)));
      yield* yieldNow();
      g.drop();
      handles[0]?.abort();
      for (const h of handles) log(yield* isOk(h));
    }),
  "semaphore-many": () =>
    gen(function* () {
      const s = new sync.Semaphore(3);
      const holds = fn(function* (name: string, count: number) {
        using _ = yield* s.acquireMany(count);
        log(`${name} has ${count}`);
        yield* sleep(2);
        log(`${name} drops`);
      });
      const handles = [
        holds("a", 2),
        holds("b", 3),
        holds("c", 1),
        holds("d", 2),
      ];
      const tasks = handles.map((h) => spawn(h));
      yield* sleep(1);
      log(s.availablePermits());
      log(Exit.isFailure(s.tryAcquire()));
      for (const h of tasks) yield* h;
      log(s.availablePermits());
    }),
  "semaphore-abort": () =>
    gen(function* () {
      const s = new sync.Semaphore(1);
      const holds = fn(function* (name: string, count: number) {
        using _ = yield* s.acquireMany(count);
        log(name);
      });
      const a = spawn(holds("a", 3));
      const b = spawn(holds("b", 2));
      yield* yieldNow();
      s.addPermits(1);
      yield* yieldNow();
      log(s.availablePermits());
      a.abort();
      log(!(yield* isOk(a)));
      yield* b;
      log(s.availablePermits());
      const c = spawn(
        gen(function* () {
          log(!(yield* isOk(s.acquireMany(9))));
        }),
      );
      yield* yieldNow();
      log(s.availablePermits());
      s.close();
      yield* c;
      log(s.availablePermits());
      log(orMessage(s.tryAcquire()));
    }),
  "semaphore-40": () =>
    gen(function* () {
      const s = new sync.Semaphore(0);
      const takes = fn(function* (i: number) {
        (yield* s.acquire()).forget();
        if (i < 3 || i > 28) log(i);
      });
      const handles = Array.from({ length: 40 }, (_, i) => spawn(takes(i)));
      yield* yieldNow();
      s.addPermits(40);
      for (const h of handles) yield* h;
    }),
  rwlock: () =>
    gen(function* () {
      const m = new sync.RwLock(0);
      const writes = fn(function* (name: string) {
        using g = yield* m.write();
        g.value += 1;
        log(`${name} in`);
        yield* sleep(2);
        log(`${name} out`);
      });
      const reads = fn(function* (name: string) {
        using g = yield* m.read();
        log(`${name} in ${g.value}`);
        yield* sleep(1);
        log(`${name} out`);
      });
      const handles = ["r1", "r2", "w1", "r3", "r4", "w2"].map((name) =>
        spawn(name.startsWith("w") ? writes(name) : reads(name)),
      );
      yield* yieldNow();
      log(Exit.isFailure(m.tryRead()));
      for (const h of handles) yield* h;
    }),
  token: () =>
    gen(function* () {
      const t = new CancellationToken();
      const c1 = t.childToken();
      const c2 = t.childToken();
      const g = c1.childToken();
      const waits = fn(function* (name: string, token: CancellationToken) {
        yield* token.cancelled();
        log(name);
      });
      const all = { root: t, c1, c2, g, root2: t.clone() };
      const handles = Object.entries(all).map(([n, k]) => spawn(waits(n, k)));
      yield* yieldNow();
      c2.cancel();
      log(t.isCancelled());
      yield* yieldNow();
      t.cancel();
      log(g.isCancelled());
      for (const h of handles) yield* h;
      const k = new CancellationToken();
      k.clone().dropGuard().drop();
      log(k.isCancelled());
    }),
};
