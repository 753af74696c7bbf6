/** The comparison of an original's API with a style's, with a small original. */
import { describe, expect, test } from "vitest";
import {
  complaints,
  type Differences,
  judge,
  type Original,
  type Port,
  readApiFile,
  sectionOf,
  summaryOf,
  withTable,
} from "../src/api/index.js";

const of = (path: string): Original => ({ path, deprecated: false });
const originals = ["a", "a::b", "a::b::one", "a::b::two", "c", "c::d"].map(of);

/** What the style exports, by the names of its own. */
const portOf = (...names: readonly string[]): Port<Original> => ({
  original: "Small",
  nameHere: ({ path }) => path.replaceAll("::", "."),
  isThere: (name) => names.includes(name),
  isIn: (path, outer) => path === outer || path.startsWith(`${outer}::`),
  nameInside: ({ path }, outer, name) =>
    name + path.slice(outer.length).replaceAll("::", "."),
});

const differences: Differences = {
  renamed: [{ reason: "moved", names: { "a::b": "x" } }],
  absent: [
    { reason: "no c", paths: ["c"] },
    { reason: "no d", paths: ["c::d"] },
    { reason: "no two", paths: ["a::b::two"] },
  ],
};

const port = portOf("a", "x", "x.one");
const rows = judge(originals, differences, port);

describe("an item", () => {
  test("MUST have the name that the rule gives, or that of what it is inside of", () => {
    expect(rows.map(({ verdict }) => verdict)).toEqual([
      { kind: "present", name: "a" },
      { kind: "renamed", name: "x", reason: "moved" },
      { kind: "renamed", name: "x.one", reason: "moved" },
      { kind: "absent", reason: "no two" },
      { kind: "absent", reason: "no c" },
      { kind: "absent", reason: "no d" },
    ]);
    expect(complaints(rows, differences, port)).toEqual([]);
  });

  test("MUST be complained about where nothing explains it", () => {
    const without = { ...differences, absent: [] };
    const judged = judge(originals, without, port);
    expect(complaints(judged, without, port)).toEqual(
      ["a::b::two", "c", "c::d"].map(
        (path) =>
          `${path}: ${path.replaceAll("::", ".")} is neither exported nor explained`,
      ),
    );
  });

  test("MUST NOT be said to be inside of what has another name but lacks it", () => {
    const all = portOf("a", "x");
    const [, , one] = judge(originals, differences, all);
    expect(one?.verdict).toEqual({ kind: "unexplained", name: "a.b.one" });
  });
});

test("counts MUST be of items, and of the reasons of what is absent", () => {
  expect(summaryOf("all", rows)).toEqual({
    name: "all",
    values: 6,
    present: 1,
    renamed: 2,
    absent: 3,
    reasons: 3,
  });
});

describe("a section", () => {
  const section = {
    original: "Small",
    second: "type",
    name: ({ path }: Original) => path,
    said: () => "t",
  };

  test("MUST have a row for each item", () => {
    expect(sectionOf(rows.slice(0, 2), section)).toBe(
      [
        "| Small | type | here |",
        "| --- | --- | --- |",
        "| `a` | t | `a` |",
        "| `a::b` | t | `x`: moved |",
      ].join("\n"),
    );
  });

  test("MUST say it once where all of it is absent for one reason", () => {
    expect(sectionOf(rows.slice(4, 5), section)).toBe("Not here: no c.\n\n`c`");
  });
});

describe("a README", () => {
  test("MUST have the table between its marks", () => {
    const marked = "a\n<!-- api:start -->\nold\n<!-- api:end -->\nb";
    expect(withTable(marked, "new")).toBe(
      "a\n<!-- api:start -->\n\nnew\n\n<!-- api:end -->\nb",
    );
  });

  test("MUST have the marks", () => {
    expect(() => withTable("a", "new")).toThrow("<!-- api:start -->");
  });
});

describe("a recording", () => {
  const read = (line: string) => (line.startsWith("x ") ? line : undefined);

  test("MUST be read line by line, behind its header", () => {
    expect(readApiFile("# runtime: Small 1\nx a\nx b\n", read)).toEqual({
      runtime: "Small 1",
      originals: ["x a", "x b"],
    });
  });

  test("MUST have a header, and no line that is no item", () => {
    expect(() => readApiFile("x a\n", read)).toThrow("no header");
    expect(() => readApiFile("# runtime: S\ny\n", read)).toThrow(
      "no value of an original: y",
    );
  });
});
