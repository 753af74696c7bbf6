import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { Boom, st, trace, traceMain } from "./support.js";

test("a cancel of a gen MUST reach the promise it waits for and throw Canceled at its yield", () => {
  expect(
    trace((log) => {
      const [a, ra] = Lwt.wait<number>();
      const [b] = Lwt.task();
      const p = Lwt.gen(function* () {
        try {
          log(`got ${yield* a}`);
          try {
            yield* b;
            log("no");
          } finally {
            log("finally");
          }
          return "no";
        } catch (exn) {
          if (exn !== Lwt.Canceled) throw exn;
          log("canceled");
          return "caught";
        }
      });
      Lwt.onSuccess(p, log);
      Lwt.wakeup(ra, 5);
      Lwt.cancel(p);
    }),
  ).toBe("got 5; finally; canceled; caught");
});

test("resolved promises MUST not stop a gen", () => {
  const p = Lwt.gen(function* () {
    let sum = 0;
    for (let i = 0; i < 100_000; i++) sum += yield* Lwt.return(i);
    return sum;
  });
  expect(Lwt.poll(p)).toBe(4_999_950_000);
});

test("what a gen throws MUST reject its promise, from the first line on", () => {
  const p = Lwt.gen(function* (): Generator<Lwt.Promise<any>, void> {
    if (Lwt.isSleeping(Lwt.returnUnit)) yield* Lwt.returnUnit;
    throw new Error("at once");
  });
  expect(st(p)).toBe("fail");
});

test("a gen MUST keep the storage of its start across its waits", () => {
  const key = Lwt.newKey<string>();
  const [a, ra] = Lwt.wait();
  const p = Lwt.withValue(key, "mine", () =>
    Lwt.gen(function* () {
      yield* a;
      return Lwt.get(key);
    }),
  );
  Lwt.wakeup(ra, undefined);
  expect(Lwt.poll(p)).toBe("mine");
  expect(Lwt.get(key)).toBeUndefined();
});

test("a gen that yields something else MUST say so", () => {
  const p = Lwt.gen(function* (): Generator<any, void> {
    yield 3;
  });
  expect(() => Lwt.poll(p)).toThrow(/yield\* p/);
});

test("a function made by fn MUST start a fresh body at each call", async () => {
  expect(
    await traceMain((log) => {
      const say = Lwt.fn(function* (name: string, seconds: number) {
        yield* LwtUnix.sleep(seconds);
        log(name);
        return seconds;
      });
      return Lwt.both(say("slow", 0.02), say("fast", 0.01));
    }),
  ).toBe("fast; slow");
});

test("a finally of a gen MUST be able to wait", async () => {
  expect(
    await traceMain((log) => {
      const p = LwtUnix.withTimeout(
        0.01,
        Lwt.fn(function* () {
          try {
            yield* LwtUnix.sleep(1);
          } finally {
            yield* LwtUnix.sleep(0.5);
            log(`cleaned at ${LwtUnix.gettimeofday()}`);
          }
        }),
      );
      Lwt.onFailure(p, (exn) => {
        log(exn === LwtUnix.Timeout ? "timeout" : "other");
      });
      return LwtUnix.sleep(2);
    }),
  ).toBe("timeout; cleaned at 0.51");
});

test("a gen MUST go on when what it waits for next resolves in the same wakeup", () => {
  const [p, r] = Lwt.wait<number>();
  const q = Lwt.protected(p);
  const sum = Lwt.gen(function* () {
    const first = yield* p;
    return first + (yield* q);
  });
  Lwt.wakeup(r, 1);
  expect(Lwt.poll(sum)).toBe(2);
});

test("a promise that is walked over outside of a gen MUST be empty", () => {
  const [pending] = Lwt.wait<number>();
  expect([...(pending as Iterable<unknown>)]).toEqual([]);
  expect([...(Lwt.fail("e") as Iterable<unknown>)]).toEqual([]);
});

test("a promise that is walked over inside a gen MUST not hang it", () => {
  const [pending, r] = Lwt.wait<number>();
  const p = Lwt.gen(function* () {
    expect([...(pending as Iterable<unknown>)]).toHaveLength(1);
    return yield* pending;
  });
  Lwt.wakeup(r, 7);
  expect(Lwt.poll(p)).toBe(7);
});

test("a body that waits again as it is called back MUST leave the callbacks beside it alone", () => {
  expect(
    trace((log) => {
      const [p, r] = Lwt.task<number>();
      const shielded = Lwt.protected(p);
      const q = Lwt.gen(function* () {
        log(`p ${yield* p}`);
        log(`shielded ${yield* shielded}`);
      });
      Lwt.onSuccess(q, () => log("done"));
      Lwt.wakeup(r, 1);
      log(`${st(shielded)} ${st(q)}`);
    }),
  ).toBe("p 1; shielded 1; done; return return");
});

test("a rejection that a body lets through MUST leave the storage as it is, as let%lwt does", () => {
  expect(
    trace((log) => {
      const key = Lwt.newKey<string>();
      const show = (): void => log(Lwt.get(key) ?? "-");
      const reject = (handle: boolean): void => {
        const [p, r] = Lwt.wait();
        const q = Lwt.withValue(key, "inside", () =>
          Lwt.gen(function* () {
            try {
              yield* p;
            } catch (exn) {
              if (handle) throw new Boom();
              throw exn;
            }
          }),
        );
        Lwt.dontWait(() => q, show);
        Lwt.wakeupExn(r, new Boom());
      };
      reject(false);
      reject(true);
    }),
  ).toBe("-; inside");
});
