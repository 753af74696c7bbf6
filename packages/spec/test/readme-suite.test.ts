import { beforeAll, describe, expect, test } from "vitest";
import { runReports } from "../src/reports.js";
import type { Report } from "../src/reports.js";

let reports: readonly Report[] = [];

beforeAll(async () => {
  const config = new URL("fixtures/readme/vitest.config.ts", import.meta.url);
  ({ reports } = await runReports(config));
}, 60_000);

/** What a README's failures say, and the titles of what has passed. */
const saysOf = (readme: string): readonly string[] =>
  reports
    .filter(({ scenario }) => scenario === readme)
    .map(({ passed, title, says }) => (passed ? title : says));

describe("the examples of a README", () => {
  test("they MUST pass when they give what they show", () => {
    expect(saysOf("honest")).toEqual([
      "the README MUST have examples",
      "the examples of the README MUST be of the types that they say",
      "example 1 of the README MUST give what it shows",
    ]);
  });

  test("its table of divergences MUST be the one that is declared", () => {
    expect(saysOf("candid").at(-1)).toBe(
      "the README's table MUST have each declared divergence, with its rule and its reason",
    );
    expect(saysOf("secretive").at(-1)).toContain(
      "expected undefined to be '\\n| Scenario",
    );
  });

  test.each([
    ["lying", "expected 2 to deeply equal 3"],
    ["silent", "expected 0 to be greater than 0"],
    ["empty", "expected 0 to be greater than 0"],
    ["mistyped", "Type 'number' is not assignable to type 'string'"],
  ])("they MUST fail in one that is %s", (readme, says) => {
    expect(saysOf(readme)).toContainEqual(expect.stringContaining(says));
  });
});
