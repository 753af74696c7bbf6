/** Operations that are cut short: what is claimed is what is measured. */
import { describe, expect, test } from "vitest";
import { measure, type Verdict, worst } from "./cancel/measure.js";
import type { Make } from "./cancel/scene.js";
import { table } from "./cancel/table.js";

async function measureAll(scenes: ReadonlyArray<Make>) {
  const all = await Promise.all(scenes.map(measure));
  return {
    verdict: worst(all.map(({ verdict }) => verdict)),
    wrong: all.flatMap(({ wrong }) => wrong),
  };
}

const claims = Object.entries(table).flatMap(([name, row]) => {
  if (!("as" in row)) {
    return row.cases.map(({ when, verdict, scenes }) => ({
      title: when === undefined ? name : `${name} (${when})`,
      verdict,
      scenes,
    }));
  }
  const original = table[row.as];
  const cases =
    original !== undefined && "cases" in original ? original.cases : [];
  const verdict = worst(cases.map((it): Verdict => it.verdict));
  return [{ title: name, verdict, scenes: row.scenes }];
});

describe("cut at each of its steps, in each way,", () => {
  test.each(claims)("$title MUST be $verdict", async ({ verdict, scenes }) => {
    expect(await measureAll(scenes)).toEqual({ verdict, wrong: [] });
  });
});
