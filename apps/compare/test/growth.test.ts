import * as fc from "fast-check";
import { expect, test } from "vitest";
import { costAt, growthOf } from "../src/costs/growth.js";

test("growthOf MUST find the exponent and the factor of any power law", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      fc.uniqueArray(fc.integer({ min: 1000, max: 100_000 }), { minLength: 2 }),
      (exponent, factor, counts) => {
        const growth = growthOf(
          counts.map((n) => ({ n, cost: factor * n ** exponent })),
        );
        expect(growth?.exponent).toBeCloseTo(exponent, 5);
        expect(growth && costAt(growth, 50_000)).toBeCloseTo(
          factor * 50_000 ** exponent,
          -Math.log10(factor * 50_000 ** exponent) + 5,
        );
      },
    ),
  );
});

test("growthOf MUST lie between points that scatter", () => {
  const growth = growthOf([
    { n: 1000, cost: 900 },
    { n: 1000, cost: 1100 },
    { n: 10_000, cost: 9000 },
    { n: 10_000, cost: 11_000 },
  ]);
  expect(growth?.exponent).toBeCloseTo(1, 10);
  expect(growth?.points).toBe(4);
});

test("growthOf MUST leave out what shows only what is there in any case", () => {
  const growth = growthOf([
    { n: 1, cost: 5000 },
    { n: 1000, cost: 1000 },
    { n: 10_000, cost: 10_000 },
    { n: 100_000, cost: 100_000 },
  ]);
  expect(growth?.exponent).toBeCloseTo(1, 10);
  expect(growth?.points).toBe(3);
});

test.each([
  ["none", []],
  ["one count, measured twice", [10, 10]],
  ["a second that is too small", [1, 1000]],
])("growthOf MUST find nothing in %s", (_, counts) => {
  expect(growthOf(counts.map((n) => ({ n, cost: n })))).toBeUndefined();
});

test("growthOf MUST leave out what costs nothing", () => {
  expect(
    growthOf([
      { n: 100, cost: -8 },
      { n: 1000, cost: 10 },
    ]),
  ).toBeUndefined();
});
