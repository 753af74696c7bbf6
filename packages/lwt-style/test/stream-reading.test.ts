// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { Boom, trace } from "./support.js";
import { attempt, show, watch, watchUnit } from "./watch.js";

const oneToFive = (): LwtStream.Stream<number> =>
  LwtStream.ofList([1, 2, 3, 4, 5]);

test("of two ngets that wait the older MUST end early, as in Lwt", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      watch(log, "a", LwtStream.nget(2, s));
      watch(log, "b", LwtStream.nget(2, s));
      for (const x of [1, 2, 3, undefined]) push(x);
      watch(log, "c", LwtStream.nget(5, s));
    }),
  ).toBe("a=[]; b=[1,2]; c=[3]");
});

test("peek and npeek MUST leave the elements, and see those that others took meanwhile", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const peek = (): void => watch(log, "p", LwtStream.peek(s));
      watch(log, "a", LwtStream.npeek(2, s));
      watch(log, "b", LwtStream.nget(2, s));
      peek();
      push(1);
      push(2);
      peek();
      push(undefined);
      peek();
      watch(log, "n", LwtStream.npeek(0, s));
      watch(log, "n", LwtStream.nget(-1, s));
      watch(log, "e", LwtStream.isEmpty(s));
    }),
  ).toBe("p=1; a=[1,2]; b=[1,2]; p=none; p=none; n=[]; n=[]; e=true");
});

test("isEmpty MUST tell of what is left when it is woken, and next reject with Empty at the end", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      watch(log, "e", LwtStream.isEmpty(s));
      watch(log, "g", LwtStream.get(s));
      watch(log, "e2", LwtStream.isEmpty(s));
      push(1);
      push(undefined);
      watch(log, "n", LwtStream.next(s));
      watch(log, "l", LwtStream.lastNew(s));
    }),
  ).toBe("e2=false; g=1; e=true; n!Empty; l!Empty");
});

test("getWhile and junkWhile MUST leave the first element that does not fit", () => {
  expect(
    trace((log) => {
      const rest = (s: LwtStream.Stream<number>): void =>
        watch(log, "rest", LwtStream.toList(s));
      let s = oneToFive();
      watch(
        log,
        "gw",
        LwtStream.getWhile((x) => x < 3, s),
      );
      rest(s);
      s = oneToFive();
      watch(
        log,
        "gws",
        LwtStream.getWhileS((x) => Lwt.return(x < 3), s),
      );
      rest(s);
      s = oneToFive();
      watchUnit(
        log,
        "jw",
        LwtStream.junkWhile((x) => x < 4, s),
      );
      rest(s);
      s = oneToFive();
      watchUnit(
        log,
        "jws",
        LwtStream.junkWhileS((x) => Lwt.return(x < 4), s),
      );
      rest(s);
      s = oneToFive();
      attempt(log, "gw", () => {
        const p = LwtStream.getWhile((x) => {
          if (x === 2) throw new Boom();
          return true;
        }, s);
        watch(log, "gw", p);
      });
      rest(s);
    }),
  ).toBe(
    "gw=[1,2]; rest=[3,4,5]; gws=[1,2]; rest=[3,4,5]; jw=(); rest=[4,5]; jws=(); rest=[4,5]; gw raises Boom; rest=[2,3,4,5]",
  );
});

test("junk and njunk MUST drop what there is, and no more", () => {
  expect(
    trace((log) => {
      const s = oneToFive();
      const njunk = (n: number): void =>
        watchUnit(log, `nj${n}`, LwtStream.njunk(n, s));
      const junk = (): void => watchUnit(log, "j", LwtStream.junk(s));
      njunk(2);
      junk();
      njunk(0);
      watch(log, "rest", LwtStream.toList(s));
      njunk(2);
      junk();
      const [t, push] = LwtStream.create<number>();
      watchUnit(log, "t", LwtStream.junk(t));
      push(1);
      push(2);
      watch(log, "rest", LwtStream.get(t));
    }),
  ).toBe("nj2=(); j=(); nj0=(); rest=[4,5]; nj2=(); j=(); t=(); rest=2");
});

