import { expect, test } from "vitest";
import { compare, formatFile } from "../src/index.js";
import type { Evidence } from "../src/index.js";

const text = (
  evidence: readonly Evidence[],
  compiler = "Rust 1.63.0",
): string =>
  formatFile({
    runtime: "Tokio 1.24.2",
    compiler,
    command: "pnpm record",
    evidence,
  });

const allocations = { label: "per spawn", value: 1, unit: "allocations" };
const bytes = { label: "size of it", value: 112, unit: "bytes" };

test("compare MUST say nothing where the texts are the same", () => {
  expect(compare("a.json", text([bytes]), text([bytes]))).toEqual({
    complaint: undefined,
    note: undefined,
  });
});

test("compare MUST name the file, the first line that differs and both versions", () => {
  const { complaint } = compare(
    "a.json",
    text([bytes, allocations]),
    text([bytes, { ...allocations, value: 2 }]),
  );
  expect(complaint).toBe(
    [
      'a.json:13 differs at "per spawn"',
      '  recorded  "value": 1,',
      '  now       "value": 2,',
    ].join("\n"),
  );
});

test("compare MUST complain of a header that differs", () => {
  const recorded = text([bytes]).replace("1.24.2", "1.25.0");
  expect(compare("a.json", recorded, text([bytes])).complaint).toContain(
    'a.json:2 differs\n  recorded  "runtime": "Tokio 1.25.0",',
  );
});

test("compare MUST complain of evidence that is gone", () => {
  const { complaint } = compare(
    "a.json",
    text([bytes, allocations]),
    text([bytes]),
  );
  expect(complaint).toContain("a.json:10 differs");
});

test("compare MUST complain of a file that is not in the recorder's own form", () => {
  const recorded = `${text([bytes])}\n`;
  expect(compare("a.json", recorded, text([bytes])).complaint).toBe(
    'a.json:14 differs at "size of it"\n  recorded  \n  now       (the end)',
  );
});

test("compare MUST leave the layout of values to another compiler, and say so", () => {
  const verdict = compare(
    "a.json",
    text([bytes]),
    text([{ ...bytes, value: 120 }], "Rust 1.95.0"),
  );
  expect(verdict.complaint).toBeUndefined();
  expect(verdict.note).toBe(
    "a.json was recorded with Rust 1.63.0, here is Rust 1.95.0: bytes and words are not compared",
  );
});

test("compare MUST hold the layout of values to the same compiler", () => {
  const now = text([{ ...bytes, value: 120 }]);
  expect(compare("a.json", text([bytes]), now).complaint).toContain(
    '"value": 120',
  );
});

test("compare MUST hold all but the layout to another compiler too", () => {
  const now = text([{ ...allocations, value: 2 }], "Rust 1.95.0");
  expect(compare("a.json", text([allocations]), now).complaint).toContain(
    'a.json:8 differs at "per spawn"',
  );
});
