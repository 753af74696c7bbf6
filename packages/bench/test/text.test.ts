import { expect, test } from "vitest";
import { dataOf } from "../src/record.js";
import { markdownOf, textOf } from "../src/text.js";
import { costs } from "./made-up.js";

const text = textOf(costs);

test("a row MUST give minimum, median, spread, ratio and target", () => {
  expect(text).toContain(
    "a bind         ns     10 (12 ±8%)  40 (42 ±2%), 4.0 ×, ≥ 3  15 (15 ±0%), 1.5 ×, not 2",
  );
});

test("a rival without a figure MUST show why, and one that is not there nothing", () => {
  expect(text).toContain("a promise      bytes  48 (48 ±0%)  stack overflow\n");
});

test("the labels MUST be told, with the rows that they are said of", () => {
  expect(text).toContain("\neager: lwt-style.\n");
  expect(text).toContain("\nleaves the loser: native (bind).\n");
});

test("an operation MUST be compared across the styles", () => {
  expect(text).toContain("await what is there  ns    10, 0.25 ×  10, 0.25 ×");
});

test("a cascade MUST tell how many tasks go on, and when it is quiet", () => {
  expect(text).toContain("lwt-style  lwt-style  1,000  0      2 (2 ±0%)\n");
  expect(text).toContain("lwt-style  native     1,000  1,000  never\n");
});

test("a leak MUST be told by its bytes a round", () => {
  expect(text).toContain("lwt-style  lwt-style  1,000   0              flat\n");
  expect(text).toContain("lwt-style  native     1,000   300            leaks");
});

test("a core MUST be told with its budget, and with what is below it", () => {
  expect(text).toContain(
    "lwt-style  7,000 (20,000)  not 6,000  9,000 (30,000), fp-ts",
  );
});

test("the figures MUST be told what they hold for, and that a quick run's do not", () => {
  expect(text).toMatch(/^a machine; Node 20\.19\.0; 2026-01-02\.\n/);
  expect(textOf({ ...costs, effort: "quick" })).toContain(
    "2026-01-02. A quick run: its figures say little.\n",
  );
});

test("a suite with nothing to measure MUST say so", () => {
  const [suite] = costs.suites;
  const empty = { ...suite!, rows: [], cascade: null, leaks: [], size: null };
  expect(textOf({ ...costs, suites: [empty] })).toMatch(
    /\n\nlwt-style: no row is written yet$/,
  );
  expect(text).not.toContain("no row is written yet");
});

test("a page MUST have the same tables, with what would end a cell escaped", () => {
  const [suite] = costs.suites;
  const [row] = suite!.rows;
  const rows = [{ ...row!, title: "this | that" }];
  const page = markdownOf({ ...costs, suites: [{ ...suite!, rows }] });
  expect(page).toContain(
    "### lwt-style beside its rivals\n\n| one operation |",
  );
  expect(page).toContain("| this \\| that | ns | 10 (12 ±8%) | 40");
});

test("data MUST come back as it was, but for digits that say nothing", () => {
  expect(JSON.parse(dataOf(costs))).toEqual(costs);
  const machine = 1 / 3;
  expect(JSON.parse(dataOf({ ...costs, machine: machine as never }))).toEqual({
    ...costs,
    machine: 0.3333,
  });
});
