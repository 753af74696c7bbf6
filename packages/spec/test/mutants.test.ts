import { expect, test } from "vitest";
import { mutantConfig } from "../src/mutants.js";
import type { Mutant } from "../src/mutants.js";

const root = new URL("../", import.meta.url);

const mutant = (found: string): Mutant => ({
  name: "a poll that is never Ready",
  file: "src/poll.ts",
  edits: [[found, ""]],
  scenario: "simulate-poll",
  fails: {},
});

test("a mutant whose text does not stand in its file MUST be refused by name", () => {
  expect(() =>
    mutantConfig({ root, name: "spec", mutants: [mutant("no such text")] }),
  ).toThrow(
    "a poll that is never Ready: src/poll.ts has 0 places with «no such text», and must have one",
  );
});

test("a mutant whose text stands there twice MUST be refused", () => {
  expect(() =>
    mutantConfig({ root, name: "spec", mutants: [mutant("poll")] }),
  ).toThrow(/has \d+ places with «poll», and must have one/u);
});
