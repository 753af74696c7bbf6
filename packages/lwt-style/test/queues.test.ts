// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import * as E from "fp-ts/lib/Either.js";
import { expect, test } from "vitest";
import {
  Lwt,
  LwtCondition,
  LwtMutex,
  LwtMvar,
  LwtResult,
} from "../src/index.js";
import { Boom, st, trace } from "./support.js";

const half = (n: number): LwtResult.Promise<number, string> =>
  n % 2 === 0 ? LwtResult.return(n / 2) : LwtResult.fail(`${n} is odd`);

const twice = (n: number): LwtResult.Promise<number, string> =>
  LwtResult.bind(half(n), half);

test("mvar takers and putters MUST be served in order, the canceled left out", () => {
  expect(
    trace((log) => {
      const m = LwtMvar.createEmpty<number>();
      const t = (name: string): void =>
        Lwt.onSuccess(LwtMvar.take(m), (v) => log(`${name}=${v}`));
      t("a");
      t("b");
      Lwt.onSuccess(LwtMvar.put(m, 1), () => log("put1"));
      Lwt.onSuccess(LwtMvar.put(m, 2), () => log("put2"));
      const p3 = LwtMvar.put(m, 3);
      const p4 = LwtMvar.put(m, 4);
      const p5 = LwtMvar.put(m, 5);
      log(`${st(p3)} ${st(p4)} ${st(p5)}`);
      Lwt.cancel(p4);
      log(st(p4));
      t("c");
      t("d");
      log(st(p5));
      t("e");
      Lwt.onSuccess(LwtMvar.put(m, 9), () => log("put9"));
    }),
  ).toBe(
    "a=1; put1; b=2; put2; return sleep sleep; canceled; c=3; d=5; return; e=9; put9",
  );
});

test("a put in the cancel callback of a taker MUST lose its value, as in Lwt", () => {
  expect(
    trace((log) => {
      const m = LwtMvar.createEmpty<number>();
      const p = LwtMvar.take(m);
      Lwt.onCancel(p, () => {
        Lwt.onSuccess(LwtMvar.put(m, 1), () => log("put"));
        log(`empty ${LwtMvar.isEmpty(m)}`);
      });
      Lwt.cancel(p);
      log(`${st(p)} empty ${LwtMvar.isEmpty(m)}`);
    }),
  ).toBe("put; empty true; canceled empty true");
});

test("a mutex MUST be handed to the next in line that is not canceled", () => {
  expect(
    trace((log) => {
      const m = LwtMutex.create();
      const resolvers: Lwt.Resolver<void>[] = [];
      const use = (name: string): Lwt.Promise<void> =>
        LwtMutex.withLock(m, () => {
          log(`${name} in`);
          const [p, r] = Lwt.wait();
          resolvers.unshift(r);
          return Lwt.map(() => log(`${name} out`), p);
        });
      const a = use("a");
      const b = use("b");
      const c = use("c");
      Lwt.cancel(b);
      log(`b ${st(b)}`);
      const wake = (): void => Lwt.wakeup(resolvers.shift()!, undefined);
      wake();
      wake();
      log(`locked ${LwtMutex.isLocked(m)} ${st(a)} ${st(c)}`);
    }),
  ).toBe("a in; b canceled; a out; c in; c out; locked false return return");
});

test("a condition MUST give up its mutex for the wait and have it again after", () => {
  expect(
    trace((log) => {
      const c = LwtCondition.create<number>();
      const m = LwtMutex.create();
      const w = (name: string): void =>
        Lwt.async(() =>
          LwtMutex.withLock(m, () => {
            log(`${name} waits`);
            return Lwt.map(
              (v) => log(`${name}=${v}`),
              LwtCondition.wait(c, { mutex: m }),
            );
          }),
        );
      w("a");
      w("b");
      w("c");
      log(`locked ${LwtMutex.isLocked(m)}`);
      LwtCondition.signal(c, 1);
      LwtCondition.broadcast(c, 2);
      LwtCondition.signal(c, 3);
      log(`locked ${LwtMutex.isLocked(m)}`);
      const p = LwtCondition.wait(c);
      LwtCondition.broadcastExn(c, new Boom());
      log(st(p));
    }),
  ).toBe(
    "a waits; b waits; c waits; locked false; a=1; b=2; c=2; locked false; fail",
  );
});

test("LwtResult.both MUST give the error that came first; of two there already, that of the second", () => {
  const [a, ra] = Lwt.wait<E.Either<string, number>>();
  const [b, rb] = Lwt.wait<E.Either<string, number>>();
  const p = LwtResult.both(a, b);
  Lwt.wakeup(rb, E.left("b"));
  Lwt.wakeup(ra, E.left("a"));
  expect(Lwt.poll(p)).toEqual(E.left("b"));
  expect(
    Lwt.poll(LwtResult.both(LwtResult.fail("a"), LwtResult.fail("b"))),
  ).toEqual(E.left("b"));
});

test("LwtResult MUST carry errors past bind and back out of bindError", () => {
  expect(Lwt.poll(twice(8))).toEqual(E.right(2));
  expect(Lwt.poll(twice(6))).toEqual(E.left("3 is odd"));
  expect(
    Lwt.poll(LwtResult.bindError(twice(6), () => LwtResult.return(0))),
  ).toEqual(E.right(0));
  expect(Lwt.poll(LwtResult.catch(Lwt.fail("exn")))).toEqual(E.left("exn"));
  expect(st(LwtResult.getExn(LwtResult.fail("e")))).toBe("fail");
});
