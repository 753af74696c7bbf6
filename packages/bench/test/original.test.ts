import { expect, test } from "vitest";
import { measureOriginal } from "../src/original.js";
import { NoFigure } from "../src/rounds.js";

const ANSWERS = new URL("fixtures/answers.mjs", import.meta.url).pathname;

test("the original MUST be asked a count a line and answer each", async () => {
  const measure = measureOriginal(ANSWERS, "double");
  expect(await measure(21)).toBe(42);
  expect(await measure(4)).toBe(8);
});

test.each([
  ["word", "stack overflow"],
  ["leave", "ended"],
])("a %s in place of a figure MUST be the reason", async (row, reason) => {
  const measure = measureOriginal(ANSWERS, row);
  await expect(measure(1)).rejects.toThrow(new NoFigure(reason));
});