test("what another reader takes while getWhileS waits MUST be in both results, as in Lwt", () => {
  expect(
    trace((log) => {
      const s = LwtStream.ofList([1, 2, 3]);
      const [p, r] = Lwt.wait<boolean>();
      const taken = LwtStream.getWhileS(
        (x) => (x === 1 ? p : Lwt.return(x < 3)),
        s,
      );
      watch(log, "w", taken);
      watch(log, "g", LwtStream.get(s));
      Lwt.wakeup(r, true);
      watch(log, "rest", LwtStream.toList(s));
    }),
  ).toBe("g=1; w=[1,2]; rest=[3]");
});

test("getAvailable, lastNew and junkOld MUST take what is there, and wait for nothing more", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const available = (n?: number): void =>
        log(
          show(
            n === undefined
              ? LwtStream.getAvailable(s)
              : LwtStream.getAvailableUpTo(n, s),
          ),
        );
      const last = (): void => watch(log, "last", LwtStream.lastNew(s));
      const junk = (): void => watchUnit(log, "junk", LwtStream.junkOld(s));
      available();
      for (const x of [1, 2, 3]) push(x);
      available(2);
      available();
      available(0);
      push(4);
      push(5);
      last();
      last();
      push(6);
      push(7);
      junk();
      push(8);
      push(undefined);
      available();
      last();
      junk();
    }),
  ).toBe(
    "[]; [1,2]; [3]; []; last=5; last=6; junk=(); [8]; last!Empty; junk=()",
  );
});

test("getAvailable MUST ask the source until it waits, and throw what it rejects with", () => {
  expect(
    trace((log) => {
      let n = 0;
      const s = LwtStream.from((): Lwt.Promise<number> => {
        n += 1;
        log(`ask ${n}`);
        if (n === 3) return Lwt.fail(new Boom());
        return n === 6 ? Lwt.wait<number>()[0] : Lwt.return(n);
      });
      attempt(log, "avail", () => log(show(LwtStream.getAvailable(s))));
      watch(log, "last", LwtStream.lastNew(s));
      log(show(LwtStream.getAvailable(s)));
    }),
  ).toBe(
    "ask 1; ask 2; ask 3; avail raises Boom; ask 4; ask 5; ask 6; last=5; []",
  );
});

test("junkOld and lastNew MUST reject as a source rejects, and throw as it throws", () => {
  expect(
    trace((log) => {
      let n = 0;
      const s = LwtStream.from((): Lwt.Promise<number> => {
        n += 1;
        return n % 2 === 0 ? Lwt.fail(new Boom()) : Lwt.return(n);
      });
      const both = (t: LwtStream.Stream<number>): void => {
        attempt(log, "junk", () =>
          watchUnit(log, "junk", LwtStream.junkOld(t)),
        );
        attempt(log, "last", () => watch(log, "last", LwtStream.lastNew(t)));
      };
      both(s);
      both(
        LwtStream.fromDirect(() => {
          throw new Boom();
        }),
      );
    }),
  ).toBe("junk!Boom; last!Boom; junk raises Boom; last raises Boom");
});

test("parse MUST put the stream back where it fails", () => {
  expect(
    trace((log) => {
      const s = LwtStream.ofList([1, 2, 3]);
      const p = LwtStream.parse(s, (t) =>
        Lwt.bind(LwtStream.njunk(2, t), () => Lwt.fail(new Boom())),
      );
      watch(log, "p", p);
      watch(log, "q", LwtStream.parse(s, LwtStream.next));
      const r = LwtStream.parse(s, (t): Lwt.Promise<number> => {
        Lwt.ignoreResult(LwtStream.next(t));
        throw new Boom();
      });
      watch(log, "r", r);
      watch(log, "rest", LwtStream.toList(s));
    }),
  ).toBe("p!Boom; q=1; r!Boom; rest=[2,3]");
});

test("of two readers to the end each MUST see all elements, as in Lwt", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      watch(log, "a", LwtStream.toList(s));
      watch(log, "b", LwtStream.toList(s));
      for (const x of [1, 2, undefined]) push(x);
    }),
  ).toBe("b=[1,2]; a=[1,2]");
});
