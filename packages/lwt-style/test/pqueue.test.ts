/** LwtPqueue, against a sorted array and what the real Lwt does. */
import * as fc from "fast-check";
import * as N from "fp-ts/lib/number.js";
import { describe, expect, test } from "vitest";
import { LwtPqueue } from "../src/index.js";
import { recorded } from "./support.js";

const Q = LwtPqueue.Make(N.Ord);
type Numbers = LwtPqueue.Pqueue<number>;

const of = (xs: readonly number[]): Numbers =>
  xs.reduce((q, x) => Q.add(x, q), Q.empty);

function drained<A>(S: LwtPqueue.S<A>, q: LwtPqueue.Pqueue<A>): A[] {
  const xs: A[] = [];
  for (let left = q; !S.isEmpty(left); left = S.removeMin(left))
    xs.push(S.findMin(left));
  return xs;
}

const sorted = (xs: readonly number[]): readonly number[] =>
  xs.toSorted((x, y) => x - y);

const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 });

describe("a queue", () => {
  test("MUST give its elements in order, however they were added", () => {
    fc.assert(
      fc.property(numbers, (xs) => {
        expect(drained(Q, of(xs))).toEqual(sorted(xs));
      }),
    );
  });

  test("MUST have the elements of both after union, and its size be their number", () => {
    fc.assert(
      fc.property(numbers, numbers, (xs, ys) => {
        const both = Q.union(of(xs), of(ys));
        expect(Q.size(both)).toBe(xs.length + ys.length);
        expect(drained(Q, both)).toEqual(sorted([...xs, ...ys]));
      }),
    );
  });

  test("MUST stay what it was when another is made of it", () => {
    fc.assert(
      fc.property(numbers, fc.integer(), (xs, x) => {
        const q = of(xs);
        Q.add(x, q);
        Q.union(q, q);
        if (!Q.isEmpty(q)) Q.removeMin(q);
        expect(Q.size(q)).toBe(xs.length);
        expect(Q.lookupMin(q)).toBe(sorted(xs)[0]);
        expect(drained(Q, q)).toEqual(sorted(xs));
      }),
    );
  });

  test("MUST throw NotFound or give undefined where it is empty", () => {
    for (const empty of [Q.empty, Q.removeMin(of([1]))]) {
      expect(Q.isEmpty(empty)).toBe(true);
      expect(Q.size(empty)).toBe(0);
      expect(Q.lookupMin(empty)).toBeUndefined();
      expect(() => Q.findMin(empty)).toThrow(LwtPqueue.NotFound);
      expect(() => Q.removeMin(empty)).toThrow(LwtPqueue.NotFound);
    }
  });

  test("MUST compare but a few times for an element, be it one of ten thousand", () => {
    let compared = 0;
    const Counting = LwtPqueue.Make<number>({
      compare(x, y) {
        compared += 1;
        return x - y;
      },
    });
    let q = Counting.empty;
    for (let i = 0; i < 10_000; i += 1)
      q = Counting.add((i * 7919) % 10_007, q);
    expect(compared).toBeLessThan(10_000);
    compared = 0;
    Counting.removeMin(q);
    expect(compared).toBeLessThan(50);
  });
});

describe("elements that are equal", () => {
  const Tens = LwtPqueue.Make<number>({
    compare: (x, y) => Math.floor(x / 10) - Math.floor(y / 10),
  });

  const raising = (f: () => unknown): string => {
    try {
      return String(f());
    } catch (exn) {
      return (exn as Error).name;
    }
  };

  /** What recorded/pqueue.ml prints for one seed. */
  function seenBy(seed: number): string {
    let random = seed * 101;
    let q = Tens.empty;
    let q2 = Tens.empty;
    const seen: unknown[] = [];
    for (let left = 60; left > 0; left -= 1) {
      random = (random * 75) % 65537;
      const step = random % 7;
      const x = Math.floor(random / 7) % 40;
      if (step < 3) q = Tens.add(x, q);
      else if (step === 3) [q, q2] = [Tens.add(x, q2), q];
      else if (step === 4) seen.push(raising(() => Tens.findMin(q)));
      else if (step === 6) {
        seen.push(Tens.size(q) + Tens.size(q2));
        [q, q2] = [Tens.union(q, q2), Tens.add(x, Tens.empty)];
      } else if (Tens.isEmpty(q)) seen.push(raising(() => Tens.removeMin(q)));
      else {
        seen.push(Tens.lookupMin(q));
        q = Tens.removeMin(q);
      }
    }
    return [...seen, ...drained(Tens, q), ...drained(Tens, q2)].join(" ");
  }

  const lwt = recorded("pqueue.trace");

  test.each([...lwt])(
    "MUST come in the order in which the real Lwt gives them: program %s",
    (seed, events) => {
      expect(seenBy(Number(seed))).toBe(events);
    },
  );

  test("MUST have been recorded for forty programs", () => {
    expect(lwt.size).toBe(40);
  });
});
