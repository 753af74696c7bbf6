import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { corpusFile, originals, readCorpus } from "../src/fuzz/index.js";

/** A corpus has at least so many programs, and at most so many bytes. */
const ENOUGH = 5_000;
const MOST = 2_000_000;

describe.each(Object.values(originals))("the corpus of $name", (original) => {
  const { header, entries } = readCorpus(original.name);
  const programs = entries.map(({ program }) => original.parse(program));

  test("MUST say what recorded it", () => {
    expect(header["runtime"]).toBe(original.runtime);
    expect(header["compiler"]).toMatch(/^\w+ \d+\.\d+\.\d+$/);
    expect(header["command"]).toMatch(
      new RegExp(`^pnpm fuzz ${original.name} --record --seed \\d+$`),
    );
  });

  test(`MUST have ${ENOUGH} programs or more, each once, in a small file`, () => {
    expect(entries.length).toBeGreaterThanOrEqual(ENOUGH);
    expect(new Set(entries.map(({ program }) => program)).size).toBe(
      entries.length,
    );
    expect(statSync(corpusFile(original.name)).size).toBeLessThan(MOST);
  });

  test("MUST be written as programs are written", () => {
    expect(programs.map((program) => original.format(program))).toEqual(
      entries.map(({ program }) => program),
    );
  });

  test("MUST have traces only that are compared", () => {
    const excluded = entries.filter(
      ({ trace }) => original.exclusionOf(trace) !== undefined,
    );
    expect(excluded).toEqual([]);
  });

  test("MUST cover every operation, and every pair of operations that can meet", () => {
    const coverages = programs.map((program) => original.coverageOf(program));
    const operations = new Set(coverages.flatMap((one) => [...one.operations]));
    const pairs = new Set(coverages.flatMap((one) => [...one.pairs]));
    expect([...operations].toSorted()).toEqual(original.operations.toSorted());
    expect([...pairs].toSorted()).toEqual(original.pairs.toSorted());
  });
});
