import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spread, summary } from "../src/statistics.js";

test("a summary MUST have the quarters of the figures, whatever their order", () => {
  expect(summary([50, 10, 40, 20, 30])).toEqual({
    min: 10,
    q1: 20,
    median: 30,
    q3: 40,
    max: 50,
    rounds: 5,
  });
});

test("one figure MUST be all that a summary has", () => {
  const all = { min: 7, q1: 7, median: 7, q3: 7, max: 7 };
  expect(summary([7])).toEqual({ ...all, rounds: 1 });
});

test("a summary of nothing MUST be refused", () => {
  expect(() => summary([])).toThrow(new RangeError("there is no figure"));
});

test("a summary MUST rise from its least to its greatest, each being a figure", () => {
  const figures = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(figures, (all) => {
      const { min, q1, median, q3, max } = summary(all);
      const five = [min, q1, median, q3, max];
      expect(five.toSorted((a, b) => a - b)).toEqual(five);
      for (const one of five) expect(all).toContain(one);
      expect([min, max]).toEqual([Math.min(...all), Math.max(...all)]);
    }),
  );
});

test("the spread MUST be half of what the middle half spans, by the median", () => {
  expect(spread(summary([90, 100, 100, 120]))).toBe(0.1);
  expect(spread(summary([100, 100, 100, 9000]))).toBe(44.5);
  expect(spread(summary([0, 0, 0]))).toBe(0);
});
