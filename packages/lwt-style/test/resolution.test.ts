// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { Boom, st, trace } from "./support.js";

const throwing = (): never => {
  throw new Boom();
};

test("callbacks of one promise MUST run newest first, inside wakeup", () => {
  expect(
    trace((log) => {
      const [a, r] = Lwt.wait();
      Lwt.onSuccess(a, () => log("1"));
      Lwt.onSuccess(a, () => log("2"));
      Lwt.wakeup(r, undefined);
      log("end");
    }),
  ).toBe("2; 1; end");
});

test("wakeupLater in a callback MUST change the state now and call back after the outermost callbacks", () => {
  expect(
    trace((log) => {
      const [a, ra] = Lwt.wait();
      const [b, rb] = Lwt.wait();
      const [c, rc] = Lwt.wait();
      Lwt.onSuccess(a, () => log("a-old"));
      Lwt.onSuccess(b, () => log("b"));
      Lwt.onSuccess(c, () => log("c"));
      Lwt.onSuccess(a, () => {
        log("a1");
        Lwt.wakeupLater(rb, undefined);
        log(`b is ${st(b)}`);
        Lwt.wakeup(rc, undefined);
        log("a2");
      });
      Lwt.wakeupLater(ra, undefined);
      log("end");
    }),
  ).toBe("a1; b is return; c; a2; a-old; b; end");
});

test("a callback that throws on a resolved promise MUST throw out of bind, catch and finalize, not out of map", () => {
  expect(
    trace((log) => {
      const attempt = (what: string, f: () => unknown): void => {
        try {
          f();
          log(`${what} returns`);
        } catch {
          log(`${what} raises`);
        }
      };
      attempt("map", () => Lwt.map(throwing, Lwt.returnUnit));
      attempt("bind", () => Lwt.bind(Lwt.returnUnit, throwing));
      attempt("catch", () => Lwt.catch(() => Lwt.fail(new Boom()), throwing));
      attempt("finalize", () => Lwt.finalize(() => Lwt.returnUnit, throwing));
      attempt("ignore", () => Lwt.ignoreResult(Lwt.fail(new Boom())));
      const [p, r] = Lwt.wait();
      const q = Lwt.bind(p, throwing);
      Lwt.wakeup(r, undefined);
      log(`pending ${st(q)}`);
      Lwt.async(throwing);
    }),
  ).toBe(
    "map returns; bind raises; catch raises; finalize raises; ignore raises; pending fail; hook Boom",
  );
});

test("a resolver MUST refuse a second use, unless a cancel came first", () => {
  const [p, r] = Lwt.wait<number>();
  Lwt.wakeup(r, 1);
  expect(() => Lwt.wakeup(r, 2)).toThrow(Lwt.InvalidArgument);
  expect(() => Lwt.wakeupLaterExn(r, 2)).toThrow(/already/);
  expect(Lwt.poll(p)).toBe(1);
  const [q, s] = Lwt.task<number>();
  Lwt.cancel(q);
  Lwt.wakeup(s, 1);
  expect(st(q)).toBe("canceled");
});

test("catch, protected and noCancel MUST give the same promise if it is resolved, bind a fresh one if it is rejected", () => {
  const p = Lwt.return(1);
  const q = Lwt.fail(new Boom());
  expect(
    Lwt.catch(
      () => p,
      () => p,
    ),
  ).toBe(p);
  expect(Lwt.protected(p)).toBe(p);
  expect(Lwt.noCancel(q)).toBe(q);
  expect(Lwt.choose([p])).toBe(p);
  expect(Lwt.bind(q, Lwt.return)).not.toBe(q);
});

test("a throw in onSuccess MUST go to the hook, and the other callbacks run", () => {
  expect(
    trace((log) => {
      const [a, r] = Lwt.wait();
      Lwt.onSuccess(a, () => log("1"));
      Lwt.onSuccess(a, () => {
        throw new Boom();
      });
      Lwt.onSuccess(a, () => log("3"));
      Lwt.wakeup(r, undefined);
    }),
  ).toBe("3; hook Boom; 1");
});

test("a hook that raises MUST drop the remaining callbacks and hold wakeupLater until abandonWakeups", () => {
  expect(
    trace((log) => {
      const [a, r] = Lwt.wait();
      Lwt.onSuccess(a, () => log("dropped"));
      Lwt.onSuccess(a, () => {
        throw new Boom();
      });
      Lwt.asyncExceptionHook.current = (exn) => {
        throw exn;
      };
      expect(() => Lwt.wakeup(r, undefined)).toThrow(Boom);
      const [b, rb] = Lwt.wait();
      Lwt.onSuccess(b, () => log("b"));
      Lwt.wakeupLater(rb, undefined);
      log("held");
      Lwt.abandonWakeups();
    }),
  ).toBe("held; b");
});

