import { describe, expect, test } from "vitest";
import type { Language, Source } from "../src/index.js";
import { misplacedStep, sectionsOf, wideLines } from "../src/index.js";

const steps = ["both start", "both end"];

function program(text: string, language: Language = "typescript"): Source {
  return { name: "a-style", language, path: "a.ts", lines: text.split("\n") };
}

describe("sectionsOf", () => {
  test.each([
    ["typescript", "open\n\n  // 1. both start\n  go\n\n// 2. both end\nend\n"],
    ["rust", "open\n\n    // 1. both start\n    go\n\n// 2. both end\nend"],
    ["ocaml", "open\n\n  (* 1. both start *)\n  go\n\n(* 2. both end *)\nend"],
  ] as const)(
    "it MUST part a program in %s at its steps, without the blank lines between",
    (language, text) => {
      expect(sectionsOf(program(text, language))).toEqual([
        { from: 0, to: 1 },
        { step: "1. both start", from: 2, to: 4 },
        { step: "2. both end", from: 5, to: 7 },
      ]);
    },
  );

  test("a comment after code, or without a number, MUST NOT be a step", () => {
    const text = "go(); // 1. both start\n// both start";
    expect(sectionsOf(program(text))).toEqual([{ from: 0, to: 2 }]);
  });
});

describe("misplacedStep", () => {
  test("it MUST say nothing of a program that has the steps in order", () => {
    const text = "// 1. both start\ngo();\n// 2. both end";
    expect(misplacedStep(program(text), steps)).toBeUndefined();
  });

  test.each([
    [
      "a step in other words",
      "go();\n// 1. both begin\n// 2. both end",
      'a.ts:2: the scenario\'s next step is "1. both start", and here stands "1. both begin"',
    ],
    [
      "steps in another order",
      "// 2. both end\n// 1. both start",
      'a.ts:1: the scenario\'s next step is "1. both start", and here stands "2. both end"',
    ],
    [
      "a step that stands twice",
      "// 1. both start\n// 1. both start\n// 2. both end",
      'a.ts:2: the scenario\'s next step is "2. both end", and here stands "1. both start"',
    ],
    [
      "a step that is missing",
      "// 1. both start\ngo();\nend();",
      'a.ts:3: the program ends before the step "2. both end"',
    ],
    [
      "a step too many",
      "// 1. both start\n// 2. both end\n// 3. both rest",
      'a.ts:3: the scenario has no step after "2. both end", and here stands "3. both rest"',
    ],
  ])("it MUST name file and line of %s", (_what, text, complaint) => {
    expect(misplacedStep(program(text), steps)).toBe(complaint);
  });
});

test("wideLines MUST name file and line of each that is wider than 80", () => {
  const text = ["a".repeat(80), "b".repeat(81), "c", "d".repeat(90)].join("\n");
  expect(wideLines(program(text))).toEqual([
    "a.ts:2: 81 columns, and 80 are the most",
    "a.ts:4: 90 columns, and 80 are the most",
  ]);
});
