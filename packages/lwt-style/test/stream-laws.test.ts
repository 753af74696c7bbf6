import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";

type Numbers = LwtStream.Stream<number>;

const numbers = fc.array(fc.nat(9));

/** Streams of the same elements that come in different ways. */
const sources: Record<string, (xs: readonly number[]) => Numbers> = {
  ofList: LwtStream.ofList,
  ofSeq: LwtStream.ofSeq,
  fromDirect: (xs) => {
    const left = [...xs];
    return LwtStream.fromDirect(() => left.shift());
  },
  from: (xs) => {
    const left = [...xs];
    return LwtStream.from(() => Lwt.map(() => left.shift(), Lwt.pause()));
  },
  bounded: (xs) => {
    const [s, pusher] = LwtStream.createBounded<number>(1);
    const push = (i: number): Lwt.Promise<void> => {
      if (i < xs.length) {
        return Lwt.bind(pusher.push(xs[i]!), () => push(i + 1));
      }
      pusher.close();
      return Lwt.returnUnit;
    };
    Lwt.ignoreResult(push(0));
    return s;
  },
};

const source = fc.constantFrom(...Object.values(sources));

/** The value of a promise for which nothing but pauses is waited. */
function valueOf<A>(p: Lwt.Promise<A>): A {
  while (Lwt.isSleeping(p)) {
    if (Lwt.pausedCount() === 0) throw new Error("nothing can wake it");
    Lwt.wakeupPaused();
  }
  return Lwt.poll(p) as A;
}

const listOf = <A>(s: LwtStream.Stream<A>): A[] => valueOf(LwtStream.toList(s));

test("what makes streams of streams MUST do what it does to arrays, however elements come", () => {
  const odd = (x: number): boolean => x % 2 === 1;
  const copies = (x: number): number[] => Array<number>(x).fill(x);
  fc.assert(
    fc.property(numbers, source, (xs, make) => {
      const s = (): Numbers => make(xs);
      expect(listOf(s())).toEqual(xs);
      expect(listOf(LwtStream.map((x) => x + 1, s()))).toEqual(
        xs.map((x) => x + 1),
      );
      expect(listOf(LwtStream.filter(odd, s()))).toEqual(xs.filter(odd));
      expect(listOf(LwtStream.mapList(copies, s()))).toEqual(
        xs.flatMap(copies),
      );
      expect(listOf(LwtStream.append(s(), s()))).toEqual([...xs, ...xs]);
      const each = LwtStream.map((x) => make(copies(x)), s());
      expect(listOf(LwtStream.concat(each))).toEqual(xs.flatMap(copies));
      expect(listOf(LwtStream.combine(s(), s()))).toEqual(
        xs.map((x) => [x, x]),
      );
      expect(valueOf(LwtStream.find(odd, s()))).toBe(xs.find(odd));
    }),
  );
});

test("choose MUST give each stream's elements once and in their order", () => {
  fc.assert(
    fc.property(numbers, numbers, source, source, (xs, ys, make1, make2) => {
      const all = listOf(
        LwtStream.choose([
          LwtStream.map((x): [string, number] => ["x", x], make1(xs)),
          LwtStream.map((y): [string, number] => ["y", y], make2(ys)),
        ]),
      );
      const from = (name: string): number[] =>
        all.filter(([n]) => n === name).map(([, value]) => value);
      expect(from("x")).toEqual(xs);
      expect(from("y")).toEqual(ys);
    }),
  );
});

test("reading in parts MUST give every element once, and peeking take none", () => {
  // A bounded stream has no room for what is only looked at.
  const { bounded: _, ...others } = sources;
  const unbounded = fc.constantFrom(...Object.values(others));
  fc.assert(
    fc.property(numbers, unbounded, fc.array(fc.nat(4)), (xs, make, parts) => {
      const s = make(xs);
      const read: number[] = [];
      for (const n of parts) {
        const ahead = valueOf(LwtStream.npeek(n, s));
        const part = valueOf(LwtStream.nget(n, s));
        expect(ahead).toEqual(part);
        read.push(...part);
      }
      expect([...read, ...listOf(s)]).toEqual(xs);
    }),
  );
});

test("a bounded stream MUST be in order, and hold no more than its size", () => {
  const ops = fc.array(fc.constantFrom("push", "get"));
  fc.assert(
    fc.property(ops, fc.integer({ min: 1, max: 4 }), (todo, size) => {
      const [s, pusher] = LwtStream.createBounded<number>(size);
      const got: number[] = [];
      let pushed = 0;
      for (const op of todo) {
        if (op === "get") {
          if (pusher.count > 0) got.push(valueOf(LwtStream.next(s)));
        } else if (!pusher.blocked) {
          Lwt.ignoreResult(pusher.push(pushed));
          pushed += 1;
        }
        expect(pusher.count).toBeLessThanOrEqual(size);
        const waiting = pusher.blocked ? 1 : 0;
        expect(got.length + pusher.count + waiting).toBe(pushed);
      }
      expect(got).toEqual(got.map((_, i) => i));
    }),
  );
});
