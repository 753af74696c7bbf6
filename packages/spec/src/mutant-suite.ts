import { beforeAll, describe, expect, test } from "vitest";
import { flawless } from "./mutants.js";
import type { Mutant } from "./mutants.js";
import { runReports } from "./reports.js";
import type { Report } from "./reports.js";

/**
 * Registers a test of each mutant, in vitest: that `conformance` catches it, in
 * its scenario, by the right tests and messages, and that the same scenario
 * passes when the runtime has no mistake.
 */
export function mutantSuite(config: URL, mutants: readonly Mutant[]): void {
  let reports: readonly Report[] = [];

  beforeAll(async () => {
    ({ reports } = await runReports(config));
  }, 300_000);

  const reportsOf = (project: string, id: string): readonly Report[] =>
    reports.filter(
      (report) =>
        report.project === project && report.scenario.startsWith(`${id}: `),
    );

  const named = mutants.map(({ name, ...mutant }) => [name, mutant] as const);

  describe.each(named)("%s", (name, { scenario, fails }) => {
    const failed = (): readonly Report[] =>
      reportsOf(name, scenario).filter(({ passed }) => !passed);

    test(`it MUST fail in ${scenario}, by the rules that it breaks and no other`, () => {
      const titles = failed().map(({ title }) => title);
      expect(titles.toSorted()).toEqual(Object.keys(fails).toSorted());
    });

    test("each failure MUST show what tells", () => {
      for (const { title, says } of failed())
        expect(says).toContain(fails[title]);
    });

    test(`without it, the runtime MUST pass ${scenario}`, () => {
      const own = reportsOf(flawless, scenario);
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter(({ passed }) => !passed)).toEqual([]);
    });
  });
}
