import { expect, test } from "vitest";
import { Lwt, LwtMvar } from "../src/index.js";
import { runVirtual, st } from "./support.js";

const MANY = 1_000_000;

test("a million right-recursive binds on resolved promises MUST fit the stack", () => {
  const loop = (n: number): Lwt.Promise<number> =>
    n === MANY ? Lwt.return(n) : Lwt.bind(Lwt.returnUnit, () => loop(n + 1));
  expect(Lwt.poll(loop(0))).toBe(MANY);
});

test("a recursive loop inside catch MUST be resolved when catch looks at it", () => {
  const loop = (n: number): Lwt.Promise<number> =>
    n === 0 ? Lwt.fail("bottom") : Lwt.bind(Lwt.return(n), (m) => loop(m - 1));
  const p = Lwt.catch(() => loop(10_000), Lwt.return);
  expect(Lwt.poll(p)).toBe("bottom");
});

test("a loop of binds inside a callback MUST be done when wakeup returns", () => {
  const loop = (n: number): Lwt.Promise<string> =>
    n === 0 ? Lwt.return("done") : Lwt.bind(Lwt.return(n), (m) => loop(m - 1));
  const [a, r] = Lwt.wait();
  const p = Lwt.bind(a, () => loop(100_000));
  Lwt.wakeup(r, undefined);
  expect(Lwt.poll(p)).toBe("done");
});

test("a throw at any depth of binds MUST leave later binds as they were", () => {
  for (let i = 0; i < 2000; i++) {
    expect(() =>
      Lwt.bind(Lwt.returnUnit, () => {
        throw new Error("thrown");
      }),
    ).toThrow("thrown");
  }
  expect(st(Lwt.bind(Lwt.returnUnit, () => Lwt.returnUnit))).toBe("return");
});

test("a throw at the bottom of a deep loop MUST reject its promise", () => {
  const loop = (n: number): Lwt.Promise<void> =>
    Lwt.bind(Lwt.returnUnit, () => {
      if (n === 0) throw new Error("bottom");
      return loop(n - 1);
    });
  expect(st(loop(10_000))).toBe("fail");
});

test("recursive gens on resolved promises MUST fit the stack", () => {
  const loop = Lwt.fn(function* (
    n: number,
  ): Generator<Lwt.Promise<any>, number> {
    if (n === 0) return 0;
    return 1 + (yield* loop(n - 1));
  });
  expect(Lwt.poll(loop(100_000))).toBe(100_000);
});

test("hundreds of wakeups inside each other MUST fit the stack", () => {
  let nested = 0;
  const wakeInside = (): void => {
    nested += 1;
    if (nested === 500) return;
    const [p, r] = Lwt.wait();
    Lwt.onSuccess(p, wakeInside);
    Lwt.wakeup(r, undefined);
  };
  wakeInside();
  expect(nested).toBe(500);
});

test("a chain of a million pending promises MUST resolve at once", () => {
  const [start, r] = Lwt.wait<number>();
  let p = start;
  for (let i = 0; i < MANY; i++) p = Lwt.map((n) => n + 1, p);
  Lwt.wakeup(r, 0);
  expect(Lwt.poll(p)).toBe(MANY);
});

test("a chain of a million pending promises MUST be canceled at once", () => {
  const [start] = Lwt.task<number>();
  let p = start;
  for (let i = 0; i < MANY; i++) p = Lwt.bind(p, Lwt.return);
  Lwt.cancel(p);
  expect(st(p)).toBe("canceled");
});

test("a loop of pauses MUST keep one promise, not a chain", async () => {
  const loop = (n: number): Lwt.Promise<number> =>
    n === 200_000 ? Lwt.return(n) : Lwt.bind(Lwt.pause(), () => loop(n + 1));
  expect(await runVirtual(() => loop(0))).toBe(200_000);
});

test("two that hand over a mvar for ever MUST fit the stack", async () => {
  const there = LwtMvar.createEmpty<number>();
  const back = LwtMvar.createEmpty<number>();
  const echo = (): Lwt.Promise<never> =>
    Lwt.bind(LwtMvar.take(there), (n) =>
      Lwt.bind(LwtMvar.put(back, n + 1), echo),
    );
  Lwt.async(echo);
  const main = Lwt.gen(function* () {
    let n = 0;
    while (n < 100_000) {
      yield* LwtMvar.put(there, n);
      n = yield* LwtMvar.take(back);
    }
    return n;
  });
  expect(await runVirtual(() => main)).toBe(100_000);
});
