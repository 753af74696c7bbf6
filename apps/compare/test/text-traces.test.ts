import { alignTraces } from "spec";
import type { Trace } from "spec";
import { expect, test } from "vitest";
import { textTraces } from "../src/views/text-traces.js";
import type { ComparedTrace } from "../src/views/text-traces.js";

const trace = (...events: string[]): Trace =>
  events.map((event) => ({ at: 0, lane: "main", event }));

function compared(real: Trace, port: Trace): ComparedTrace {
  return {
    style: "csp-style",
    original: "CSP 1",
    trace: port,
    rows: alignTraces(real, port),
  };
}

const differing = compared(trace("a", "b"), trace("a", "c"));

test("a trace MUST stand beside its original's, what differs marked", () => {
  expect(textTraces([differing], 80)).toBe(
    [
      "  CSP 1          csp-style",
      "  @0ms  main  a  @0ms  main  a",
      "≠ @0ms  main  b  @0ms  main  c",
    ].join("\n"),
  );
});

test("a pair that is too wide MUST become one column, what differs marked", () => {
  expect(textTraces([differing], 25)).toBe(
    [
      "  CSP 1 and csp-style",
      "  @0ms  main  a",
      "- @0ms  main  b",
      "+ @0ms  main  c",
    ].join("\n"),
  );
});

test("pairs MUST stand beside each other where there is room, below where not", () => {
  const rows = (width: number): number =>
    textTraces([differing, differing], width).split("\n").length;
  expect(rows(80)).toBe(3);
  expect(rows(50)).toBe(7);
});

test("a style without an original MUST get one column", () => {
  const { original: _, ...own } = compared(trace("a"), trace("a"));
  expect(textTraces([own], 80)).toBe(
    ["  csp-style", "  @0ms  main  a"].join("\n"),
  );
});
