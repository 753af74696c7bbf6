import { expect, test } from "vitest";
import { type Costs, failuresOf, ratiosOf } from "../src/costs.js";
import { overseen, overviewOf } from "../src/overview.js";
import { summary } from "../src/statistics.js";
import type { Row } from "../src/suite.js";
import { costs, suite } from "./made-up.js";

test("a ratio MUST be that of the minima, and none where one has no figure", () => {
  expect(
    ratiosOf({
      subject: summary([10, 20]),
      native: summary([40, 41]),
      original: { none: "stack overflow" },
    }),
  ).toEqual({ native: 4, original: null });
  expect(ratiosOf({ native: summary([40]) })).toEqual({ native: null });
});

const of = (change: Partial<typeof suite>): Costs => ({
  ...costs,
  suites: [{ ...suite, size: null, ...change }],
});

test("what is as it is labelled MUST NOT fail", () => {
  expect(failuresOf(of({}))).toEqual([]);
});

test("tasks that go on MUST fail where all are said to stop, and the reverse", () => {
  const { shape, contenders } = suite.cascade!;
  const cascade = {
    shape,
    contenders: {
      subject: { ...contenders["subject"]!, leaked: 3 },
      native: { ...contenders["native"]!, leaked: 0 },
    },
  };
  expect(failuresOf(of({ cascade }))).toEqual([
    'lwt-style: cascade: lwt-style is labelled "stops all", and 3 tasks went on',
    'lwt-style: cascade: native is labelled "leaks", and 0 tasks went on',
  ]);
});

test("a heap that is not as labelled MUST fail", () => {
  const [races] = suite.leaks;
  const grows = {
    ...races!.contenders["subject"]!,
    found: "leaks",
    bytesARound: 24,
  } as const;
  const leaks = [{ ...races!, contenders: { subject: grows } }];
  expect(failuresOf(of({ leaks }))).toEqual([
    'lwt-style: races: lwt-style is labelled "flat", and its heap grew by 24.0 bytes a round',
  ]);
});

const sized = (change: object) =>
  failuresOf(of({ size: { ...suite.size!, ...change } }));

test("a core over its budget MUST fail, and say by how much", () => {
  expect(sized({})).toEqual([
    "lwt-style: its core is 7000 bytes without fp-ts, 1000 more than its budget",
  ]);
  expect(sized({ budget: 7000 })).toEqual([]);
  expect(sized({ budget: null })).toEqual([]);
});

test("a budget that is missed by what is said MUST pass, and not by more", () => {
  const why = "it brings its reports";
  expect(sized({ missed: { bytes: 1000, why } })).toEqual([]);
  expect(sized({ missed: { bytes: 999, why } })).toEqual([
    "lwt-style: its core is 7000 bytes without fp-ts, 1000 more than its budget, and not 999 as is said",
  ]);
});

test("what is said to be missed MUST NOT be much more than what is", () => {
  const missed = { bytes: 2000, why: "it brings its reports" };
  expect(sized({ budget: 6600, missed })).toEqual([]);
  expect(sized({ budget: 6700, missed })).toEqual([
    "lwt-style: its core is 7000 bytes without fp-ts: say that it misses its budget by less than 2000",
  ]);
});

test("a row MUST stand for the operation that it is named by, or that is said", () => {
  const row = (id: string): Row => ({
    id,
    title: id,
    unit: "ns",
    original: false,
    runs: {},
  });
  const given = {
    subject: "lwt-style",
    rivals: [],
    rows: [row("await"), row("pick"), row("bind")],
  };
  expect(overviewOf({ ...given, overview: { race: "pick" } })).toEqual({
    await: "await",
    race: "pick",
  });
});

test("the overview MUST say how many times what native promises cost", () => {
  const one = { operation: "await", unit: "ns", min: 10, native: 0.25 };
  expect(overseen(costs.suites)).toEqual([
    { ...one, subject: "lwt-style" },
    { ...one, subject: "tokio-style" },
  ]);
});
