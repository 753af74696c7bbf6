// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtPool } from "../src/index.js";
import { counter, disposing, Uses } from "./pool-uses.js";
import { Boom, st, trace } from "./support.js";
import { watchUnit } from "./watch.js";

test("a member MUST go to who waits longest, the canceled left out", () => {
  expect(
    trace((log) => {
      const uses = new Uses(log, LwtPool.create(2, counter(log)));
      uses.hold("a", "b", "c");
      const d = uses.quick("d");
      uses.hold("e");
      uses.logWaiting();
      Lwt.cancel(d);
      log(st(d));
      uses.logWaiting();
      uses.end(1);
      uses.end(0);
      uses.fail(2, new Boom());
      uses.end(3);
      uses.logWaiting();
      uses.hold("f", "g");
    }),
  ).toBe(
    "make 1; a in 1; make 2; b in 2; waiting 3; d!Canceled; canceled; waiting 2; b=(); c in 2; a=(); e in 1; c!Boom; e=(); waiting 0; f in 2; g in 1",
  );
});

test("a member that comes back in a callback MUST be handed over later", () => {
  expect(
    trace((log) => {
      const uses = new Uses(log, LwtPool.create(1, counter(log)));
      uses.hold("a", "b");
      const [p, r] = Lwt.wait();
      Lwt.onSuccess(p, () => {
        uses.end(0);
        log("after wakeup");
      });
      Lwt.wakeup(r, undefined);
    }),
  ).toBe("make 1; a in 1; a=(); after wakeup; b in 1");
});

test("a cancel of a use MUST cancel its work and put the member back", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(1, counter(log));
      const uses = new Uses(log, pool);
      const a = LwtPool.use(pool, (member) => {
        log(`a in ${member}`);
        return Lwt.task()[0];
      });
      watchUnit(log, "a", a);
      uses.quick("b");
      Lwt.cancel(a);
    }),
  ).toBe("make 1; a in 1; a!Canceled; b in 1; b=()");
});

test("a member that cannot be made MUST leave its place free", () => {
  expect(
    trace((log) => {
      const make = counter(log);
      const pool = LwtPool.create(1, () =>
        Lwt.bind(make(), (n) => {
          if (n === 2) throw new Boom();
          return n === 1 ? Lwt.fail(new Boom()) : Lwt.return(n);
        }),
      );
      const uses = new Uses(log, pool);
      for (const name of ["a", "b", "c"]) uses.tryQuick(name);
    }),
  ).toBe("make 1; a!Boom; make 2; b!Boom; make 3; c in 3; c=()");
});

test("who waits MUST not be told that a member could not be made", () => {
  expect(
    trace((log) => {
      const rs: Lwt.Resolver<number>[] = [];
      const pool = LwtPool.create(1, () => {
        log("make");
        const [p, r] = Lwt.task<number>();
        rs.push(r);
        return p;
      });
      const uses = new Uses(log, pool);
      uses.quick("a");
      const b = uses.quick("b");
      Lwt.wakeupExn(rs[0]!, new Boom());
      log(st(b));
      const c = uses.quick("c");
      Lwt.cancel(c);
      uses.quick("d");
      Lwt.wakeup(rs[2]!, 7);
      log(st(b));
    }),
  ).toBe(
    "make; a!Boom; sleep; make; c!Canceled; make; d in 7; d=(); b in 7; b=(); return",
  );
});

test("a member that is not valid MUST be replaced, or fail its use where validate fails", () => {
  expect(
    trace((log) => {
      const pool = LwtPool.create(1, counter(log), {
        validate: (n) => {
          log(`validate ${n}`);
          if (n === 2) return Lwt.fail(new Boom());
          return Lwt.return(n !== 1);
        },
        dispose: disposing(log),
      });
      const uses = new Uses(log, pool);
      for (const name of ["a", "b", "c", "d", "e"]) uses.tryQuick(name);
    }),
  ).toBe(
    "make 1; a in 1; a=(); validate 1; dispose 1; make 2; b in 2; b=(); validate 2; dispose 2; c!Boom; make 3; d in 3; d=(); validate 3; e in 3; e=()",
  );
});

test("a member made for who waits, where validate fails, MUST not count, as in Lwt", () => {
  expect(
    trace((log) => {
      let failsNext = false;
      const pool = LwtPool.create(1, counter(log), {
        validate: (n) => {
          log(`validate ${n}`);
          if (!failsNext) return Lwt.returnTrue;
          failsNext = false;
          return Lwt.fail(new Boom());
        },
        dispose: disposing(log),
      });
      const uses = new Uses(log, pool);
      uses.hold("a", "b", "c");
      failsNext = true;
      uses.end(0);
      uses.logWaiting();
      uses.hold("d", "e");
      uses.logWaiting();
    }),
  ).toBe(
    "make 1; a in 1; a=(); validate 1; dispose 1; make 2; b!Boom; validate 2; c in 2; waiting 0; make 3; d in 3; waiting 1",
  );
});

test("a replacement that cannot be made MUST fail the one that it was for", () => {
  expect(
    trace((log) => {
      const make = counter(log);
      const pool = LwtPool.create(
        1,
        () =>
          Lwt.bind(make(), (n) => {
            if (n === 2) throw new Error("Not_found");
            return Lwt.return(n);
          }),
        {
          validate: (n) => {
            log(`validate ${n}`);
            throw new Boom();
          },
          dispose: disposing(log),
        },
      );
      const uses = new Uses(log, pool);
      uses.hold("a", "b", "c", "d");
      uses.end(0);
      uses.logWaiting();
    }),
  ).toBe(
    "make 1; a in 1; a=(); validate 1; dispose 1; make 2; b!Boom; c!Not_found; waiting 1",
  );
});
