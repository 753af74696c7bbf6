import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  alignTraces,
  differenceOf,
  formatEvent,
  isSame,
} from "../src/index.js";
import type { Trace } from "../src/index.js";

const trace = (...lanes: string[]): Trace =>
  lanes.map((lane) => ({ at: 0, lane, event: "runs" }));

test("equal traces MUST have no difference", () => {
  expect(
    differenceOf(trace("a", "b"), trace("a", "b"), ["Lwt", "lwt-style"]),
  ).toBeUndefined();
});

test("a difference MUST show both in two columns and name the first line", () => {
  expect(
    differenceOf(trace("a", "b", "c"), trace("a", "d", "c", "e"), [
      "Lwt",
      "lwt-style",
    ]),
  ).toBe(
    [
      "the traces differ from line 2 on:",
      "  Lwt           │ lwt-style",
      "  @0ms  a  runs │ @0ms  a  runs",
      "≠ @0ms  b  runs │ @0ms  d  runs",
      "  @0ms  c  runs │ @0ms  c  runs",
      "≠               │ @0ms  e  runs",
    ].join("\n"),
  );
});

test("a line that is missing MUST leave its place empty", () => {
  expect(alignTraces(trace("a", "b"), trace("b"))).toEqual([
    { left: "@0ms  a  runs" },
    { left: "@0ms  b  runs", right: "@0ms  b  runs" },
  ]);
});

test("the columns of an alignment MUST be the two traces, whole and in order", () => {
  const traces = fc.array(fc.constantFrom("a", "b", "c"));
  fc.assert(
    fc.property(traces, traces, (left, right) => {
      const rows = alignTraces(trace(...left), trace(...right));
      const column = (side: "left" | "right") =>
        rows.flatMap((row) => row[side] ?? []);
      expect(column("left")).toEqual(trace(...left).map(formatEvent));
      expect(column("right")).toEqual(trace(...right).map(formatEvent));
      expect(rows.every(isSame)).toBe(left.join() === right.join());
    }),
  );
});
