import { fileURLToPath } from "node:url";
import { scenarioOf } from "spec";
import { expect, test } from "vitest";
import { UsageError } from "../src/errors.js";
import { readInputs } from "../src/inputs.js";

const numbers = scenarioOf("cpu-parallelism");
const files = scenarioOf("read-files");

test("readInputs MUST read whole numbers within the input's range", () => {
  expect(readInputs(numbers, ["limit=1000"])).toEqual({ limit: 1000 });
  expect(readInputs(numbers, [])).toEqual({});
});

test.each(["abc", "", "1.5", "-2", "1e12", "0x10zz"])(
  'readInputs MUST refuse "%s" for a number, and say the range',
  (text) => {
    const read = () => readInputs(numbers, [`limit=${text}`]);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(
      `limit must be a whole number from -1 to 100000000, and is "${text}"`,
    );
  },
);

test("readInputs MUST keep an = within the value", () => {
  expect(() => readInputs(files, ["a=no=such"])).toThrow('no file "no=such"');
});

test("readInputs MUST take the path of a file that exists", () => {
  const path = fileURLToPath(import.meta.url);
  expect(readInputs(files, [`b=${path}`])).toEqual({ b: path });
});

test("readInputs MUST refuse a pair without a name or without =", () => {
  expect(() => readInputs(files, ["a"])).toThrow("--with takes name=value");
  expect(() => readInputs(files, ["=a"])).toThrow("--with takes name=value");
});

test("readInputs MUST refuse an input that the scenario does not have", () => {
  expect(() => readInputs(files, ["aa=x"])).toThrow('did you mean "a"?');
  expect(() => readInputs(scenarioOf("syntax"), ["a=x"])).toThrow(
    "there is none",
  );
});
