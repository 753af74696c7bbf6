import { expect, test } from "vitest";
import { readFuzzOptions } from "../src/fuzz/index.js";
import { UsageError } from "../src/index.js";

test("an original MUST be enough, with another seed each time", () => {
  const options = readFuzzOptions(["lwt"]);
  expect(options).toMatchObject({ original: "lwt", programs: 5_000 });
  expect(options.corpus).toBeUndefined();
  expect(Number.isSafeInteger(options.seed)).toBe(true);
});

test("programs and seed MUST be read", () => {
  expect(
    readFuzzOptions(["lwt", "--programs", "200000", "--seed=7", "--json"]),
  ).toMatchObject({ programs: 200_000, seed: 7, json: true });
});

test("a corpus MUST be recorded from seed 1 where none is named", () => {
  expect(readFuzzOptions(["lwt", "--record"])).toMatchObject({
    corpus: "record",
    seed: 1,
  });
});

test.each(["check", "coverage"])("--%s MUST be of the corpus", (mode) => {
  expect(readFuzzOptions(["lwt", `--${mode}`]).corpus).toBe(mode);
});

test("--help MUST need no original", () => {
  expect(readFuzzOptions(["--help"]).help).toBe(true);
});

test.each([
  [[], "there is lwt"],
  [["async"], 'no original is called "async": there is lwt'],
  [["lwt", "tokio"], '"tokio" is one too many'],
  [["lwt", "--programs", "0"], "--programs must be a whole number from 1"],
  [["lwt", "--seed", "x"], "--seed must be a whole number from 0"],
  [["lwt", "--seed", "1e3"], 'not "1e3"'],
  [["lwt", "--seeds"], "--seeds"],
  [["lwt", "--record", "--check"], "exclude each other"],
  [["lwt", "--coverage", "--program", "task 0"], "exclude each other"],
])("%j MUST be refused in one line that says what is wrong", (args, part) => {
  const refused = (): unknown => readFuzzOptions(args);
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(part);
  expect(refused).toThrow(/^[^\n]+$/);
});
