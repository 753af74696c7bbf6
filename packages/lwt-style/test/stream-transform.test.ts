// The traces are those of Lwt 5.6.1 under OCaml 4.13.
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { Resolvers } from "./resolvers.js";
import { Boom, trace } from "./support.js";
import { attempt, watch } from "./watch.js";

const { get, ofList, toList } = LwtStream;

const even = (x: number): boolean => x % 2 === 0;

test("an element that map throws at MUST be lost, and its reader rejected", () => {
  expect(
    trace((log) => {
      const m = LwtStream.map(
        (x) => {
          log(`f ${x}`);
          if (x === 2) throw new Boom();
          return x * 10;
        },
        ofList([1, 2, 3]),
      );
      for (const name of ["a", "b", "c", "d"]) {
        attempt(log, name, () => watch(log, name, get(m)));
      }
    }),
  ).toBe("f 1; a=10; f 2; b!Boom; f 3; c=30; d=none");
});

test("an element that a canceled get waited for MUST be for the next reader of the map", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const m = LwtStream.map((x) => {
        log(`f ${x}`);
        return x * 10;
      }, s);
      const a = get(m);
      watch(log, "a", a);
      Lwt.cancel(a);
      push(1);
      watch(log, "b", get(m));
      watch(log, "s", get(s));
      push(2);
    }),
  ).toBe("a!Canceled; f 1; b=10; s=2");
});

test("mapS MUST be called once for all who wait, and not be canceled with them", () => {
  expect(
    trace((log) => {
      const r = new Resolvers<number>();
      const s = ofList([1, 2, 3]);
      const m = LwtStream.mapS((x) => {
        log(`f ${x}`);
        return r.fresh();
      }, s);
      const a = get(m);
      watch(log, "a", a);
      Lwt.cancel(a);
      r.wake(0, 10);
      watch(log, "b", get(m));
      watch(log, "c", get(m));
      watch(log, "s", get(s));
      r.fail(1, new Boom());
      watch(log, "d", get(m));
    }),
  ).toBe("f 1; a!Canceled; b=10; f 2; s=3; c!Boom; d=none");
});

test("what filter throws MUST be thrown where it reads at once, and reject later", () => {
  expect(
    trace((log) => {
      const f = (x: number): boolean => {
        log(`f ${x}`);
        if (x === 2) throw new Boom();
        return x > 3;
      };
      const m = LwtStream.filter(f, ofList([1, 2, 3, 4]));
      for (const name of ["a", "b", "c"]) {
        attempt(log, name, () => watch(log, name, get(m)));
      }
      const [s, push] = LwtStream.create<number>();
      const n = LwtStream.filter(f, s);
      watch(log, "d", get(n));
      push(1);
      push(2);
      watch(log, "e", get(n));
      push(5);
    }),
  ).toBe(
    "f 1; f 2; a raises Boom; f 3; f 4; b=4; c=none; f 1; f 2; d!Boom; f 5; e=5",
  );
});

test("each maker MUST give the elements that its name says", () => {
  const s = (): LwtStream.Stream<number> => ofList([1, 2, 3, 4, 5, 6]);
  const all = <A>(t: LwtStream.Stream<A>): A[] | undefined =>
    Lwt.poll(toList(t));
  const tens = (x: number): number | undefined =>
    even(x) ? x * 10 : undefined;
  const twice = (x: number): number[] => (even(x) ? [x, x] : []);
  expect(all(LwtStream.filter(even, s()))).toEqual([2, 4, 6]);
  expect(all(LwtStream.filterS((x) => Lwt.return(even(x)), s()))).toEqual([
    2, 4, 6,
  ]);
  expect(all(LwtStream.filterMap(tens, s()))).toEqual([20, 40, 60]);
  expect(all(LwtStream.filterMapS((x) => Lwt.return(tens(x)), s()))).toEqual([
    20, 40, 60,
  ]);
  expect(all(LwtStream.mapList(twice, s()))).toEqual([2, 2, 4, 4, 6, 6]);
  expect(all(LwtStream.mapListS((x) => Lwt.return(twice(x)), s()))).toEqual([
    2, 2, 4, 4, 6, 6,
  ]);
  expect(all(LwtStream.flatten(ofList([[1, 2], [], [3]])))).toEqual([1, 2, 3]);
  expect(all(LwtStream.append(ofList([1, 2]), ofList([3])))).toEqual([1, 2, 3]);
  const parts = ofList([ofList([1]), ofList<number>([]), ofList([2, 3])]);
  expect(all(LwtStream.concat(parts))).toEqual([1, 2, 3]);
  const self = s();
  expect(all(LwtStream.append(self, self))).toEqual([1, 2, 3, 4, 5, 6]);
  expect(all(LwtStream.combine(s(), ofList([7, 8])))).toEqual([
    [1, 7],
    [2, 8],
  ]);
});

