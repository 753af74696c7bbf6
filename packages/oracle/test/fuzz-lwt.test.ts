import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  coverageOf,
  eventsOf,
  exclusionOf,
  formatProgram,
  formatSource,
  needsMain,
  ocaml,
  operationNames,
  parseProgram,
  programArbitrary,
  reachablePairs,
  typescript,
} from "../src/fuzz/index.js";

const program = programArbitrary();

test("a program MUST be the same after it has been written and read", () => {
  fc.assert(
    fc.property(program, (one) => {
      expect(parseProgram(formatProgram(one))).toEqual(one);
    }),
  );
});

test("a program MUST come out of its seed again", () => {
  const sample = (): string[] =>
    fc.sample(program, { seed: 7, numRuns: 50 }).map(formatProgram);
  expect(sample()).toEqual(sample());
});

test("the parts of a program MUST be programs", () => {
  const nested = parseProgram("task 0 bind 1 0 { pause 2 give 2 } cancel 1");
  expect(nested.map((one) => parseProgram(formatProgram([one])))).toEqual(
    nested.map((one) => [one]),
  );
});

test.each([
  ["tusk 0", "word 1 of the program must be an operation, not tusk"],
  ["task 8", "word 2 of the program must be a slot, not 8"],
  ["task", "word 2 of the program must be a slot, not the end"],
  ["apply 0 { value 1", 'must be "}", not the end'],
  ["join 0 0", 'word 3 of the program must be "["'],
])("%j MUST be refused at the word that is wrong", (line, part) => {
  expect(() => parseProgram(line)).toThrow(SyntaxError);
  expect(() => parseProgram(line)).toThrow(part);
});

describe("a pair of operations", () => {
  const pairs = (line: string): string[] =>
    [...coverageOf(parseProgram(line)).pairs].toSorted();

  test("MUST be counted where the one is given what the other made", () => {
    expect(pairs("task 0 pause 1 cancel 0")).toEqual(["task > cancel"]);
    expect(pairs("pause 0 join 1 [ 0 2 ]")).toEqual(["pause > join"]);
    expect(pairs("pause 0 apply 1 { give 0 }")).toEqual(["pause > apply"]);
  });

  test("MUST be counted where the one stands in a callback of the other", () => {
    expect(pairs("bind 0 1 { paused_count value 1 }")).toEqual([
      "bind > paused_count",
    ]);
  });

  test("MUST be of what is in the slot just then, and a wake's of the resolver", () => {
    expect(pairs("task 0 pause 0 wakeup 0 1 state 0")).toEqual([
      "pause > state",
      "task > wakeup",
    ]);
  });

  test("MUST be reachable if any program has it", () => {
    const reachable = new Set(reachablePairs());
    fc.assert(
      fc.property(program, (one) => {
        for (const pair of coverageOf(one).pairs)
          expect(reachable).toContain(pair);
      }),
    );
  });
});

test("a program MUST need main if it waits for time, at any depth", () => {
  expect(needsMain(parseProgram("pause 0 bind 1 0 { value 1 }"))).toBe(false);
  expect(needsMain(parseProgram("bind 1 0 { sleep 2 1 give 2 }"))).toBe(true);
});

test("a trace MUST be read as events with the time of main's clock", () => {
  expect(eventsOf("c0:5/1/ @10 raised:Boom1 p0:=2")).toEqual([
    { at: 0, lane: "c0", event: "called", value: "5/1/" },
    { at: 10, lane: "program", event: "raised", value: "Boom1" },
    { at: 10, lane: "p0", event: "is", value: "=2" },
  ]);
});

test("a program that the real Lwt cannot run MUST be told by its reason", () => {
  expect(exclusionOf("!crash")).toBe("crash");
  expect(exclusionOf("c0: p0:!Canceled")).toBeUndefined();
});

test.each([ocaml, typescript])(
  "the source of a program MUST have nothing of a template left in it",
  (language) => {
    const seen = new Set<string>();
    for (const one of fc.sample(program, { seed: 1, numRuns: 500 })) {
      for (const name of coverageOf(one).operations) seen.add(name);
      expect(formatSource(one, language)).not.toMatch(
        /(?<!\$)\{(?:\w+:)?[a-z]+\}/,
      );
    }
    expect([...seen].toSorted()).toEqual(operationNames.toSorted());
  },
);
