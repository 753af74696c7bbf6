import * as E from "fp-ts/lib/Either.js";
import { expect, test } from "vitest";
import { Lwt, LwtResult, LwtSequence } from "../src/index.js";
import { Boom, st, trace } from "./support.js";

test("wrap1 to wrap7 MUST call with all arguments, and reject with what is thrown", () => {
  const join = (...args: readonly number[]): string => args.join("");
  const throws = (): never => {
    throw new Boom();
  };
  expect(Lwt.poll(Lwt.wrap1(join)(1))).toBe("1");
  expect(Lwt.poll(Lwt.wrap2(join)(1, 2))).toBe("12");
  expect(Lwt.poll(Lwt.wrap3(join)(1, 2, 3))).toBe("123");
  expect(Lwt.poll(Lwt.wrap4(join)(1, 2, 3, 4))).toBe("1234");
  expect(Lwt.poll(Lwt.wrap5(join)(1, 2, 3, 4, 5))).toBe("12345");
  expect(Lwt.poll(Lwt.wrap6(join)(1, 2, 3, 4, 5, 6))).toBe("123456");
  expect(Lwt.poll(Lwt.wrap7(join)(1, 2, 3, 4, 5, 6, 7))).toBe("1234567");
  expect(Lwt.state(Lwt.wrap1(throws)(1))).toEqual({
    _tag: "Fail",
    exn: new Boom(),
  });
});

test("returnOk and returnError MUST give the results that LwtResult has", () => {
  expect(Lwt.poll(Lwt.returnOk(1))).toEqual(Lwt.poll(LwtResult.return(1)));
  expect(Lwt.poll(Lwt.returnError("e"))).toEqual(E.left("e"));
  expect(Lwt.poll(Lwt.returnSome(1))).toBe(1);
});

test("makeValue and makeError MUST give what ofResult and wakeupResult take", () => {
  expect(Lwt.poll(Lwt.ofResult(Lwt.makeValue(1)))).toBe(1);
  expect(st(Lwt.ofResult(Lwt.makeError(new Boom())))).toBe("fail");
});

test("waiterOfWakener MUST give the promise of the resolver", () => {
  const [p, r] = Lwt.wait<number>();
  expect(Lwt.waiterOfWakener(r)).toBe(p);
});

test("debugStateIs MUST tell whether the promise is in that state", () => {
  const boom = new Boom();
  const states: Lwt.State<number>[] = [
    { _tag: "Sleep" },
    { _tag: "Return", value: 1 },
    { _tag: "Return", value: 2 },
    { _tag: "Fail", exn: boom },
    { _tag: "Fail", exn: new Boom() },
  ];
  const is = (p: Lwt.Promise<number>) =>
    states.map((state) => Lwt.poll(Lwt.debugStateIs(state, p)));
  const [sleeping] = Lwt.wait<number>();
  expect(is(sleeping)).toEqual([true, false, false, false, false]);
  expect(is(Lwt.return(1))).toEqual([false, true, false, false, false]);
  expect(is(Lwt.fail(boom))).toEqual([false, false, false, true, false]);
});

test("the old names of LwtResult MUST do what the new ones do", () => {
  const p = LwtResult.fail(1);
  const twice = (n: number): number => n * 2;
  expect(Lwt.poll(LwtResult.mapErr(twice, p))).toEqual(E.left(2));
  const later = LwtResult.bindLwtErr(p, (n) => Lwt.return(twice(n)));
  expect(Lwt.poll(later)).toEqual(E.left(2));
});

// The trace is that of Lwt 5.6.1 under OCaml 4.13.
test("addTaskR and addTaskL MUST queue resolvers, and take out who is canceled", () => {
  expect(
    trace((log) => {
      const queue = LwtSequence.create<Lwt.Resolver<number>>();
      const say = (name: string, p: Lwt.Promise<number>): typeof p => {
        Lwt.onAny(
          p,
          (n) => log(`${name}=${n}`),
          () => log(`${name} ${st(p)}`),
        );
        return p;
      };
      say("b", Lwt.addTaskR(queue));
      const c = say("c", Lwt.addTaskR(queue));
      say("a", Lwt.addTaskL(queue));
      log(`length ${LwtSequence.length(queue)}`);
      Lwt.onCancel(c, () => log(`cancel ${LwtSequence.length(queue)}`));
      Lwt.cancel(c);
      Lwt.wakeup(LwtSequence.takeL(queue), 1);
      Lwt.wakeup(LwtSequence.takeL(queue), 2);
      log(`empty ${LwtSequence.isEmpty(queue)}`);
    }),
  ).toBe("length 3; cancel 3; c canceled; a=1; b=2; empty true");
});