test("filterS MUST ask about one element at a time, and lose the one that it rejects at", () => {
  expect(
    trace((log) => {
      const r = new Resolvers<boolean>();
      const m = LwtStream.filterS(
        (x) => {
          log(`f ${x}`);
          return r.fresh();
        },
        ofList([1, 2, 3, 4]),
      );
      watch(log, "a", get(m));
      r.wake(0, false);
      log(".");
      r.wake(1, true);
      watch(log, "b", get(m));
      r.fail(2, new Boom());
      watch(log, "c", get(m));
      r.wake(3, false);
    }),
  ).toBe("f 1; f 2; .; a=2; f 3; b!Boom; f 4; c=none");
});

test("mapListS MUST be called again for an empty list, and when its list is used up", () => {
  expect(
    trace((log) => {
      const r = new Resolvers<number[]>();
      const m = LwtStream.mapListS(
        (x) => {
          log(`f ${x}`);
          return r.fresh();
        },
        ofList([1, 2, 3]),
      );
      watch(log, "a", get(m));
      r.wake(0, []);
      r.wake(1, [7, 8]);
      watch(log, "b", get(m));
      watch(log, "c", get(m));
      r.fail(2, new Boom());
      watch(log, "d", get(m));
    }),
  ).toBe("f 1; f 2; a=7; b=8; f 3; c!Boom; d=none");
});

test("wrapExn MUST give exceptions of the source as elements, those thrown too", () => {
  expect(
    trace((log) => {
      const r = new Resolvers<number>();
      let n = 0;
      const s = LwtStream.from((): Lwt.Promise<number | undefined> => {
        n += 1;
        if (n === 1) return Lwt.fail(new Boom());
        if (n === 2) throw new Boom();
        if (n === 3) return Lwt.return(3);
        return n === 4 ? r.fresh() : Lwt.returnNone;
      });
      const m = LwtStream.wrapExn(s);
      const read = (name: string): Lwt.Promise<unknown> => {
        const p = get(m);
        watch(log, name, p, result);
        return p;
      };
      for (const name of ["a", "b", "c"]) void read(name);
      Lwt.cancel(read("d"));
      void read("e");
      r.fail(0, new Error("Not_found"));
      void read("f");
    }),
  ).toBe(
    "a=error Boom; b=error Boom; c=ok 3; d!Canceled; e=error Not_found; f=none",
  );
});

const result = (given: Lwt.Result<number> | undefined): string => {
  if (given === undefined) return "none";
  if (given._tag === "Ok") return `ok ${given.value}`;
  return `error ${(given.exn as Error).message}`;
};

test("wrapExn MUST give what another reader took while it waited, as in Lwt", () => {
  expect(
    trace((log) => {
      const [s, push] = LwtStream.create<number>();
      const m = LwtStream.wrapExn(s);
      watch(log, "m", get(m), result);
      watch(log, "s", get(s));
      push(1);
      watch(log, "m", get(m), result);
      push(2);
      watch(log, "s", get(s));
      push(undefined);
    }),
  ).toBe("s=1; m=ok 1; m=ok 2; s=none");
});

test("mapExn MUST give values and errors", () => {
  let n = 0;
  const s = LwtStream.from((): Lwt.Promise<number | undefined> => {
    n += 1;
    if (n === 1) return Lwt.fail("Boom");
    return n === 2 ? Lwt.return(3) : Lwt.returnNone;
  });
  expect(Lwt.poll(toList(LwtStream.mapExn(s)))).toEqual([
    { _tag: "Error", exn: "Boom" },
    { _tag: "Value", value: 3 },
  ]);
});

test("streams made of one stream MUST share its elements out", () => {
  expect(
    trace((log) => {
      const s = ofList([1, 2, 3, 4]);
      const a = LwtStream.map((x) => x * 10, s);
      const b = LwtStream.map((x) => x * 100, s);
      watch(log, "a", get(a));
      watch(log, "b", get(b));
      watch(log, "a", get(a));
      watch(log, "s", get(s));
    }),
  ).toBe("a=10; b=200; a=30; s=4");
});
