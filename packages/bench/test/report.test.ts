import { expect, test } from "vitest";
import { data, type Measured, table } from "../src/report.js";
import type { Row, Suite } from "../src/suite.js";

const row: Row = {
  id: "bind",
  title: "a bind",
  unit: "ns",
  runs: {},
  original: true,
  targets: { native: 3, original: 2 },
};
const suite: Suite = {
  subject: "lwt-style",
  rivals: ["native"],
  original: { name: "Lwt", build: async () => "not here" },
  rows: [row],
};
const figures = (min: number) => ({ min, median: min + 1, max: 99, rounds: 9 });
const measured: Measured = {
  row,
  figures: {
    subject: figures(10),
    native: figures(40),
    original: figures(15),
  },
};

test("the table MUST give minimum, median, ratio and target", () => {
  expect(table(suite, [measured])).toContain(
    "a bind         ns    10.0 (11.0)  40.0 (41.0), 4.0 ×, ≥ 3  15.0 (16.0), 1.5 ×, not 2",
  );
});

test("a rival without a figure MUST show why, and one that is not there nothing", () => {
  const one: Measured = {
    row,
    figures: { subject: figures(10), native: { none: "stack overflow" } },
  };
  expect(table(suite, [one])).toContain("10.0 (11.0)  stack overflow\n");
  expect(table(suite, [one])).not.toContain("real Lwt");
});

test("the data MUST have the figures, the ratios and the targets", () => {
  expect(data(suite, [measured])).toEqual({
    subject: "lwt-style",
    original: "Lwt",
    rows: [
      {
        id: "bind",
        title: "a bind",
        unit: "ns",
        figures: measured.figures,
        ratios: { native: 4, original: 1.5 },
        targets: { native: 3, original: 2 },
      },
    ],
  });
});
