import { describe, expect, test } from "vitest";
import { parseProse } from "../src/index.js";

const title = "# Parallel reads";
const question = "How do two reads finish\nin the time of one?";
const steps = "1. both start\n2. both wait\n3. main has both";
const remark = "Which comes first is not promised.";
const source = "From the page: approach 2, and its\ntest `test_parallel`.";

describe("parseProse", () => {
  test("it MUST take the title, the question, the steps and the source apart", () => {
    expect(parseProse(page(title, question, steps, source))).toEqual({
      title: "Parallel reads",
      question: "How do two reads finish in the time of one?",
      steps: ["both start", "both wait", "main has both"],
      source: "approach 2, and its test `test_parallel`.",
    });
  });

  test("remarks between the parts MUST change none of them", () => {
    expect(
      parseProse(page(title, question, remark, steps, remark, remark, source)),
    ).toEqual(parseProse(page(title, question, steps, source)));
  });

  test("empty lines around and between MUST change nothing", () => {
    const text = page(title, question, steps, source);
    expect(parseProse(`\n\n${text.replaceAll("\n\n", "\n \n\n")}\n`)).toEqual(
      parseProse(text),
    );
  });

  test("steps MUST be read past the ninth", () => {
    const ten = Array.from({ length: 10 }, (_, n) => `${n + 1}. step`);
    const text = page(title, question, ten.join("\n"), source);
    expect(parseProse(text).steps).toHaveLength(10);
  });
});

describe("parseProse MUST name the part that is missing:", () => {
  test.each([
    ["a text that is empty", "", 'a title, "# …", comes first'],
    ["no title", page(question, steps, source), 'a title, "# …", comes first'],
    [
      "a title of another level",
      page(`#${title}`, question, steps, source),
      'a title, "# …", comes first',
    ],
    [
      "no question",
      page(title, steps, source),
      "the question comes second and ends in a question mark",
    ],
    [
      "a question that asks nothing",
      page(title, remark, steps, source),
      "the question comes second and ends in a question mark",
    ],
    [
      "no steps",
      page(title, question, remark, source),
      "steps are numbered from 1",
    ],
    [
      "steps that start at 2",
      page(title, question, "2. a\n3. b", source),
      "steps are numbered from 1",
    ],
    [
      "a number left out",
      page(title, question, "1. a\n3. b", source),
      "step 2 stands on one line, with its number",
    ],
    [
      "a step on two lines",
      page(title, question, "1. a\n2. b\n   and c\n3. d", source),
      "step 3 stands on one line, with its number",
    ],
    [
      "no source",
      page(title, question, steps, remark),
      'the last paragraph starts with "From the page:"',
    ],
    [
      "a source that does not come last",
      page(title, question, steps, source, remark),
      'the last paragraph starts with "From the page:"',
    ],
  ])("%s", (_what, text, says) => {
    expect(() => parseProse(text)).toThrow(
      new SyntaxError(`scenario.md: ${says}`),
    );
  });
});

function page(...paragraphs: string[]): string {
  return paragraphs.join("\n\n");
}
