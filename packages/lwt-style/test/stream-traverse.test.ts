// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { Resolvers } from "./resolvers.js";
import { Boom, trace } from "./support.js";
import { attempt, watch, watchUnit } from "./watch.js";

const { get, ofList } = LwtStream;

type Log = (event: string) => void;

/** Work that is logged as it starts, ends and is canceled. */
class Work {
  readonly r = new Resolvers<void>();

  constructor(private readonly log: Log) {}

  readonly start = (x: number): Lwt.Promise<void> => {
    this.log(`f ${x}`);
    const p = this.r.fresh();
    Lwt.onCancel(p, () => this.log(`cancel ${x}`));
    return p;
  };

  end(...ns: number[]): void {
    for (const n of ns) this.r.wake(n, undefined);
  }
}

test("an element that iter throws at MUST be taken, and the rest left", () => {
  expect(
    trace((log) => {
      const f = (x: number): void => {
        log(`f ${x}`);
        if (x === 2) throw new Boom();
      };
      const s = ofList([1, 2, 3]);
      attempt(log, "iter", () => watchUnit(log, "iter", LwtStream.iter(f, s)));
      watchUnit(log, "iter", LwtStream.iter(f, s));
      const [t, push] = LwtStream.create<number>();
      watchUnit(log, "iter", LwtStream.iter(f, t));
      for (const x of [1, 2, 3]) push(x);
      watch(log, "s", get(t));
    }),
  ).toBe("f 1; f 2; iter raises Boom; f 3; iter=(); f 1; f 2; iter!Boom; s=3");
});

test("fold MUST go from the first to the last", () => {
  const s = (): LwtStream.Stream<number> => ofList([1, 2, 3]);
  const add = (x: number, acc: number): number => acc * 10 + x;
  expect(Lwt.poll(LwtStream.fold(add, s(), 0))).toBe(123);
  expect(
    Lwt.poll(LwtStream.foldS((x, acc) => Lwt.return(add(x, acc)), s(), 0)),
  ).toBe(123);
});

test("iterS MUST take the next element when the last one is done", () => {
  expect(
    trace((log) => {
      const work = new Work(log);
      const s = ofList([1, 2, 3]);
      const p = LwtStream.iterS(work.start, s);
      watchUnit(log, "iter", p);
      work.end(0);
      watch(log, "s", get(s));
      Lwt.cancel(p);
      watch(log, "s", get(s));
    }),
  ).toBe("f 1; f 2; s=3; cancel 2; iter!Canceled; s=none");
});

test("iterP MUST start for what is there, and go on once that is done", () => {
  expect(
    trace((log) => {
      const work = new Work(log);
      const [s, push] = LwtStream.create<number>();
      for (const x of [1, 2, 3]) push(x);
      watchUnit(log, "iter", LwtStream.iterP(work.start, s));
      log(".");
      work.end(1);
      push(4);
      work.end(0, 2);
      push(undefined);
      work.r.fail(3, new Boom());
    }),
  ).toBe("f 1; f 2; f 3; .; f 4; iter!Boom");
});

test("iterP MUST see rejections in the order of the elements, and cancel the oldest only", () => {
  expect(
    trace((log) => {
      const work = new Work(log);
      const s = (): LwtStream.Stream<number> => ofList([1, 2, 3]);
      watchUnit(log, "iter", LwtStream.iterP(work.start, s()));
      work.r.fail(1, new Boom());
      log(".");
      work.end(0);
      log(".");
      attempt(log, "raise", () => {
        const p = LwtStream.iterP((x) => {
          log(`f ${x}`);
          if (x === 2) throw new Boom();
          return Lwt.returnUnit;
        }, s());
        watchUnit(log, "iter", p);
      });
      const p = LwtStream.iterP(work.start, s());
      watchUnit(log, "canceled", p);
      Lwt.cancel(p);
      work.end(4);
    }),
  ).toBe(
    "f 1; f 2; f 3; .; iter!Boom; .; f 1; f 2; raise raises Boom; f 1; f 2; f 3; cancel 1; canceled!Canceled",
  );
});

test("iterN MUST keep that many under way, and cancel them all", () => {
  expect(
    trace((log) => {
      const work = new Work(log);
      const start = (x: number): Lwt.Promise<void> => {
        const p = work.start(x);
        Lwt.onSuccess(p, () => log(`end ${x}`));
        return p;
      };
      const s = ofList([1, 2, 3, 4, 5, 6, 7]);
      const p = LwtStream.iterN(start, s, { maxConcurrency: 2 });
      watchUnit(log, "iter", p);
      work.end(1, 0, 3, 2);
      log(".");
      Lwt.cancel(p);
      log(".");
      attempt(log, "0", () => {
        void LwtStream.iterN(start, ofList([1]), { maxConcurrency: 0 });
      });
      const one = LwtStream.iterN(
        (x) => {
          log(`f ${x}`);
          return Lwt.returnUnit;
        },
        ofList([1, 2, 3]),
      );
      watchUnit(log, "one", one);
    }),
  ).toBe(
    "f 1; f 2; f 3; end 2; f 4; end 1; f 5; end 4; f 6; end 3; .; cancel 5; iter!Canceled; cancel 6; .; 0 raises Invalid_argument; f 1; f 2; f 3; one=()",
  );
});

test("iterN MUST reject at once while it waits for room, and at the end wait for all", () => {
  expect(
    trace((log) => {
      const work = new Work(log);
      const s = (): LwtStream.Stream<number> => ofList([1, 2, 3]);
      const two = LwtStream.iterN(work.start, s(), { maxConcurrency: 2 });
      watchUnit(log, "iter", two);
      work.r.fail(1, new Boom());
      work.end(0);
      log(".");
      const three = LwtStream.iterN(work.start, s(), { maxConcurrency: 3 });
      watchUnit(log, "join", three);
      work.r.fail(3, new Boom());
      work.end(2);
      log(".");
      work.end(4);
    }),
  ).toBe("f 1; f 2; iter!Boom; .; f 1; f 2; f 3; join!Boom; .");
});

test("find MUST take up to what it finds, or all", () => {
  expect(
    trace((log) => {
      const s = (): LwtStream.Stream<number> => ofList([1, 2, 3, 4]);
      const above = (n: number) => (x: number) => x > n;
      const tens = (n: number) => (x: number) => (x > n ? x * 10 : undefined);
      const later =
        <B>(f: (x: number) => B) =>
        (x: number) =>
          Lwt.return(f(x));
      let t = s();
      for (const n of [1, 9]) watch(log, "find", LwtStream.find(above(n), t));
      watch(log, "s", get(t));
      t = s();
      for (const n of [1, 9]) {
        watch(log, "findS", LwtStream.findS(later(above(n)), t));
      }
      t = s();
      for (const n of [1, 9]) {
        watch(log, "findMap", LwtStream.findMap(tens(n), t));
      }
      t = s();
      for (const n of [1, 9]) {
        watch(log, "findMapS", LwtStream.findMapS(later(tens(n)), t));
      }
      t = s();
      attempt(log, "raise", () => {
        void LwtStream.find(() => {
          throw new Boom();
        }, t);
      });
      watch(log, "s", get(t));
    }),
  ).toBe(
    "find=2; find=none; s=none; findS=2; findS=none; findMap=20; findMap=none; findMapS=20; findMapS=none; raise raises Boom; s=2",
  );
});
