import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { runVirtual } from "./support.js";

const MANY = 200_000;

type Numbers = LwtStream.Stream<number>;

/** 1, 2, 3 … up to `n`, there at once. */
function numbers(n = MANY): Numbers {
  let i = 0;
  return LwtStream.fromDirect(() => (i < n ? (i += 1) : undefined));
}

const last = (s: Numbers): Lwt.Promise<number> =>
  LwtStream.fold((x) => x, s, 0);

const never = (): boolean => false;

const readers: Record<string, (s: Numbers) => Lwt.Promise<unknown>> = {
  toList: (s) => Lwt.map((xs) => xs.length, LwtStream.toList(s)),
  nget: (s) => LwtStream.nget(MANY, s),
  npeek: (s) => LwtStream.npeek(MANY, s),
  junkWhileS: (s) => LwtStream.junkWhileS(() => Lwt.returnTrue, s),
  getWhileS: (s) => LwtStream.getWhileS(() => Lwt.returnTrue, s),
  lastNew: LwtStream.lastNew,
  foldS: (s) => LwtStream.foldS((x) => Lwt.return(x), s, 0),
  iterS: (s) => LwtStream.iterS(() => Lwt.returnUnit, s),
  iterP: (s) => LwtStream.iterP(() => Lwt.returnUnit, s),
  iterN: (s) =>
    LwtStream.iterN(() => Lwt.returnUnit, s, { maxConcurrency: 1000 }),
  find: (s) => LwtStream.find(never, s),
  findS: (s) => LwtStream.findS(() => Lwt.returnFalse, s),
  findMapS: (s) => LwtStream.findMapS(() => Lwt.returnNone, s),
  filter: (s) => LwtStream.get(LwtStream.filter(never, s)),
  filterS: (s) => LwtStream.get(LwtStream.filterS(() => Lwt.returnFalse, s)),
  filterMap: (s) => LwtStream.get(LwtStream.filterMap(() => undefined, s)),
  filterMapS: (s) =>
    LwtStream.get(LwtStream.filterMapS(() => Lwt.returnNone, s)),
  mapList: (s) => LwtStream.get(LwtStream.mapList(() => [], s)),
  mapListS: (s) => LwtStream.get(LwtStream.mapListS(() => Lwt.return([]), s)),
  concat: (s) =>
    last(LwtStream.concat(LwtStream.map(() => LwtStream.return(1), s))),
  map: (s) => last(LwtStream.map((x) => x, LwtStream.mapS(Lwt.return, s))),
  append: (s) => last(LwtStream.append(s, s)),
  combine: (s) => last(LwtStream.map(([a]) => a, LwtStream.combine(s, s))),
  choose: (s) => last(LwtStream.choose([s, s])),
  wrapExn: (s) => LwtStream.iter(() => {}, LwtStream.wrapExn(s)),
};

test.for(Object.keys(readers))(
  "%s MUST need no stack for 200,000 elements that are there",
  (name) => {
    const p = readers[name]!(numbers());
    expect(Lwt.isSleeping(p)).toBe(false);
  },
);

test("iterP MUST need no stack for many elements whose work is pending", () => {
  const [gate, r] = Lwt.wait();
  const p = LwtStream.iterP(() => gate, numbers(100_000));
  expect(Lwt.isSleeping(p)).toBe(true);
  Lwt.wakeup(r, undefined);
  expect(Lwt.isSleeping(p)).toBe(false);
});

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** How much more memory is in use after `f`, in megabytes. */
function growth(f: () => void): number {
  gc();
  const before = process.memoryUsage().heapUsed;
  f();
  gc();
  return (process.memoryUsage().heapUsed - before) / 1e6;
}

const ELEMENTS = 20_000;

/** An element of about a kilobyte. */
const big = (): number[] => Array.from({ length: 128 }, () => 0.5);

test("what a reader has passed MUST be garbage, even while it does not stop", () => {
  let n = 0;
  const s = LwtStream.fromDirect(() => {
    n += 1;
    return n <= ELEMENTS ? big() : undefined;
  });
  let grown = Infinity;
  gc();
  const before = process.memoryUsage().heapUsed;
  const p = LwtStream.iter(() => {
    if (n !== ELEMENTS) return;
    gc();
    grown = (process.memoryUsage().heapUsed - before) / 1e6;
  }, s);
  expect(Lwt.isSleeping(p)).toBe(false);
  expect(grown).toBeLessThan(5);
});

test("what a reader that waited has passed MUST be garbage, even while it does not stop", () => {
  const [first, r] = Lwt.wait();
  let n = 0;
  const s = LwtStream.from(() => {
    n += 1;
    if (n === 1) return Lwt.map(big, first);
    return n <= ELEMENTS ? Lwt.return(big()) : Lwt.returnNone;
  });
  let grown = Infinity;
  gc();
  const before = process.memoryUsage().heapUsed;
  const p = LwtStream.iter(() => {
    if (n !== ELEMENTS) return;
    gc();
    grown = (process.memoryUsage().heapUsed - before) / 1e6;
  }, s);
  Lwt.wakeup(r, undefined);
  expect(Lwt.isSleeping(p)).toBe(false);
  expect(grown).toBeLessThan(5);
});

test("a push function MUST not keep the elements of a stream that nobody holds", () => {
  let push: LwtStream.PushFunction<number[]> | undefined;
  const grown = growth(() => {
    [, push] = LwtStream.create<number[]>();
    for (let i = 0; i < ELEMENTS; i++) push(big());
  });
  expect(grown).toBeLessThan(5);
  expect(push).toBeDefined();
});

test("canceled reads, and looks at what is there, MUST leave nothing on a source that waits", () => {
  const [s] = LwtStream.create<number>();
  const sources = [
    s,
    LwtStream.map((x) => x, s),
    LwtStream.from(() => Lwt.wait<number>()[0]),
    LwtStream.createBounded<number>(1)[0],
    LwtStream.wrapExn(LwtStream.clone(s)),
  ];
  const grown = growth(() => {
    for (let i = 0; i < ELEMENTS; i++) {
      for (const source of sources as LwtStream.Stream<unknown>[]) {
        Lwt.cancel(LwtStream.get(source));
        Lwt.cancel(LwtStream.iter(() => {}, source));
        LwtStream.getAvailable(source);
        Lwt.ignoreResult(LwtStream.junkOld(source));
      }
    }
  });
  expect(grown).toBeLessThan(2);
});

test("canceled pushes MUST leave nothing on a bounded stream", () => {
  const [, pusher] = LwtStream.createBounded<number[]>(0);
  const grown = growth(() => {
    for (let i = 0; i < ELEMENTS; i++) Lwt.cancel(pusher.push(big()));
  });
  expect(grown).toBeLessThan(2);
});

test("a reader that waits for each element MUST keep nothing of the ones before", async () => {
  let n = 0;
  const s = LwtStream.from(() => {
    n += 1;
    return Lwt.map(() => (n <= ELEMENTS ? big() : undefined), Lwt.pause());
  });
  let grown = Infinity;
  gc();
  const before = process.memoryUsage().heapUsed;
  await runVirtual(() =>
    LwtStream.iterS(() => {
      if (n !== ELEMENTS) return Lwt.pause();
      gc();
      grown = (process.memoryUsage().heapUsed - before) / 1e6;
      return Lwt.returnUnit;
    }, s),
  );
  expect(grown).toBeLessThan(5);
});
