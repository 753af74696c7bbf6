/** Programs of recorded/cells.rs on OnceCell, under the same names. */
import { Effect } from "effect";
import { fn, gen, join, spawn, sync, task, time } from "../src/index.js";
import { errorOf, isOk, log, noisy } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
const names = ["a", "b", "c"];
const optional = (value: number | undefined) =>
  value === undefined ? "None" : `Some(${value})`;

const made = fn(function* (name: string, value: number) {
  log(`${name} makes`);
  using _ = noisy(name);
  yield* sleep(2);
  log(`${name} made`);
  return value;
});

const spawnAll = (cell: sync.OnceCell<number>) => {
  const gets = fn(function* (name: string, i: number) {
    log(`${name} gets ${yield* cell.getOrInit(() => made(name, i))}`);
  });
  return names.map((name, i) => spawn(gets(name, i)));
};

const aborts = (aborted: number) =>
  gen(function* () {
    const cell = new sync.OnceCell<number>();
    const v = spawnAll(cell);
    yield* yieldNow();
    v[aborted]!.abort();
    log("aborted");
    yield* yieldNow();
    errorOf(cell.set(9));
    log(true);
    for (const h of v) log(yield* isOk(h));
  });

const refused = (cell: sync.OnceCell<number>) => {
  const e = errorOf(cell.set(9));
  log(`${e.message} ${e.isInitializingErr()} ${e.isAlreadyInitErr()}`);
};

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  once: () =>
    gen(function* () {
      const cell = new sync.OnceCell<number>();
      const v = spawnAll(cell);
      log(`${optional(cell.get())} ${cell.initialized()}`);
      yield* yieldNow();
      refused(cell);
      for (const h of v) yield* h;
      refused(cell);
      log(`${optional(cell.get())} ${cell.initialized()}`);
      log(yield* cell.getOrInit(() => made("d", 8)));
      const other = sync.OnceCell.from(4);
      log(yield* other.getOrInit(() => made("e", 8)));
      log(sync.OnceCell.newWith<number>(undefined).initialized());
      const set = new sync.OnceCell<number>();
      log(set.set(5)._tag === "Success");
      log(set.get());
    }),
  "once-abort-0": () => aborts(0),
  "once-abort-1": () => aborts(1),
  "once-abort-2": () => aborts(2),
  "once-handed": () =>
    gen(function* () {
      const cell = new sync.OnceCell<number>();
      const [a, b, c] = spawnAll(cell);
      yield* yieldNow();
      a!.abort();
      b!.abort();
      log(yield* isOk(a!));
      log(errorOf(cell.set(9)).message);
      for (const h of [b!, c!]) log(yield* isOk(h));
    }),
  "once-try": () =>
    gen(function* () {
      const cell = new sync.OnceCell<number>();
      const makes = fn(function* (name: string, i: number) {
        const v = yield* made(name, i);
        return i < 2 ? yield* Effect.fail(`${name} fails`) : v;
      });
      const gets = fn(function* (name: string, i: number) {
        const got = cell.getOrTryInit(() => makes(name, i));
        log(
          yield* Effect.match(got, {
            onSuccess: (v) => `${name} gets ${v}`,
            onFailure: (e) => e,
          }),
        );
      });
      const v = [...names, "d"].map((name, i) => spawn(gets(name, i)));
      for (const h of v) yield* h;
    }),
  "once-panic": () =>
    gen(function* () {
      const cell = new sync.OnceCell<number>();
      const makes = fn(function* (name: string) {
        const v = yield* made(name, 1);
        if (name === "a") throw new Error("panic");
        return v;
      });
      const gets = fn(function* (name: string) {
        log(`${name} gets ${yield* cell.getOrInit(() => makes(name))}`);
      });
      const v = names.map((name) => spawn(gets(name)));
      for (const h of v) log(yield* isOk(h));
    }),
  "once-join": () =>
    gen(function* () {
      const cell = new sync.OnceCell<number>();
      const [a, b, c] = yield* join(
        cell.getOrInit(() => made("a", 1)),
        cell.getOrInit(() => made("b", 2)),
        cell.getOrInit(() => made("c", 3)),
      );
      log(a + b + c);
    }),
  "once-budget": () =>
    gen(function* () {
      const cell = sync.OnceCell.from(1);
      const two = () => Effect.succeed(2);
      const h = spawn(
        gen(function* () {
          for (let i = 0; i < 300; i++) yield* cell.getOrInit(two);
          log("known");
          for (let i = 0; i < 300; i++) {
            yield* new sync.OnceCell<number>().getOrInit(two);
          }
          log("made");
        }),
      );
      const o = spawn(
        gen(function* () {
          for (let i = 0; i < 3; i++) {
            log(`other ${i}`);
            yield* yieldNow();
          }
        }),
      );
      yield* h;
      yield* o;
    }),
};
