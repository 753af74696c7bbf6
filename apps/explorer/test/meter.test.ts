import { medianCost } from "spec";
import type { Cost } from "spec";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Meter } from "../src/run/meter.js";

/** A clock that tells only full ticks of 100 µs, as browsers' do. */
let time = 0;
beforeEach(() => {
  time = 0;
  vi.spyOn(performance, "now").mockImplementation(
    () => Math.floor(time * 10) / 10,
  );
});
afterEach(() => {
  vi.restoreAllMocks();
});

function rounds(meter: Meter, milliseconds: number): Cost {
  const costs: Cost[] = [];
  for (let n = 0; n < 500; n += 1) {
    const round = meter.measure();
    time += milliseconds;
    costs.push(round.stop(1000));
    // Between two rounds time passes too.
    time += 0.0137;
  }
  return medianCost(costs);
}

test("rounds that are shorter than a tick MUST have the cost of their series", () => {
  expect(rounds(new Meter(), 0.03).nanoseconds).toBeCloseTo(30, -1);
});

test("a series that was looked at MUST be over", () => {
  const meter = new Meter();
  rounds(meter, 0.03);
  expect(rounds(meter, 0.3).nanoseconds).toBeCloseTo(300, -1);
});

test("a program that runs again MUST add to the same series", () => {
  const meter = new Meter();
  rounds(meter, 0.03);
  rounds(meter, 0.3);
  meter.again();
  const first = rounds(meter, 0.05);
  expect(first.nanoseconds).toBeCloseTo(40, -1);
  expect(rounds(meter, 0.3).nanoseconds).toBeCloseTo(300, -1);
});
