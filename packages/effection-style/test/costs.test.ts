import { cancelOnce, contradictions } from "bench";
import { expect, test } from "vitest";
import { suite } from "../bench/index.js";

test("what the benchmark says of its contenders MUST be true", async () => {
  expect(await contradictions(suite)).toEqual([]);
});

const shape = { width: 20, depth: 5 };
const GRACE = 100;

test.each(Object.entries(suite.cascades!))(
  "a cancelled cascade MUST leave no task, or all where it cannot be cancelled: %s",
  async (_, cascade) => {
    const stops = cascade.label === "stops all";
    // Who is to stop has time enough on a slow machine.
    const grace = stops ? 10 * GRACE : GRACE;
    const { leaked } = await cancelOnce(cascade, shape, grace);
    expect(leaked).toBe(stops ? 0 : 100);
  },
);
