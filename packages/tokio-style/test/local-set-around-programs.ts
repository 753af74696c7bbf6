/**
 * Programs of recorded/local-set.rs on several sets and what is around them,
 * under the same names.
 */
import { Effect, Exit } from "effect";
import { fn, gen, join, spawn, sync, task, time } from "../src/index.js";
import { ended, says, steps } from "./local-set-programs.js";
import { log } from "./support.js";

const { sleep } = time;
const { LocalSet, spawnLocal, yieldNow } = task;

const KEY = task.taskLocal<number>();
const show = (): string => {
  const value = KEY.tryWith(String);
  return Exit.isSuccess(value) ? value.value : "none";
};

function throws(f: () => unknown): string | undefined {
  try {
    f();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const next = (js: task.JoinSet<number>) =>
  ended(Effect.map(js.joinNext(), (joined) => joined?.value));

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  "local-budget": () =>
    gen(function* () {
      const local = new LocalSet();
      const spends = fn(function* (name: string) {
        for (let i = 0; i < 300; i++) {
          yield* sleep(0);
          if (i % 64 === 0) log(`${name} ${i}`);
        }
      });
      yield* local.runUntil(
        gen(function* () {
          const a = spawnLocal(spends("a"));
          const b = spawnLocal(spends("b"));
          spawn(steps("x", 4));
          yield* spends("main");
          yield* a;
          yield* b;
        }),
      );
      log("end");
    }),
  "local-budget-of-the-outer": () =>
    gen(function* () {
      const spend = fn(function* (count: number) {
        for (let i = 0; i < count; i++) yield* sleep(0);
        log(count);
      });
      const local = new LocalSet();
      local.spawnLocal(
        gen(function* () {
          for (let i = 0; i < 100; i++) yield* sleep(0);
          log("local");
        }),
      );
      spawn(steps("x", 3));
      yield* join(
        gen(function* () {
          yield* spend(100);
          for (let i = 0; i < 27; i++) yield* sleep(0);
          log("127");
        }),
        local.runUntil(
          gen(function* () {
            yield* yieldNow();
            log("in");
          }),
        ),
        gen(function* () {
          for (let i = 0; i < 3; i++) {
            yield* sleep(0);
            log(`after ${i}`);
          }
        }),
      );
    }),
  "local-nested": () =>
    gen(function* () {
      const outer = new LocalSet();
      yield* outer.runUntil(
        gen(function* () {
          spawnLocal(steps("out", 5));
          const h = spawnLocal(
            gen(function* () {
              const inner = new LocalSet();
              const k = yield* inner.runUntil(
                gen(function* () {
                  const handle = spawnLocal(steps("in", 3));
                  yield* steps("inner", 2);
                  return { handle };
                }),
              );
              spawnLocal(says("to the outer one"));
              yield* inner;
              yield* k.handle;
              log("inner ends");
            }),
          );
          yield* steps("outer", 2);
          yield* h;
        }),
      );
    }),
  "local-two": () =>
    gen(function* () {
      const [a, b] = [new LocalSet(), new LocalSet()];
      const n = new sync.Notify();
      b.spawnLocal(Effect.andThen(n.notified(), says("b's task")));
      yield* join(
        a.runUntil(
          gen(function* () {
            yield* spawnLocal(steps("a", 2));
            n.notifyOne();
            log("notified");
            yield* yieldNow();
          }),
        ),
        b.runUntil(steps("main b", 4)),
        gen(function* () {
          a.spawnLocal(says("from beside"));
          yield* yieldNow();
          b.spawnLocal(says("from beside too"));
        }),
      );
    }),
  "local-twice": () =>
    gen(function* () {
      const local = new LocalSet();
      const n = new sync.Notify();
      local.spawnLocal(
        gen(function* () {
          for (let i = 0; i < 4; i++) {
            yield* n.notified();
            log(`task ${i}`);
          }
        }),
      );
      const notifies = (name: string, times: number, pause: number) =>
        gen(function* () {
          for (let i = 0; i < times; i++) {
            log(`${name} ${i}`);
            yield* sleep(pause);
            n.notifyOne();
          }
        });
      yield* join(
        local.runUntil(notifies("first", 3, 2)),
        local.runUntil(notifies("second", 2, 3)),
      );
      log("end");
    }),
  "local-enter": () =>
    gen(function* () {
      const [a, b] = [new LocalSet(), new LocalSet()];
      {
        using _a = a.enter();
        spawnLocal(says("a 1"));
        {
          using _b = b.enter();
          spawnLocal(says("b 1"));
        }
        spawnLocal(says("a 2"));
        yield* yieldNow();
        spawnLocal(says("a 3"));
        yield* spawn(
          Effect.sync(() => {
            log("x");
            spawnLocal(says("a 4"));
          }),
        );
      }
      log(throws(() => spawnLocal(Effect.void)) !== undefined);
      const main = gen(function* () {
        log("b");
        yield* yieldNow();
      });
      yield* join(b.runUntil(main), a);
      log("end");
    }),
  "local-outside": () =>
    gen(function* () {
      log(throws(() => spawnLocal(Effect.void)));
      const local = new LocalSet();
      yield* local.runUntil(
        gen(function* () {
          const h = spawn(Effect.sync(() => spawnLocal(says("never"))));
          log(yield* ended(h));
          const js = new task.JoinSet<number>();
          js.spawnLocal(Effect.as(says("in a set"), 1));
          js.spawnLocalOn(Effect.as(says("on it"), 2), local);
          while (!js.isEmpty()) log(yield* next(js));
        }),
      );
      const js = new task.JoinSet<number>();
      const again = gen(function* () {
        yield* yieldNow();
        log("on it again");
        return 3;
      });
      js.spawnLocalOn(again, local);
      log(throws(() => js.spawnLocal(Effect.succeed(4))) !== undefined);
      yield* join(
        local,
        Effect.map(next(js), (text) => log(text)),
      );
    }),
  "local-scope": () =>
    gen(function* () {
      const local = new LocalSet();
      local.spawnLocal(
        gen(function* () {
          log(show());
          yield* yieldNow();
          log(show());
          yield* yieldNow();
          log(show());
        }),
      );
      const inScope = gen(function* () {
        yield* yieldNow();
        log("in the scope");
      });
      yield* KEY.scope(1, local.runUntil(inScope));
      const shows = Effect.sync(() => log(show()));
      yield* KEY.scope(2, join(local.runUntil(yieldNow()), shows));
      yield* local;
    }),
};
