import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { align, shareText } from "../src/index.js";
import type { Language, Source } from "../src/index.js";

function program(
  lines: readonly string[],
  language: Language = "typescript",
): Source {
  return { name: language, language, path: "a.ts", lines };
}

/** The rows as text, a dot where a column has no line. */
function rows(...columns: readonly Source[]): readonly string[] {
  return align(columns).blocks.flatMap(({ rows: all }) =>
    all.map((row) =>
      row
        .map((place, column) =>
          place === undefined ? "·" : columns[column]?.lines[place]?.trim(),
        )
        .join(" | "),
    ),
  );
}

describe("align", () => {
  test("a step MUST start in the same row in every column, whatever stands above it", () => {
    const left = program(["one", "two", "three", "// 1. go", "left"]);
    const right = program(["// 1. go", "right"]);
    expect(rows(left, right)).toEqual([
      "one | ·",
      "two | ·",
      "three | ·",
      "// 1. go | // 1. go",
      "left | right",
    ]);
  });

  test("lines that are the same but for their indentation MUST stand in one row", () => {
    const left = program(["a", "same", "b"]);
    const right = program(["  x", "  y", "  same"]);
    expect(rows(left, right)).toEqual([
      "a | x",
      "· | y",
      "same | same",
      "b | ·",
    ]);
  });

  test("lines that log the same event MUST stand in one row, whatever the language", () => {
    const columns = [
      program(['  Scenario.log "slow" "starts";'], "ocaml"),
      program(["prepare();", 'io.log("slow", "starts");']),
      program(['log_value("slow", "starts", 1);'], "rust"),
    ];
    expect(rows(...columns)).toEqual([
      "· | prepare(); | ·",
      'Scenario.log "slow" "starts"; | io.log("slow", "starts"); | log_value("slow", "starts", 1);',
    ]);
    expect(align(columns)).toMatchObject({ lines: 4, aligned: 3 });
  });

  test("a third column MUST stand beside what either of the first two has", () => {
    const columns = [
      program(["a", "b"]),
      program(["b", "c"]),
      program(["a", "c"]),
    ];
    expect(rows(...columns)).toEqual(["a | · | a", "b | b | ·", "· | c | c"]);
  });

  test("a program beside itself MUST be aligned in every line that is not blank", () => {
    const lines = ["a", "", "// 1. go", "  b", "", "// 2. end", "c"];
    const { aligned, lines: all } = align([program(lines), program(lines)]);
    expect([aligned, all]).toEqual([10, 10]);
  });

  test("every line that is not blank MUST stand in one row, once, in its order", () => {
    const line = fc.constantFrom("a", "b", "  b", "", 'log("x", "y")', "}");
    const half = fc.array(line, { maxLength: 8 });
    const source = fc
      .tuple(half, half, half)
      .map(([before, one, two]) =>
        program([...before, "// 1. one", ...one, "// 2. two", ...two]),
      );
    fc.assert(
      fc.property(
        fc.array(source, { minLength: 1, maxLength: 4 }),
        (columns) => {
          const all = align(columns).blocks.flatMap((block) => block.rows);
          for (const [column, { lines }] of columns.entries()) {
            const shown = all.flatMap((row) => row[column] ?? []);
            expect(shown).toEqual(shown.toSorted((a, b) => a - b));
            expect(new Set(shown).size).toBe(shown.length);
            for (const [place, text] of lines.entries())
              if (text.trim() !== "") expect(shown).toContain(place);
          }
          for (const row of all) expect(row).toHaveLength(columns.length);
        },
      ),
    );
  });
});

test("shareText MUST give the figure and its share", () => {
  const comparison = align([program(["a", "b"]), program(["a", "c"])]);
  expect(shareText(comparison)).toBe(
    "2 of 4 lines that are not blank (50 %) stand beside a line that says the same",
  );
});
