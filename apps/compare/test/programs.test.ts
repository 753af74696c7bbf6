/** Programs that are read side by side are built alike. */
import { readFileSync, readdirSync } from "node:fs";
import { scenarioIds } from "spec";
import { proseOf } from "spec/node";
import { describe, expect, test } from "vitest";
import { findStyles } from "../src/styles.js";

const packages = new URL("../../../packages/", import.meta.url);

describe.each(findStyles(packages).map(({ name }) => name))("%s", (style) => {
  const folder = new URL(`${style}/programs/`, packages);

  // Whether there is one for each is a matter of the style's own suite.
  const written = readdirSync(folder)
    .filter((name) => name !== "index.ts")
    .map((name) => name.replace(/\.ts$/, ""));

  test("every program MUST belong to a scenario", () => {
    expect(scenarioIds).toEqual(expect.arrayContaining(written));
  });

  describe.each(scenarioIds.filter((id) => written.includes(id)))(
    "programs/%s.ts",
    (id) => {
      const url = new URL(`${id}.ts`, folder);
      const lines = (): readonly string[] =>
        readFileSync(url, "utf8").split("\n");

      test("the scenario's steps MUST stand in it, word for word and in order", () => {
        const comments = lines().flatMap(
          (line) => /^\s*\/\/ (\d+\. .*)$/.exec(line)?.[1] ?? [],
        );
        const steps = proseOf(id).steps.map((step, n) => `${n + 1}. ${step}`);
        expect(comments, `${style}/programs/${id}.ts`).toEqual(steps);
      });

      test("no line MUST be wider than 80 columns", () => {
        const wide = lines().flatMap((line, index) =>
          line.length > 80 ? [`${style}/programs/${id}.ts:${index + 1}`] : [],
        );
        expect(wide).toEqual([]);
      });
    },
  );
});