test("storage MUST be that of the call in callbacks, and be put back after them", () => {
  expect(
    trace((log) => {
      const key = Lwt.newKey<string>();
      const show = (n: number): void => log(`${n} ${Lwt.get(key) ?? "-"}`);
      const [p, r] = Lwt.wait();
      Lwt.withValue(key, "x", () => {
        Lwt.ignoreResult(
          Lwt.bind(p, () => {
            show(1);
            return Lwt.pause();
          }),
        );
        Lwt.onSuccess(p, () => show(2));
      });
      Lwt.ignoreResult(Lwt.map(() => show(3), p));
      Lwt.withValue(key, "y", () => {
        Lwt.wakeup(r, undefined);
        show(4);
      });
      show(5);
    }),
  ).toBe("3 -; 2 x; 1 x; 4 y; 5 -");
});

test("wakeupPaused MUST wake what pauses now, skip the canceled, leave what pauses meanwhile", () => {
  expect(
    trace((log) => {
      const a = Lwt.pause();
      const b = Lwt.pause();
      Lwt.onSuccess(a, () => {
        log("a");
        Lwt.cancel(b);
        Lwt.ignoreResult(Lwt.pause());
      });
      Lwt.onSuccess(b, () => log("b"));
      log(String(Lwt.pausedCount()));
      Lwt.wakeupPaused();
      log(`${st(a)} ${st(b)} ${Lwt.pausedCount()}`);
      Lwt.abandonPaused();
      log(String(Lwt.pausedCount()));
    }),
  ).toBe("2; a; return canceled 1; 0");
});

test("wakeups that are abandoned in a callback MUST leave later ones to be called at once", () => {
  expect(
    trace((log) => {
      const [p, r] = Lwt.wait();
      const [q, s] = Lwt.wait();
      Lwt.onSuccess(p, Lwt.abandonWakeups);
      Lwt.onSuccess(q, () => log("q"));
      Lwt.wakeup(r, undefined);
      Lwt.wakeupLater(s, undefined);
      log("woken");
      // The resolution that was closed once too often is opened again.
      const [open, t] = Lwt.wait();
      Lwt.asyncExceptionHook.current = (exn) => {
        throw exn;
      };
      Lwt.onSuccess(open, () => {
        throw new Boom();
      });
      expect(() => Lwt.wakeup(t, undefined)).toThrow(Boom);
    }),
  ).toBe("q; woken");
});

test("map MUST resolve what its promise has become while it was calling back", () => {
  expect(
    trace((log) => {
      const [a, ra] = Lwt.wait();
      const [b, rb] = Lwt.wait();
      const mapped: Lwt.Promise<string> = Lwt.map(() => {
        Lwt.wakeup(rb, undefined);
        return "mapped";
      }, a);
      // Becomes one with `mapped`, which calls back right now.
      const bound = Lwt.bind(b, () => mapped);
      Lwt.onSuccess(mapped, log);
      Lwt.wakeup(ra, undefined);
      log(`${st(mapped)} ${st(bound)}`);
    }),
  ).toBe("mapped; return return");
});

test("all MUST bring its storage whenever one of its promises is fulfilled, even after a rejection", () => {
  expect(
    trace((log) => {
      const key = Lwt.newKey<string>();
      const [p, rejectP] = Lwt.wait();
      const [q, fulfilQ] = Lwt.wait();
      const all = Lwt.withValue(key, "inside", () => Lwt.all([p, q]));
      Lwt.dontWait(
        () => all,
        () => log(Lwt.get(key) ?? "-"),
      );
      Lwt.wakeupExn(rejectP, new Boom());
      Lwt.wakeup(fulfilQ, undefined);
    }),
  ).toBe("inside");
});
test.each([
  ["both", (p: Lwt.Promise<number>, q: typeof p) => Lwt.both(p, q)],
  ["all", (p: Lwt.Promise<number>, q: typeof p) => Lwt.all([p, q])],
])(
  "%s that fails before its last value MUST leave its storage to dontWait",
  (_, join) => {
    expect(
      trace((log) => {
        const key = Lwt.newKey<string>();
        const [p, rp] = Lwt.wait<number>();
        const [q, rq] = Lwt.wait<number>();
        const failed = Lwt.withValue(key, "its own", () => join(p, q));
        Lwt.dontWait(
          () => Lwt.bind<unknown, unknown>(failed, Lwt.return),
          () => log(String(Lwt.get(key))),
        );
        Lwt.wakeupExn(rp, new Boom());
        Lwt.wakeup(rq, 1);
      }),
    ).toBe("its own");
  },
);
