/** Programs of recorded/local-set.rs on the order, under the same names. */
import { Effect } from "effect";
import { fn, gen, join, spawn, sync, task, time } from "../src/index.js";
import { log, noisy } from "./support.js";

const { sleep } = time;
const { LocalSet, spawnLocal, yieldNow } = task;

export const says = (...events: ReadonlyArray<unknown>) =>
  gen(function* () {
    for (const [i, event] of events.entries()) {
      if (i > 0) yield* yieldNow();
      log(event);
    }
  });

export const steps = fn(function* (name: string, count: number) {
  for (let i = 0; i < count; i++) {
    log(`${name} ${i}`);
    yield* yieldNow();
  }
});

export const nap = fn(function* (name: string, duration: number) {
  log(`${name} in`);
  using _ = noisy(name);
  yield* sleep(duration);
  log(`${name} out`);
  return name;
});

export const holds = fn(function* (name: string, f: Effect.Effect<unknown>) {
  using _ = noisy(name);
  yield* f;
});

/** What a handle gives, in words. */
export const ended = (handle: Effect.Effect<unknown, task.JoinError>) =>
  Effect.match(handle, {
    onSuccess: (value) => `ok ${String(value)}`,
    onFailure: (e) => `cancelled ${e.isCancelled()} panic ${e.isPanic()}`,
  });

/** A set with tasks that say their number if it is one of those. */
function crowd(count: number, isHeard: (i: number) => boolean): task.LocalSet {
  const local = new LocalSet();
  for (let i = 0; i < count; i++) {
    local.spawnLocal(Effect.sync(() => isHeard(i) && log(i)));
  }
  return local;
}

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  "local-order": () =>
    gen(function* () {
      const local = new LocalSet();
      yield* local.runUntil(
        gen(function* () {
          for (const n of ["a", "b", "c"]) spawnLocal(says(n));
          const last = spawnLocal(
            Effect.sync(() => {
              log("d");
              spawnLocal(says("e"));
              return 7;
            }),
          );
          log("main");
          yield* yieldNow();
          log("main again");
          log(yield* last);
        }),
      );
      log("end");
    }),
  "local-await": () =>
    gen(function* () {
      const local = new LocalSet();
      local.spawnLocal(nap("a", 5));
      local.spawnLocal(nap("b", 3));
      local.spawnLocal(nap("c", 0));
      local.spawnLocal(
        Effect.sync(() => {
          spawnLocal(nap("d", 7));
          spawn(nap("task", 6));
        }),
      );
      log("made");
      yield* local;
      log("end");
      yield* new LocalSet();
      log("an empty one");
    }),
  "local-61": () =>
    gen(function* () {
      const local = crowd(130, (i) => i % 20 === 0 || (i >= 58 && i < 64));
      for (const n of ["x", "y"]) spawn(steps(n, 4));
      yield* local.runUntil(steps("main", 4));
      log("end");
    }),
  "local-61-awaited": () =>
    gen(function* () {
      const local = crowd(130, (i) => i % 60 === 0);
      spawn(steps("x", 4));
      yield* local;
      log("end");
    }),
  "local-61-in-branch": () =>
    gen(function* () {
      const local = crowd(130, (i) => i % 60 === 0);
      spawn(steps("x", 4));
      yield* join(
        steps("before", 3),
        local.runUntil(steps("in", 3)),
        steps("after", 3),
      );
      log("end");
    }),
  "local-yield": () =>
    gen(function* () {
      const local = new LocalSet();
      spawn(steps("x", 3));
      yield* local.runUntil(
        gen(function* () {
          const a = spawnLocal(steps("a", 3));
          spawn(steps("y", 3));
          const b = spawnLocal(steps("b", 3));
          yield* steps("main", 2);
          yield* a;
          log("a joined");
          yield* b;
        }),
      );
    }),
  "local-woken": () =>
    gen(function* () {
      const local = new LocalSet();
      const n = new sync.Notify();
      for (const name of ["a", "b"]) {
        local.spawnLocal(
          gen(function* () {
            yield* n.notified();
            log(name);
            yield* n.notified();
            log(`${name} again`);
          }),
        );
      }
      spawn(
        gen(function* () {
          log("x");
          n.notifyWaiters();
          spawn(says("y"));
          yield* yieldNow();
          log("x again");
          n.notifyOne();
          yield* yieldNow();
          n.notifyOne();
        }),
      );
      yield* local;
      log("end");
    }),
  "local-woken-from-within": () =>
    gen(function* () {
      const local = new LocalSet();
      const n = new sync.Notify();
      yield* local.runUntil(
        gen(function* () {
          const h = spawnLocal(
            gen(function* () {
              for (let i = 0; i < 3; i++) {
                yield* n.notified();
                log(`a ${i}`);
              }
            }),
          );
          spawnLocal(
            Effect.sync(() => {
              log("b");
              n.notifyOne();
              log("b notified");
            }),
          );
          yield* yieldNow();
          n.notifyOne();
          log("main");
          yield* sleep(2);
          n.notifyOne();
          yield* h;
        }),
      );
    }),
  "local-channel": () =>
    gen(function* () {
      const [tx, rx] = sync.mpsc.channel<number>(1);
      const local = new LocalSet();
      const sends = spawn(
        gen(function* () {
          using _ = tx;
          for (let i = 0; i < 4; i++) {
            log(`send ${i}`);
            yield* tx.send(i);
          }
        }),
      );
      local.spawnLocal(
        gen(function* () {
          for (let v; (v = yield* rx.recv()) !== undefined;) {
            log(`got ${v}`);
            yield* yieldNow();
          }
        }),
      );
      yield* local;
      yield* sends;
    }),
  "local-mutex": () =>
    gen(function* () {
      const local = new LocalSet();
      const m = new sync.Mutex(0);
      const takes = fn(function* (name: string, pause: Effect.Effect<void>) {
        for (let i = 0; i < 2; i++) {
          using g = yield* m.lock();
          g.value += 1;
          log(`${name} has ${g.value}`);
          yield* pause;
        }
      });
      for (const n of ["a", "b"]) local.spawnLocal(takes(n, yieldNow()));
      spawn(takes("x", sleep(1)));
      yield* local;
      log("end");
    }),
  "local-later": () =>
    gen(function* () {
      const local = new LocalSet();
      yield* local.runUntil(
        gen(function* () {
          spawnLocal(nap("a", 5));
          spawnLocal(steps("b", 4));
          yield* yieldNow();
          log("ends");
        }),
      );
      yield* sleep(2);
      log("between");
      yield* sleep(4);
      local.spawnLocal(says("c"));
      log("goes on");
      yield* local;
      log("end");
    }),
  "local-panic": () =>
    gen(function* () {
      const local = new LocalSet();
      yield* local.runUntil(
        gen(function* () {
          const a = spawnLocal(
            gen(function* () {
              using _ = noisy("a");
              yield* yieldNow();
              throw new Error("boom");
            }),
          );
          const b = spawnLocal(nap("b", 1));
          log(yield* ended(a));
          log(yield* ended(b));
        }),
      );
    }),
};
