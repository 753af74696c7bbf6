/** Programs of recorded/order.rs on time and select, under the same names. */
import { Effect, Option } from "effect";
import { branch, fn, gen, select, spawn, task, time } from "../src/index.js";
import { isOk, nap, none, say, value } from "./futures.js";
import { log } from "./support.js";

const { sleep, timeout } = time;
const { yieldNow } = task;

export const programs: Record<string, () => Effect.Effect<any, any>> = {
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
};
