import { expect, test } from "vitest";
import { chooseRows, readOptions, UsageError } from "../src/options.js";

const known = ["lwt-style", "tokio-style"];
const read = (...args: string[]) => readOptions(args, known);

test("no argument MUST ask for every style and every row", () => {
  expect(read()).toEqual({
    help: false,
    json: false,
    quick: false,
    styles: [],
    rows: [],
  });
});

test("a style MUST be found by its name and without -style", () => {
  expect(read("lwt", "tokio-style").styles).toEqual(known);
});

test.each([
  [["ltw"], 'no style with a benchmark is called "ltw": there are lwt, tokio'],
  [["--fast"], "unknown option '--fast'"],
  [["--quick=no"], "option '--quick' does not take an argument"],
  [["--row"], "option '--row <value>' argument missing"],
])("%j MUST be refused in one line", (args, line) => {
  expect(() => read(...args)).toThrow(new UsageError(line));
});

test("a row that is not there MUST be refused with those that are", () => {
  const rows = [{ id: "bind" }, { id: "both" }];
  expect(chooseRows(rows, ["both"])).toEqual([{ id: "both" }]);
  expect(() => chooseRows(rows, ["join"])).toThrow(
    new UsageError('no row is called "join": there are bind, both'),
  );
});
