import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatFile,
  LONGEST_LABEL,
  parseFile,
  parseOutput,
  ShapeError,
} from "../src/index.js";
import type { Evidence, EvidenceFile } from "../src/index.js";

const line = (fields: object): string => `${JSON.stringify(fields)}\n`;
const good: Evidence = { label: "words per bind", value: 15, unit: "words" };
const header = {
  runtime: "Lwt 5.6.1",
  compiler: "OCaml 4.13.1",
  command: "pnpm record",
};

describe("what a program printed", () => {
  test("parseOutput MUST keep the order of the lines", () => {
    const other = { label: "it ends", value: true, unit: "" };
    expect(parseOutput(line(other) + line(good))).toEqual([other, good]);
  });

  test.each([
    ["nothing", "", "there is no evidence"],
    ["no JSON", `${line(good)}oops\n`, "line 2 is not JSON: oops"],
    ["a list", "[]\n", "line 1 must be an object"],
    [
      "no label",
      line({ value: 1, unit: "" }),
      "line 1: label must be a text that is not empty",
    ],
    [
      "an empty label",
      line({ ...good, label: "" }),
      "line 1: label must be a text that is not empty",
    ],
    [
      "a label that is too long",
      line({ ...good, label: "x".repeat(LONGEST_LABEL + 1) }),
      "41 characters, 40 are the most",
    ],
    [
      "a list as value",
      line({ ...good, value: [1] }),
      "line 1: value must be a number, a text or a boolean",
    ],
    [
      "no number at all (OCaml's nan)",
      '{"label":"x","value":nan,"unit":""}\n',
      "line 1 is not JSON",
    ],
    ["no unit", line({ label: "x", value: 1 }), "line 1: unit must be a text"],
    [
      "a field too many",
      line({ ...good, note: "" }),
      "line 1: no field is called note",
    ],
    [
      "a label twice",
      line(good) + line({ ...good, value: 16 }),
      'line 2: "words per bind" is there twice',
    ],
  ])("parseOutput MUST refuse %s", (_, output, message) => {
    expect(() => parseOutput(output)).toThrow(ShapeError);
    expect(() => parseOutput(output)).toThrow(message);
  });
});

describe("an evidence file", () => {
  const value = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  );
  const file: fc.Arbitrary<EvidenceFile> = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: LONGEST_LABEL }), {
      minLength: 1,
    })
    .chain((labels) =>
      fc.record({
        runtime: fc.string({ minLength: 1 }),
        compiler: fc.string({ minLength: 1 }),
        command: fc.string({ minLength: 1 }),
        evidence: fc.tuple(
          ...labels.map((label) =>
            fc.record({ label: fc.constant(label), value, unit: fc.string() }),
          ),
        ),
      }),
    );

  test("parseFile MUST read what formatFile writes", () => {
    fc.assert(
      fc.property(file, (written) => {
        expect(parseFile(formatFile(written))).toEqual(written);
      }),
    );
  });

  test("formatFile MUST write the fields in one order, whatever theirs is", () => {
    const { label, unit } = good;
    const evidence = [good];
    expect(
      formatFile({ evidence: [{ unit, value: good.value, label }], ...header }),
    ).toBe(formatFile({ ...header, evidence }));
  });

  test.each([
    ["runtime", "the file: runtime must be a text that is not empty"],
    ["compiler", "the file: compiler must be a text that is not empty"],
    ["command", "the file: command must be a text that is not empty"],
    ["evidence", "evidence must be a list"],
  ])("parseFile MUST refuse a file without %s", (field, message) => {
    const { [field]: _, ...rest } = { ...header, evidence: [good] } as Record<
      string,
      unknown
    >;
    expect(() => parseFile(JSON.stringify(rest))).toThrow(message);
  });

  test("parseFile MUST name the evidence that is wrong", () => {
    const evidence = [good, { label: "it ends", value: null, unit: "" }];
    expect(() => parseFile(JSON.stringify({ ...header, evidence }))).toThrow(
      "evidence 2: value must be",
    );
  });
});
