/** The README's table names what there is. */
import { readFileSync } from "node:fs";
import * as effection from "effection";
import * as own from "effection-style";
import { expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [, table = ""] = readme.split("## The same words");

/** Words in code in the last column, but for JavaScript's and a message. */
const rows = table
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| --"))
  .slice(1)
  .map((line) => line.split("|").at(-2) ?? "")
  .map((here) => ({
    isMissing: here.startsWith(" none"),
    names: [...here.matchAll(/`([a-z]\w+)(?:\(\d*\))?`/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !["finally", "halted", "try"].includes(name)),
  }));

test("the table MUST name only what is exported", () => {
  const names = rows.flatMap((row) => row.names);
  expect(names.length).toBeGreaterThan(20);
  expect(
    names.filter((name) => !(name in effection) && !(name in own)),
  ).toEqual([]);
});

test("what effection is said not to have MUST be this package's alone", () => {
  const missing = rows
    .filter(({ isMissing }) => isMissing)
    .flatMap(({ names }) => names.slice(0, 1));
  expect(missing.length).toBeGreaterThan(5);
  for (const name of missing)
    expect([name in own, name in effection]).toEqual([true, false]);
});
