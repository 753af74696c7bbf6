/** The programs of recorded/order.rs, in TypeScript, under the same names. */
import { Effect, Exit, Option } from "effect";
import {
  branch,
  fn,
  gen,
  join,
  select,
  spawn,
  task,
  time,
  tryJoin,
} from "../src/index.js";
import { log, noisy } from "./support.js";

const { sleep, timeout } = time;
const { yieldNow } = task;

const steps = fn(function* (name: string, count: number) {
  for (let i = 0; i < count; i++) {
    log(`${name} ${i}`);
    yield* yieldNow();
  }
});

const nap = fn(function* (name: string, millis: number) {
  log(`${name} in`);
  using _ = noisy(name);
  yield* sleep(millis);
  log(`${name} out`);
  return name;
});

const say = (event: unknown) => Effect.sync(() => log(event));
const none = (event?: string) =>
  Effect.sync(() => {
    if (event !== undefined) log(event);
    return Option.none<number>();
  });
const inner = fn(function* (name: string, nested: string) {
  using _ = noisy(name);
  yield* nap(nested, 5);
});
const isOk = <A, E>(future: Effect.Effect<A, E>) =>
  Effect.map(Effect.exit(future), Exit.isSuccess);
const value = (n: number) => branch(Effect.void, { handler: () => n });

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  "spawn-order": () =>
    gen(function* () {
      for (const name of ["a", "b", "c"]) spawn(say(name));
      log("main");
      yield* yieldNow();
      log("main again");
    }),
  yield: () =>
    gen(function* () {
      const a = spawn(steps("a", 3));
      const b = spawn(steps("b", 3));
      yield* steps("main", 2);
      yield* a;
      log("a joined");
      yield* b;
      log("b joined");
    }),
  "yield-spawn": () =>
    gen(function* () {
      const c = Effect.sync(() => {
        log("c");
        spawn(say("d"));
      });
      const h = spawn(
        gen(function* () {
          log("a");
          spawn(c);
          yield* yieldNow();
          log("a back");
        }),
      );
      spawn(say("b"));
      yield* h;
      log("main");
    }),
  "join-rotation": () =>
    gen(function* () {
      yield* join(steps("a", 3), steps("b", 3), steps("c", 3));
      log("end");
    }),
  "join-in-task": () =>
    gen(function* () {
      const h = spawn(
        gen(function* () {
          yield* join(steps("a", 2), nap("n", 3), steps("b", 2));
          log("joined");
        }),
      );
      spawn(steps("x", 4));
      yield* h;
      log("end");
    }),
  "sleep-order": () =>
    gen(function* () {
      const naps = [
        nap("a", 5),
        nap("b", 3),
        nap("c", 5),
        nap("d", 3),
        nap("e", 0),
      ];
      for (const h of naps.map((one) => spawn(one))) log(yield* h);
    }),
  cascade: () =>
    gen(function* () {
      const after = fn(function* (millis: number, name: string) {
        yield* sleep(millis);
        log(name);
      });
      const a = spawn(after(100, "early"));
      yield* sleep(70);
      log("70");
      const b = spawn(after(30, "late"));
      yield* a;
      yield* b;
    }),
  cascade2: () =>
    gen(function* () {
      const one = fn(function* (i: number) {
        yield* sleep(130 - i * 10);
        log(`s${i}`);
        yield* sleep(i * 10);
        log(`t${i}`);
        yield* sleep(4096);
        log(`u${i}`);
      });
      for (const h of [0, 1, 2, 3].map((i) => spawn(one(i)))) yield* h;
    }),
  "sleep-made": () =>
    gen(function* () {
      const s = sleep(10);
      yield* sleep(4);
      log("4");
      yield* s;
      log("10");
    }),
  abort: () =>
    gen(function* () {
      const h = spawn(nap("a", 5));
      const g = spawn(nap("b", 5));
      yield* yieldNow();
      log("abort");
      h.abort();
      log("aborted");
      log(h.isFinished());
      const e = yield* Effect.flip(h);
      log(e.isCancelled());
      log(yield* g);
    }),
  "abort-unstarted": () =>
    gen(function* () {
      const h = spawn(nap("a", 5));
      spawn(say("b"));
      h.abort();
      log(!(yield* isOk(h)));
      log("end");
    }),
  "abort-woken": () =>
    gen(function* () {
      const h = spawn(nap("a", 5));
      yield* sleep(5);
      log("5");
      h.abort();
      log(!(yield* isOk(h)));
    }),
  "abort-self-order": () =>
    gen(function* () {
      const set = new task.JoinSet<void>();
      const k = set.spawn(
        gen(function* () {
          using _ = noisy("x");
          for (;;) {
            log("tick");
            yield* sleep(2);
          }
        }),
      );
      spawn(
        gen(function* () {
          yield* sleep(4);
          log("killer");
          k.abort();
          yield* yieldNow();
          log("killer back");
        }),
      );
      const e = yield* Effect.flip(set.joinNext());
      log(e.isCancelled());
    }),
  panic: () =>
    gen(function* () {
      const h = spawn(
        gen(function* () {
          using _ = noisy("p");
          yield* sleep(1);
          throw new Error("boom");
        }),
      );
      log((yield* Effect.flip(h)).isPanic());
    }),
  "try-join": () =>
    gen(function* () {
      const fails = gen(function* () {
        yield* sleep(3);
        log("fails");
        return yield* Effect.fail("boom");
      });
      log(yield* Effect.flip(tryJoin(fails, nap("n", 10))));
    }),
  "try-join-ok": () =>
    gen(function* () {
      const r = yield* tryJoin(nap("a", 2), nap("b", 1));
      log(`Ok((${r.map((s) => JSON.stringify(s)).join(", ")}))`);
    }),
  "select-drop": (): Effect.Effect<unknown> =>
    select(
      {
        a: branch(nap("a", 5), { handler: () => log("a") }),
        b: branch(nap("b", 3), { handler: (x) => log(`won ${x}`) }),
        c: branch(nap("c", 9), { handler: () => log("c") }),
      },
      { biased: true },
    ),
  "select-biased-ready": (): Effect.Effect<unknown> =>
    select(
      {
        a: branch(nap("a", 5), { handler: () => log("a") }),
        b: branch(say("b polled"), { handler: () => log("won b") }),
        c: branch(say("c polled"), { handler: () => log("c") }),
      },
      { biased: true },
    ),
  "select-random": () =>
    gen(function* () {
      for (let i = 0; i < 12; i++) {
        log(yield* select({ a: value(0), b: value(1), c: value(2) }));
      }
    }),
  "select-random-task": () =>
    gen(function* () {
      const picks = gen(function* () {
        for (let i = 0; i < 6; i++) {
          log(
            yield* select({
              a: value(0),
              b: value(1),
              c: value(2),
              d: value(3),
            }),
          );
        }
      });
      yield* spawn(picks);
    }),
  "select-pattern": () =>
    gen(function* () {
      const biased = { biased: true };
      log(
        yield* select(
          {
            a: branch(none("none"), {
              match: Option.isSome,
              handler: (o) => Option.getOrThrow(o),
            }),
            b: branch(Effect.as(sleep(2), 7), { handler: (v) => v }),
          },
          biased,
        ),
      );
      log(
        yield* select(
          {
            a: branch(none(), {
              match: Option.isSome,
              handler: (o) => Option.getOrThrow(o),
            }),
          },
          { biased: true, else: () => 9 },
        ),
      );
      log(
        yield* select(
          {
            a: branch(say("never"), { if: false, handler: () => 1 }),
            b: branch(Effect.succeed(5), { handler: (v) => v }),
          },
          biased,
        ),
      );
    }),
  timeout: () =>
    gen(function* () {
      log(yield* isOk(timeout(5, nap("a", 3))));
      log(yield* isOk(timeout(3, nap("b", 5))));
      log(yield* isOk(timeout(3, nap("c", 3))));
      log(yield* isOk(timeout(0, Effect.void)));
      log(yield* isOk(timeout(0, nap("d", 1))));
    }),
  "timeout-spawned": () =>
    gen(function* () {
      const h = spawn(
        gen(function* () {
          log(yield* isOk(timeout(4, nap("x", 4))));
        }),
      );
      const g = spawn(nap("y", 4));
      yield* h;
      log(yield* g);
    }),
  advance: () =>
    gen(function* () {
      yield* time.advance(0);
      const a = spawn(nap("a", 3));
      yield* yieldNow();
      log("adv");
      yield* time.advance(5);
      log("advanced");
      log(yield* a);
    }),
  "advance-task": () =>
    gen(function* () {
      const a = spawn(nap("a", 3));
      const b = spawn(
        gen(function* () {
          yield* yieldNow();
          log("adv");
          yield* time.advance(5);
          log("advanced");
        }),
      );
      yield* a;
      yield* b;
    }),
  interval: () =>
    gen(function* () {
      const i = time.interval(10);
      for (let k = 0; k < 3; k++) log(`tick ${(yield* i.tick()).millis}`);
      const ticks = fn(function* (wait: number, count: number, name: string) {
        yield* sleep(wait);
        for (let k = 0; k < count; k++) {
          yield* i.tick();
          log(name);
        }
      });
      yield* ticks(25, 4, "tick");
      i.missedTickBehavior = "Skip";
      yield* ticks(34, 3, "skip");
      i.missedTickBehavior = "Delay";
      yield* ticks(34, 3, "delay");
      yield* ticks(14, 2, "late");
    }),
  "many-61": () =>
    gen(function* () {
      for (let i = 0; i < 130; i++) {
        spawn(Effect.sync(() => i % 20 === 0 && log(i)));
      }
      for (let k = 0; k < 5; k++) {
        log(`main ${k}`);
        yield* yieldNow();
      }
    }),
  "main-woken": () =>
    gen(function* () {
      const h = spawn(say("t"));
      for (let i = 0; i < 70; i++) {
        spawn(Effect.sync(() => i > 56 && i < 66 && log(i)));
      }
      yield* h;
      log("main");
    }),
  "budget-join": () =>
    gen(function* () {
      const handles = Array.from({ length: 300 }, () => spawn(Effect.void));
      for (let k = 0; k < 6; k++) yield* yieldNow();
      spawn(say("other"));
      for (const [i, h] of handles.entries()) {
        yield* h;
        if (i % 50 === 0) log(i);
      }
    }),
  "budget-sleep0": () =>
    gen(function* () {
      const h = spawn(
        gen(function* () {
          for (let i = 0; i < 300; i++) {
            yield* sleep(0);
            if (i % 64 === 0) log(i);
          }
        }),
      );
      const g = spawn(steps("g", 4).pipe(Effect.asVoid));
      yield* h;
      yield* g;
    }),
  "timeout-budget": () =>
    gen(function* () {
      const busy = gen(function* () {
        for (;;) yield* sleep(0);
      });
      const h = spawn(
        gen(function* () {
          log(yield* isOk(timeout(2, busy)));
        }),
      );
      yield* yieldNow();
      yield* time.advance(3);
      yield* h;
    }),
  nested: () =>
    gen(function* () {
      const both = join(
        nap("a", 4),
        select({ b: branch(nap("b", 2), { handler: () => log("b") }) }),
      );
      const h = spawn(
        select(
          {
            join: branch(both, { handler: () => log("join") }),
            c: branch(nap("c", 3), { handler: () => log("c") }),
          },
          { biased: true },
        ),
      );
      yield* h;
    }),
  "drop-order": () =>
    gen(function* () {
      const h = spawn(
        gen(function* () {
          using _ = noisy("outer1");
          using second = noisy("outer2");
          void second;
          yield* join(inner("in1", "n1"), inner("in2", "n2"));
        }),
      );
      yield* sleep(1);
      h.abort();
      yield* Effect.exit(h);
    }),
};
