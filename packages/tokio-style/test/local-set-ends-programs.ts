/**
 * Programs of recorded/local-set.rs on ends and drops, under the same
 * names.
 */
import { Effect } from "effect";
import { branch, gen, select, spawn, sync, task, time } from "../src/index.js";
import { ended, holds, nap, says } from "./local-set-programs.js";
import { isOk, log, noisy, paused } from "./support.js";

const { sleep } = time;
const { LocalSet, spawnLocal, yieldNow } = task;

const then = (f: () => void): Disposable => ({ [Symbol.dispose]: f });
const forever = (held: Disposable) =>
  gen(function* () {
    using _ = held;
    yield* Effect.never;
  });

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
