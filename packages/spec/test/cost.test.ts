import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { medianCost } from "../src/index.js";
import type { Cost } from "../src/index.js";

describe("medianCost", () => {
  test("its nanoseconds MUST be those of a round, with as many below as above", () => {
    const costs = [50, 10, 30, 20, 40].map((nanoseconds) =>
      cost({ nanoseconds }),
    );
    expect(medianCost(costs).nanoseconds).toBe(30);
  });

  test("of an even number of rounds it MUST be the lower of the two in the middle", () => {
    const costs = [40, 10, 30, 20].map((nanoseconds) => cost({ nanoseconds }));
    expect(medianCost(costs).nanoseconds).toBe(20);
  });

  test("numbers MUST be ordered as numbers, not as words", () => {
    const costs = [9, 100, 20].map((bytes) => cost({ bytes }));
    expect(medianCost(costs).bytes).toBe(20);
  });

  test("its operations MUST be those of all rounds together", () => {
    const costs = [1, 2, 3].map((operations) => cost({ operations }));
    expect(medianCost(costs).operations).toBe(6);
  });

  test("rounds in which a collection ran MUST NOT count for the bytes", () => {
    const costs = [undefined, 8, undefined, 16, 24, undefined].map((bytes) =>
      cost({ bytes }),
    );
    expect(medianCost(costs).bytes).toBe(16);
  });

  test("its bytes MUST be undefined where a collection ran in every round", () => {
    const costs = [cost({ bytes: undefined }), cost({ bytes: undefined })];
    expect(medianCost(costs).bytes).toBeUndefined();
  });

  test("half of the rounds MUST NOT cost more, and half MUST NOT cost less", () => {
    fc.assert(
      fc.property(fc.array(anyCost(), { minLength: 1 }), (rounds) => {
        const median = medianCost(rounds);
        expectMiddle(
          median.nanoseconds,
          rounds.map((round) => round.nanoseconds),
        );
        const bytes = rounds.flatMap((round) => round.bytes ?? []);
        if (median.bytes === undefined) expect(bytes).toEqual([]);
        else expectMiddle(median.bytes, bytes);
      }),
    );
  });

  test("it MUST NOT depend on the order of the rounds, nor change it", () => {
    fc.assert(
      fc.property(fc.array(anyCost()), (rounds) => {
        const before = [...rounds];
        expect(medianCost(rounds.toReversed())).toEqual(medianCost(rounds));
        expect(rounds).toEqual(before);
      }),
    );
  });
});

function expectMiddle(value: number, all: readonly number[]): void {
  expect(all).toContain(value);
  const half = all.length / 2;
  expect(all.filter((one) => one <= value).length).toBeGreaterThanOrEqual(half);
  expect(all.filter((one) => one >= value).length).toBeGreaterThanOrEqual(half);
}

function cost(some: Partial<Cost>): Cost {
  return { operations: 1, nanoseconds: 1, bytes: 1, ...some };
}

function anyCost(): fc.Arbitrary<Cost> {
  return fc.record({
    operations: fc.nat(),
    nanoseconds: fc.nat(),
    bytes: fc.option(fc.nat(), { nil: undefined }),
  });
}
