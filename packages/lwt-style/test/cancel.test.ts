// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { st, trace } from "./support.js";

test("cancel MUST set all tasks to Canceled first, then call back, last found first", () => {
  expect(
    trace((log) => {
      const [a] = Lwt.task();
      const [b] = Lwt.task();
      Lwt.onCancel(a, () => log(`a (b ${st(b)})`));
      Lwt.onCancel(b, () => log(`b (a ${st(a)})`));
      const j = Lwt.join([a, b]);
      Lwt.onCancel(j, () => log("j"));
      Lwt.cancel(j);
      log(st(j));
    }),
  ).toBe("b (a canceled); a (b canceled); j; canceled");
});

test("pick MUST cancel the losers before its result resolves", () => {
  expect(
    trace((log) => {
      const [a, ra] = Lwt.task();
      const [b] = Lwt.task();
      const [c] = Lwt.task();
      Lwt.onCancel(b, () => log("b canceled"));
      Lwt.onCancel(c, () => log("c canceled"));
      const p = Lwt.pick([a, b, c]);
      Lwt.onSuccess(p, () => log("won"));
      Lwt.onSuccess(a, () => log("a done"));
      Lwt.wakeup(ra, undefined);
      log(st(p));
    }),
  ).toBe("a done; b canceled; c canceled; won; return");
});

test("a cancel MUST go through the promise that a callback returned", () => {
  expect(
    trace((log) => {
      const [a, ra] = Lwt.wait();
      const [b] = Lwt.task();
      const p = Lwt.bind(a, () => {
        Lwt.onCancel(b, () => log("b"));
        return b;
      });
      Lwt.onCancel(p, () => log("p"));
      Lwt.cancel(p);
      log(st(p));
      Lwt.wakeup(ra, undefined);
      log(st(p));
      Lwt.cancel(p);
      log(`${st(p)} ${st(b)}`);
    }),
  ).toBe("sleep; sleep; p; b; canceled canceled");
});

test("protected MUST be canceled alone, noCancel not at all", () => {
  expect(
    trace((log) => {
      const [p, r] = Lwt.task();
      const q = Lwt.protected(p);
      Lwt.cancel(q);
      log(`${st(q)} ${st(p)}`);
      Lwt.wakeup(r, undefined);
      log(`${st(q)} ${st(p)}`);
      const [s] = Lwt.task();
      const t = Lwt.noCancel(s);
      Lwt.cancel(t);
      log(`${st(t)} ${st(s)}`);
      Lwt.cancel(s);
      log(`${st(t)} ${st(s)}`);
    }),
  ).toBe("canceled sleep; canceled return; sleep sleep; canceled canceled");
});

test("wrapInCancelable MUST be canceled even over a promise that cannot be", () => {
  const [a, ra] = Lwt.wait();
  const p = Lwt.wrapInCancelable(a);
  Lwt.cancel(p);
  expect([st(p), st(a)]).toEqual(["canceled", "sleep"]);
  Lwt.wakeup(ra, undefined);
  expect(st(a)).toBe("return");
});

test("a rejection with Canceled MUST call the cancel callbacks, before the others", () => {
  expect(
    trace((log) => {
      const [p, r] = Lwt.wait();
      Lwt.onCancel(p, () => log("cancel"));
      Lwt.onTermination(p, () => log("newest"));
      Lwt.wakeupExn(r, Lwt.Canceled);
    }),
  ).toBe("cancel; newest");
});

test("cancelling join of a promise and its protected copy MUST end, where OCaml crashes", () => {
  const [p] = Lwt.task();
  const j = Lwt.join([Lwt.protected(p), p]);
  Lwt.cancel(j);
  expect(st(j)).toBe("canceled");
});

test("cancelling promises that wait for each other MUST end", () => {
  const [start, r] = Lwt.wait();
  let second: Lwt.Promise<void> = start;
  const first: Lwt.Promise<void> = Lwt.bind(start, () => Lwt.join([second]));
  second = Lwt.bind(Lwt.join([first]), () => Lwt.returnUnit);
  Lwt.wakeup(r, undefined);
  Lwt.cancel(first);
  expect(st(first)).toBe("sleep");
});

test("a pick in which a cancel resolves another MUST count that one, as Lwt does", () => {
  const [a] = Lwt.task<number>();
  const b = Lwt.bind(a, () => Lwt.return(1));
  expect(st(Lwt.pick([a, b, Lwt.return(3)]))).toBe("canceled");
});

test("a protected promise that is canceled, or rejected so, MUST bring the storage that it was made in", () => {
  const end = (finish: (p: Lwt.Promise<void>, r: Lwt.Resolver<void>) => void) =>
    trace((log) => {
      const key = Lwt.newKey<string>();
      const [source, r] = Lwt.task();
      const p = Lwt.withValue(key, "inside", () => Lwt.protected(source));
      Lwt.dontWait(
        () => p,
        () => log(Lwt.get(key) ?? "-"),
      );
      finish(p, r);
    });
  expect(end(Lwt.cancel)).toBe("inside");
  expect(end((_, r) => Lwt.wakeupExn(r, Lwt.Canceled))).toBe("inside");
  expect(end((_, r) => Lwt.wakeupExn(r, "other"))).toBe("-");
});

test("a sleep that is canceled MUST bring the storage that it was made in", () => {
  expect(
    trace((log) => {
      const key = Lwt.newKey<string>();
      const p = Lwt.withValue(key, "inside", () => LwtUnix.sleep(1));
      Lwt.dontWait(
        () => p,
        () => log(Lwt.get(key) ?? "-"),
      );
      Lwt.cancel(p);
    }),
  ).toBe("inside");
});
