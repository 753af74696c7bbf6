/**
 * Programs of recorded/local-set.rs on ends, drops and several sets, under the
 * same names.
 */
import { Effect, Exit } from "effect";
import {
  branch,
  gen,
  join,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { ended, holds, nap, says, steps } from "./local-set-programs.js";
import { isOk, log, noisy, paused } from "./support.js";

const { sleep } = time;
const { LocalSet, spawnLocal, yieldNow } = task;

const KEY = task.taskLocal<number>();
const show = (): string => {
  const value = KEY.tryWith(String);
  return Exit.isSuccess(value) ? value.value : "none";
};

const then = (f: () => void): Disposable => ({ [Symbol.dispose]: f });
const forever = (held: Disposable) =>
  gen(function* () {
    using _ = held;
    yield* Effect.never;
  });

function throws(f: () => unknown): string | undefined {
  try {
    f();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  "local-abort": () =>
    gen(function* () {
      const local = new LocalSet();
      yield* local.runUntil(
        gen(function* () {
          const a = spawnLocal(nap("a", 5));
          const b = spawnLocal(nap("b", 5));
          const c = spawnLocal(nap("c", 5));
          c.abort();
          yield* yieldNow();
          a.abort();
          log(a.isFinished());
          const h = spawnLocal(
            gen(function* () {
              log("aborts");
              b.abort();
              log(b.isFinished());
              return !(yield* isOk(b));
            }),
          );
          log(yield* ended(a));
          log(yield* ended(c));
          log(yield* ended(h));
        }),
      );
    }),
  "local-abort-outside": () =>
    gen(function* () {
      const local = new LocalSet();
      const a = local.spawnLocal(nap("a", 5));
      const b = local.spawnLocal(nap("b", 5));
      a.abort();
      log(a.isFinished());
      spawn(
        Effect.sync(() => {
          log("x");
          b.abort();
          log("aborted");
        }),
      );
      yield* local;
      log(yield* ended(a));
    }),
  "local-drop": () =>
    gen(function* () {
      const local = new LocalSet();
      const n = new sync.Notify();
      const v: Array<task.JoinHandle<unknown>> = [];
      const add = (f: Effect.Effect<unknown>) => v.push(spawnLocal(f));
      const notifies = then(() => {
        log("notifies");
        n.notifyWaiters();
      });
      const spawns = then(() => {
        const h = spawnLocal(holds("late", Effect.void));
        log(`late finished ${h.isFinished()}`);
      });
      yield* local.runUntil(
        gen(function* () {
          for (const name of ["a", "b", "c"]) add(holds(name, sleep(5)));
          add(forever(notifies));
          add(forever(spawns));
          const waits = Effect.andThen(n.notified(), says("never"));
          add(holds("waits", waits));
          add(holds("done", Effect.void));
          yield* yieldNow();
          add(holds("never polled", says("never")));
        }),
      );
      log("drops");
      local.drop();
      log("dropped");
      for (const h of v) log((yield* ended(h)).replace("undefined", "0"));
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
  "local-timeout": () =>
    gen(function* () {
      const local = new LocalSet();
      local.spawnLocal(nap("a", 10));
      const always = local.runUntil(forever(noisy("main")));
      log(!(yield* isOk(time.timeout(4, always))));
      yield* sleep(8);
      log("on");
      log(yield* isOk(time.timeout(4, local.runUntil(nap("b", 3)))));
      log("end");
    }),
  "local-select": () =>
    gen(function* () {
      const local = new LocalSet();
      local.spawnLocal(nap("a", 10));
      local.spawnLocal(nap("b", 3));
      for (let i = 0; i < 3; i++) {
        const { _tag } = yield* select(
          { all: local, "4ms": sleep(4) },
          { biased: true },
        );
        log(_tag);
      }
    }),
  "local-select-dropped": () =>
    gen(function* () {
      const local = new LocalSet();
      const h = local.spawnLocal(nap("a", 10));
      const handler = () => {
        // Rust drops the loser before the handler runs.
        local.drop();
        log("4ms");
      };
      yield* select(
        { all: local, late: branch(sleep(4), { handler }) },
        { biased: true },
      );
      log(yield* ended(h));
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
  "local-drop-unused": () =>
    gen(function* () {
      const local = new LocalSet();
      const h = local.spawnLocal(holds("a", Effect.void));
      h.abort();
      local.spawnLocal(holds("b", Effect.void));
      local.drop();
      log(yield* ended(h));
    }),
};

const next = (js: task.JoinSet<number>) =>
  ended(Effect.map(js.joinNext(), (joined) => joined?.value));

/** What was said by programs that make their runtimes themselves. */
export const said: Array<unknown> = [];
const say = (event: unknown): void => void said.push(String(event));
const saying = (event: unknown) => Effect.sync(() => say(event));

export const wholes: Record<string, () => Promise<void>> = {
  "local-block-on": async () => {
    const [rt, local] = [paused(), new LocalSet()];
    const a = local.spawnLocal(
      gen(function* () {
        say("a");
        yield* yieldNow();
        say("a again");
        return 1;
      }),
    );
    const d = rt.spawn(saying("x"));
    say("made");
    const main = gen(function* () {
      say("main");
      spawnLocal(
        gen(function* () {
          say("b in");
          yield* sleep(5);
          say("b out");
        }),
      );
      return yield* a;
    });
    say(await local.blockOn(rt, main));
    say(d.isFinished());
    await rt.blockOn(local);
    say("end");
  },
  "local-entered-outside": async () => {
    const [rt, local] = [paused(), new LocalSet()];
    using _ = local.enter();
    spawnLocal(saying("a"));
    const main = gen(function* () {
      spawnLocal(saying("b"));
      yield* yieldNow();
      say("main");
    });
    await rt.blockOn(main);
    await rt.blockOn(local);
    say("end");
  },
  "local-runtime-ends": async () => {
    const [rt, local] = [paused(), new LocalSet()];
    const h = local.spawnLocal(forever(then(() => say("drop a"))));
    rt.spawn(forever(then(() => say("drop x"))));
    await local.blockOn(rt, yieldNow());
    rt.shutdown();
    say("runtime is gone");
    say(h.isFinished());
    local.drop();
    say(h.isFinished());
  },
};
