import { scenarioIds } from "spec";
import { proseOf } from "spec/node";
import { describe, expect, test } from "vitest";
import { align, unlit } from "side";
import type { Source } from "side";
import { readColumns } from "../src/columns.js";
import { findStyles } from "side/node";
import { textSide } from "../src/views/text-side.js";

const styles = findStyles(new URL("../../../packages/", import.meta.url));

function show(columns: readonly Source[], width: number): readonly string[] {
  return textSide(align(columns), unlit(columns), width).split("\n");
}

function program(name: string, ...lines: string[]): Source {
  return { name, language: "typescript", path: `${name}/a.ts`, lines };
}

describe("textSide", () => {
  const left = program("left", "open();", "", "// 1. go", "same();", "left();");
  const right = program("right", "// 1. go", "  same();", "b".repeat(45));

  test("where both fit it MUST set them in columns, with steps and same lines in one row", () => {
    expect(show([left, right], 89)).toEqual([
      "left                                        │ right",
      "left/a.ts                                   │ right/a.ts",
      "                                            │",
      "1 open();                                   │",
      "                                            │",
      "3 // 1. go                                  │ 1 // 1. go",
      "4 same();                                   │ 2   same();",
      `5 left();                                   │ 3 ${"b".repeat(41)}`,
      "                                            │     bbbb",
    ]);
  });

  test("where they do not fit it MUST set them below each other at each step", () => {
    expect(show([left, right], 50)).toEqual([
      "left",
      "left/a.ts",
      "right",
      "right/a.ts",
      "",
      `── left ${"─".repeat(42)}`,
      "1 open();",
      `── right ${"─".repeat(41)}`,
      "",
      "1. go",
      `── left ${"─".repeat(42)}`,
      "4 same();",
      "5 left();",
      `── right ${"─".repeat(41)}`,
      "2   same();",
      `3 ${"b".repeat(45)}`,
    ]);
  });

  test("four programs MUST stand two by two where only two fit", () => {
    const columns = ["a", "b", "c", "d"].map((name) =>
      program(name, "// 1. go", `${name}();`),
    );
    const lines = show(columns, 100);
    expect(lines.filter((line) => line.includes("();"))).toEqual([
      `${"2 a();".padEnd(48)} │ 2 b();`,
      `${"2 c();".padEnd(48)} │ 2 d();`,
    ]);
  });

  const names = ["lwt-style", "tokio-style", "ocaml", "rust"];
  test.each(
    scenarioIds.flatMap((id) => [80, 120, 200].map((width) => ({ id, width }))),
  )("$id MUST fit $width columns", ({ id, width }) => {
    const lines = show(readColumns(id, names, styles), width);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
  });

  test.each([80, 40, 20])(
    "at %i columns it MUST show each line of each program, with its number",
    (width) => {
      const columns = readColumns("cancellation", names, styles);
      const letters = (text: string): string => text.replaceAll(/\s/g, "");
      const shown = letters(show(columns, width).join(""));
      for (const { lines } of columns)
        for (const [place, text] of lines.entries())
          if (!/^\s*(\/\/|\(\*) \d/.test(text) && text.trim() !== "")
            expect(shown).toContain(letters(`${place + 1}${text}`));
      for (const [index, step] of proseOf("cancellation").steps.entries())
        expect(shown).toContain(letters(`${index + 1}. ${step}`));
    },
  );
});
