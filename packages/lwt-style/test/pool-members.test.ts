// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtEngine, LwtPool } from "../src/index.js";
import { counter, disposing, Uses } from "./pool-uses.js";
import { Boom, runVirtual, st, trace } from "./support.js";
import { attempt, watchUnit } from "./watch.js";

test("a member whose use failed MUST be kept only where check says so", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(1, counter(log), {
        check: (n, isOk) => {
          log(`check ${n}`);
          isOk(n !== 1);
        },
        dispose: disposing(log),
      });
      const uses = new Uses(log, pool);
      uses.quick("a", Lwt.fail(new Boom()));
      const b = LwtPool.use(pool, (n) => {
        log(`b in ${n}`);
        throw new Boom();
      });
      watchUnit(log, "b", b);
      uses.quick("c");
    }),
  ).toBe(
    "make 1; a in 1; check 1; dispose 1; a!Boom; make 2; b in 2; check 2; b!Boom; c in 2; c=()",
  );
});

test("a check that says nothing MUST be a no", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(1, counter(log), {
        check: (n) => log(`check ${n}`),
        dispose: disposing(log),
      });
      const uses = new Uses(log, pool);
      uses.quick("a", Lwt.fail(new Boom()));
      uses.quick("b");
    }),
  ).toBe("make 1; a in 1; check 1; dispose 1; a!Boom; make 2; b in 2; b=()");
});

test("a check that throws MUST lose the member and its place, as in Lwt", () => {
  expect(
    trace((log) => {
      const check = (n: number): void => {
        log(`check ${n}`);
        throw new Error("Not_found");
      };
      const uses = new Uses(log, LwtPool.create(1, counter(log), { check }));
      uses.hold("a");
      uses.fail(0, new Boom());
      log(st(uses.quick("b")));
      const pool = LwtPool.create(1, counter(log), { check });
      attempt(log, "c", () => {
        watchUnit(
          log,
          "c",
          LwtPool.use(pool, () => Lwt.fail(new Boom())),
        );
      });
    }),
  ).toBe(
    "make 1; a in 1; check 1; a!Not_found; sleep; make 1; check 1; c raises Not_found",
  );
});

test("a disposal that fails MUST lose the place, as in Lwt", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(1, counter(log), {
        check: (_, isOk) => isOk(false),
        dispose: (n) => {
          log(`dispose ${n}`);
          return Lwt.fail(new Error("Not_found"));
        },
      });
      const uses = new Uses(log, pool);
      uses.quick("a", Lwt.fail(new Boom()));
      log(st(uses.quick("b")));
      uses.logWaiting();
    }),
  ).toBe("make 1; a in 1; dispose 1; a!Not_found; sleep; waiting 1");
});

test("a disposal after a failed use MUST wake nobody that waits, as in Lwt", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(1, counter(log), {
        check: (_, isOk) => isOk(false),
        dispose: disposing(log),
      });
      const uses = new Uses(log, pool);
      uses.hold("a", "b");
      uses.fail(0, new Boom());
      uses.logWaiting();
      uses.hold("c");
      uses.end(1);
    }),
  ).toBe(
    "make 1; a in 1; dispose 1; a!Boom; waiting 1; make 2; c in 2; c=(); b in 2",
  );
});

test("clear MUST dispose of the free ones in turn, and of those on loan at their return", () => {
  expect(
    trace((log) => {
      const disposals: Lwt.Resolver<void>[] = [];
      const pool = LwtPool.create(3, counter(log), {
        dispose: (n) => {
          log(`dispose ${n}`);
          const [p, r] = Lwt.wait();
          disposals.push(r);
          return p;
        },
      });
      const disposed = (n: number): void =>
        Lwt.wakeup(disposals[n]!, undefined);
      const uses = new Uses(log, pool);
      uses.hold("a", "b", "c");
      uses.end(0);
      uses.end(1);
      const cleared = LwtPool.clear(pool);
      watchUnit(log, "clear", cleared);
      disposed(0);
      log(st(cleared));
      disposed(1);
      uses.hold("d");
      uses.end(2);
      log("c waits for its disposal");
      disposed(2);
      uses.end(3);
      uses.hold("e");
    }),
  ).toBe(
    "make 1; a in 1; make 2; b in 2; make 3; c in 3; a=(); b=(); dispose 2; dispose 1; sleep; clear=(); make 4; d in 4; dispose 3; c waits for its disposal; c=(); d=(); e in 4",
  );
});

test("clear MUST stop at a disposal that throws", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(3, counter(log), {
        dispose: (n) => {
          log(`dispose ${n}`);
          if (n === 2) throw new Boom();
          return Lwt.returnUnit;
        },
      });
      const uses = new Uses(log, pool);
      uses.hold("a", "b", "c");
      uses.end(0);
      uses.end(1);
      watchUnit(log, "clear", LwtPool.clear(pool));
      uses.fail(2, new Error("Not_found"));
      uses.hold("d");
    }),
  ).toBe(
    "make 1; a in 1; make 2; b in 2; make 3; c in 3; a=(); b=(); dispose 2; clear!Boom; dispose 3; c!Not_found; make 4; d in 4",
  );
});

test("a pool of no members MUST make none, and say in a deadlock who waits", async () => {
  const pool = LwtPool.create(0, () => Lwt.return(1), { name: "db" });
  const failure = await runVirtual(() =>
    LwtPool.use(pool, () => Lwt.returnUnit),
  ).catch((exn: unknown) => exn);
  expect(failure).toBeInstanceOf(LwtEngine.Deadlock);
  expect((failure as LwtEngine.Deadlock).main).toEqual(['LwtPool.use "db"']);
});
