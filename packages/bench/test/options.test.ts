import { expect, test } from "vitest";
import { chooseRows, readOptions, UsageError } from "../src/options.js";

const known = ["lwt-style", "tokio-style"];
const read = (...args: string[]) => readOptions(args, known);

test("no argument MUST ask for every style and every row", () => {
  expect(read()).toEqual({
    help: false,
    json: false,
    markdown: false,
    quick: false,
    record: false,
    plot: false,
    styles: [],
    rows: [],
    parts: ["rows", "cascade", "leaks", "size"],
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
  [
    ["--part", "speed"],
    'no part is called "speed": there are rows, cascade, leaks, size',
  ],
  [["--json", "--markdown"], "--json or --markdown, not both"],
  [["--record", "lwt"], "--record keeps all styles, rows and parts"],
  [["--record", "--part", "size"], "--record keeps all styles, rows and parts"],
  [["--plot", "--quick"], "--plot stands alone: it draws what was recorded"],
  [
    ["--row", "bind", "--part", "leaks"],
    "--row is of the part rows, and of no other",
  ],
])("%j MUST be refused in one line", (args, line) => {
  expect(() => read(...args)).toThrow(new UsageError(line));
});

test("a row MUST ask for the rows alone, and a part for that part", () => {
  expect(read("--row", "bind").parts).toEqual(["rows"]);
  expect(read("--part", "size", "--part", "leaks").parts).toEqual([
    "size",
    "leaks",
  ]);
});

const lwt = { name: "lwt", rows: [{ id: "bind" }, { id: "both" }] };
const tokio = { name: "tokio", rows: [{ id: "join" }] };

test("no row asked for MUST leave all suites as they are", () => {
  expect(chooseRows([lwt, tokio], [])).toEqual([lwt, tokio]);
});

test("rows that are asked for MUST be looked for in every suite", () => {
  expect(chooseRows([lwt, tokio], ["both"])).toEqual([
    { name: "lwt", rows: [{ id: "both" }] },
  ]);
});

test("a row that is not there MUST be refused with those that are", () => {
  expect(() => chooseRows([lwt, tokio], ["pick"])).toThrow(
    new UsageError('no row is called "pick": there are bind, both, join'),
  );
});
