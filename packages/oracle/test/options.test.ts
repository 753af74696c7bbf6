import { expect, test } from "vitest";
import { readOptions, UsageError } from "../src/index.js";

const scenarios = ["await-cost", "syntax"];
const read = (...args: readonly string[]) => readOptions(args, scenarios);

test("no flag MUST mean to record every scenario", () => {
  expect(read()).toEqual({ check: false, help: false, only: [] });
});

test("--only MUST be allowed more than once", () => {
  expect(read("--check", "--only", "syntax", "--only=await-cost")).toEqual({
    check: true,
    help: false,
    only: ["syntax", "await-cost"],
  });
});

test.each([
  [["--chekc"], "--chekc"],
  [["--check=yes"], "--check"],
  [["--only"], "--only"],
  [["syntax"], "syntax"],
  [["--only", "nope"], "there are await-cost, syntax"],
])("%j MUST be refused in one line that says what is wrong", (args, part) => {
  const refused = (): unknown => read(...args);
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(part);
  expect(refused).toThrow(/^[^\n]+$/);
});
