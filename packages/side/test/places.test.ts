import { describe, expect, test } from "vitest";
import { placesInTrace, placesOf } from "../src/index.js";
import type { Language, Source } from "../src/index.js";

function program(language: Language, text: string): Source {
  return { name: language, language, path: "a", lines: text.split("\n") };
}

function found(source: Source, ...events: readonly [string, string][]) {
  const trace = events.map(([lane, event]) => ({ lane, event }));
  return placesInTrace(placesOf(source), trace).map(
    (place) => place && [place.step, place.line],
  );
}

describe("placesOf", () => {
  test.each([
    ["typescript", '// 1. go\nio.log("fast", "starts");'],
    ["typescript", '// 1. go\nio.log(\n  "fast",\n  "starts", 1);'],
    ["typescript", '// 1. go\nio.log(lane, "starts");'],
    ["typescript", '// 1. go\nio.log(`fa${n}`, "starts");'],
    ["rust", '// 1. go\nlog("fast", "starts");'],
    ["rust", '// 1. go\nlog_value("fast", "starts", 1);'],
    ["rust", '// 1. go\nlog(&format!("fa{n}"), "starts");'],
    ["ocaml", '(* 1. go *)\nScenario.log "fast" "starts";'],
    ["ocaml", '(* 1. go *)\nScenario.log (Printf.sprintf "fa%s" n) "starts";'],
  ] as const)("it MUST find an event in %s: %j", (language, text) => {
    expect(found(program(language, text), ["fast", "starts"])).toEqual([
      [1, 1],
    ]);
  });

  test("an event of another lane, or none that is logged, MUST have no place", () => {
    const source = program(
      "rust",
      'log("slow", "starts");\nlog(&format!("r{n}"), "ends");',
    );
    expect(
      found(source, ["fast", "starts"], ["fast", "ends"], ["fast", "sings"]),
    ).toEqual([undefined, undefined, undefined]);
  });
});

describe("placesInTrace", () => {
  test("a call that names the lane MUST come before one that computes it", () => {
    const source = program(
      "typescript",
      'io.log(lane, "starts");\n// 1. go\nio.log("fast", "starts");',
    );
    expect(found(source, ["fast", "starts"], ["slow", "starts"])).toEqual([
      [1, 2],
      [0, 0],
    ]);
  });

  test("as many events as calls MUST be taken in their order, else no place is told", () => {
    const source = program(
      "typescript",
      '// 1. go\nio.log("a", "ticks");\n// 2. on\nio.log("a", "ticks");',
    );
    expect(found(source, ["a", "ticks"], ["a", "ticks"])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(found(source, ["a", "ticks"])).toEqual([undefined]);
  });
});
