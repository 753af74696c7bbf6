/** Programs of recorded/cells.rs on task-locals, under the same names. */
import { Effect, Exit } from "effect";
import {
  fn,
  future,
  gen,
  join,
  select,
  spawn,
  task,
  time,
} from "../src/index.js";
import { isOk, log } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;

export const a = task.taskLocal<number>();
const b = task.taskLocal<string>();

function show(): string {
  const [inA, inB] = [a.tryWith(String), b.tryWith((v) => v)];
  return `${Exit.isSuccess(inA) ? inA.value : new task.AccessError().message}, ${
    Exit.isSuccess(inB) ? inB.value : "none"
  }`;
}

const shows = (name: string): Disposable => ({
  [Symbol.dispose]: () => log(`${name} drops: ${show()}`),
});

const twice = (pause: Effect.Effect<void>) =>
  gen(function* () {
    log(show());
    yield* pause;
    log(show());
  });

const holds = (name: string, delay: number) =>
  gen(function* () {
    using _ = shows(name);
    yield* sleep(delay);
  });

/** Polls a pinned future once. */
const once = (pinned: Effect.Effect<void>) =>
  select({ pinned, ready: Effect.void }, { biased: true });

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  local: () =>
    gen(function* () {
      log(show());
      const scoped = gen(function* () {
        log(show());
        yield* yieldNow();
        log(a.get());
        yield* b.scope("x", twice(sleep(1)));
        yield* a.scope(2, twice(yieldNow()));
        log(a.with((v) => v + 10));
        a.syncScope(3, () => log(show()));
        log(show());
        yield* spawn(
          gen(function* () {
            log(`task ${show()}`);
            yield* yieldNow();
            log(`task ${show()}`);
          }),
        );
        return a.get();
      });
      log(yield* a.scope(1, scoped));
      log(show());
    }),
  "local-tasks": () =>
    gen(function* () {
      const thrice = fn(function* (name: string) {
        for (let i = 0; i < 3; i++) {
          log(name + show());
          yield* yieldNow();
        }
      });
      const v = [0, 1, 2].map((i) => spawn(a.scope(i, thrice(`${i} `))));
      v.push(spawn(thrice("")));
      for (const h of v) yield* h;
    }),
  "local-branches": () =>
    a.scope(
      1,
      gen(function* () {
        yield* join(
          twice(yieldNow()),
          a.scope(2, twice(yieldNow())),
          b.scope("x", sleep(2)),
          Effect.map(sleep(1), () => log(show())),
        );
        yield* select(
          { loser: a.scope(3, holds("loser", 5)), winner: holds("winner", 1) },
          { biased: true },
        );
        log(show());
      }),
    ),
  "local-drop": () =>
    gen(function* () {
      const outer = gen(function* () {
        using _ = shows("outer");
        yield* b.scope("x", holds("inner", 5));
      });
      const h = spawn(a.scope(1, outer));
      yield* yieldNow();
      h.abort();
      log(!(yield* isOk(h)));
      log(show());
    }),
  "local-pinned": () =>
    gen(function* () {
      const f = future.pin(
        gen(function* () {
          for (let i = 0; i < 3; i++) {
            log(show());
            yield* yieldNow();
          }
          log(show());
        }),
      );
      yield* a.scope(1, once(f));
      yield* once(f);
      yield* b.scope("x", f);
    }),
  "local-panic": () =>
    gen(function* () {
      const panics = gen(function* () {
        using _ = shows("panics");
        yield* yieldNow();
        throw new Error("panic");
      });
      log(!(yield* isOk(spawn(a.scope(1, panics)))));
      log(show());
      log(!(yield* isOk(spawn(Effect.sync(() => a.get())))));
    }),
  "local-block-on": () =>
    gen(function* () {
      yield* twice(yieldNow());
      yield* spawn(
        gen(function* () {
          log(`task ${show()}`);
          yield* sleep(1);
          log(`task ${show()}`);
        }),
      );
      yield* a.scope(
        8,
        Effect.map(sleep(1), () => log(show())),
      );
      log(show());
    }),
};
