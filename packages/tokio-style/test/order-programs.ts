/** Programs of recorded/order.rs on tasks, under the same names. */
import { Effect } from "effect";
import {
  branch,
  gen,
  join,
  select,
  spawn,
  task,
  time,
  tryJoin,
} from "../src/index.js";
import { inner, isOk, nap, say, steps } from "./futures.js";
import { log, noisy } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;

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
