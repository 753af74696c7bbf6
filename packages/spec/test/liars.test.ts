/**
 * The kit tested with liars: `conformance` runs, in a vitest of its own, over
 * an honest style, which must pass, and over styles that are honest but for
 * one program, which must fail there, each by the rule that it breaks.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { scenarioIds } from "../src/index.js";
import { gapTitle } from "./fixtures/divergent.js";
import { written } from "./fixtures/honest.js";
import { begun } from "./fixtures/unfinished.js";
import { liars } from "./fixtures/liars.js";
import { runReports } from "../src/reports.js";
import type { Report } from "../src/reports.js";

let reports: readonly Report[] = [];
let exitCode: number | null = null;

beforeAll(async () => {
  const config = new URL("fixtures/vitest.config.ts", import.meta.url);
  ({ reports, exitCode } = await runReports(config));
}, 300_000);

describe("an honest style", () => {
  test.each(written)("it MUST pass each test of %s", (id) => {
    const own = reportsOf("honest", id);
    expect(own.filter(({ passed }) => !passed)).toEqual([]);
    expect(own.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        `${id}.program MUST run to its end`,
        expect.stringMatching(`^${id}.1 MUST `),
        `${id}.trace MUST be the same when the program runs again`,
      ]),
    );
  });

  test("it MUST be held to no recorded trace, for it mirrors no original", () => {
    const titles = reports
      .filter(({ style }) => style === "honest")
      .map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => title.includes(".original"))).toEqual([]);
  });

  const lacked = scenarioIds.filter((id) => !written.includes(id));
  test.each(lacked)(
    "lacking %s, it MUST fail each test of it with the name of the file to write",
    (id) => {
      const own = reportsOf("honest", id);
      expect(own.length).toBeGreaterThanOrEqual(4);
      for (const { passed, says } of own) {
        expect(passed).toBe(false);
        expect(says).toContain(
          `honest has no program for ${id}: write programs/${id}.ts and name it in its list of programs`,
        );
      }
    },
  );
});

test("a style that declares its gap MUST pass, with the reason in the title", () => {
  const own = reportsOf("candid", "read-files");
  expect(own.filter(({ passed }) => !passed)).toEqual([]);
  expect(own.map(({ title }) => title)).toContain(gapTitle);
});

describe("a style with programs that are todo", () => {
  test.each(scenarioIds.filter((id) => id !== begun))(
    "each test of %s MUST be listed as todo, and none as passed",
    (id) => {
      const own = reportsOf("unfinished", id);
      expect(own.map(({ title }) => title).toSorted()).toEqual(
        reportsOf("honest", id)
          .map(({ title }) => title)
          .toSorted(),
      );
      for (const report of own)
        expect(report).toMatchObject({ todo: true, passed: false });
    },
  );

  test("the tests of a program that is written MUST run", () => {
    for (const report of reportsOf("unfinished", begun))
      expect(report).toMatchObject({ todo: false, passed: true });
  });

  test("it MUST fail, with how many are to be written and which is next", () => {
    expect(
      reports.find(({ scenario }) => scenario === "unfinished"),
    ).toMatchObject({
      title: "it MUST have a program for each scenario",
      passed: false,
      says: expect.stringContaining(
        `${scenarioIds.length - 1} of ${scenarioIds.length} programs are to be written, the first of them programs/${scenarioIds[0]}.ts`,
      ),
    });
  });
});

const named = liars.map(({ style: { name }, ...lie }) => [name, lie] as const);

describe.each(named)("the liar %s", (name, { scenario, fails }) => {
  const failed = (): readonly Report[] =>
    reportsOf(name, scenario).filter(({ passed }) => !passed);

  test(`it MUST fail in ${scenario} by the rules that it breaks, and no other`, () => {
    const titles = failed().map(({ title }) => title);
    expect(titles.toSorted()).toEqual(Object.keys(fails).toSorted());
  });

  test("each failure MUST show the value that tells", () => {
    for (const { title, says } of failed())
      expect(says).toContain(fails[title]);
  });

  test("it MUST pass each test of the scenarios in which it is honest", () => {
    for (const id of written.filter((other) => other !== scenario))
      expect(outcomes(name, id)).toEqual(outcomes("honest", id));
  });
});

test("a run with a liar in it MUST end with an exit code", () => {
  expect(exitCode).toBe(1);
});

function outcomes(style: string, id: string): readonly unknown[] {
  return reportsOf(style, id).map(({ title, passed }) => ({ title, passed }));
}

function reportsOf(style: string, id: string): readonly Report[] {
  return reports.filter(
    (report) => report.style === style && report.scenario.startsWith(`${id}: `),
  );
}
