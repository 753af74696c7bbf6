/** The README's examples run, and its table is that of the declarations. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scenarioOf } from "spec";
import type { Rule } from "spec";
import { afterAll, beforeAll, expect, test } from "vitest";
import { divergences } from "../src/divergences.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(
  (match) => match[1] ?? "",
);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(fileURLToPath(new URL("./readme-", import.meta.url)));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Turns `expression; // => value` into a pair that can be compared. */
function runnable(example: string): string {
  return `export const shown: Array<[unknown, unknown]> = [];\n${example.replaceAll(
    /^(.*); \/\/ => (.*)$/gm,
    "shown.push([$1, $2]);",
  )}`;
}

test("the README MUST have three examples at least", () => {
  expect(examples.length).toBeGreaterThanOrEqual(3);
});

test.each(examples.map((example, i) => [i + 1, example] as const))(
  "example %i of the README MUST give what it shows",
  async (number, example) => {
    const file = `${folder}/example${number}.ts`;
    writeFileSync(file, runnable(example));
    const module = (await import(/* @vite-ignore */ file)) as {
      readonly shown: ReadonlyArray<readonly [unknown, unknown]>;
    };
    expect(module.shown.length).toBeGreaterThan(0);
    for (const [found, promised] of module.shown)
      expect(found).toEqual(promised);
  },
);

test("the README's table MUST have each declared divergence, with its rule and its reason", () => {
  const [, table] =
    /<!-- divergences:start -->\n(.*)<!-- divergences:end -->/s.exec(readme) ??
    [];
  const lines = divergences.map(({ scenario, rule, kind, reason }) => {
    const rules: readonly Rule<never>[] = scenarioOf(scenario).rules;
    const must = rules[Number(rule) - 1]?.must ?? rule;
    const prose = `../spec/scenarios/${scenario}/scenario.md`;
    return `| [${scenario}](${prose}) | ${must} | ${kind} | ${reason} |`;
  });
  expect(table).toBe(
    [
      "",
      "| Scenario | The rule: it must … | | Why not |",
      "| --- | --- | --- | --- |",
      ...lines,
      "",
      "",
    ].join("\n"),
  );
});
