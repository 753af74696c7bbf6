import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scenarioOf } from "./catalogue.js";
import type { Rule } from "./scenario.js";
import type { Divergence } from "./style.js";

/**
 * Registers a test of each TypeScript example in a README, in vitest: that it
 * runs, and that each `expression; // => value` in it gives that value; and one
 * that all of them type-check with the package's `tsconfig.json`.
 *
 * Behaviour: an example is a module beside the README while it runs, so it may
 * import its own package by name. One that shows no value fails. Where a style's
 * divergences are given, a table between `<!-- divergences:start -->` and
 * `<!-- divergences:end -->` must have a line for each, with its rule and reason.
 */
export function readmeSuite(
  readme: URL,
  divergences?: readonly Divergence[],
): void {
  const text = readFileSync(readme, "utf8");
  const examples = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, code = ""], n) => [n + 1, code] as const,
  );
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(fileURLToPath(new URL(".readme-", readme)));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("the README MUST have examples", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  test("the examples of the README MUST be of the types that they say", () => {
    for (const [number, code] of examples)
      writeFileSync(`${folder}/typed${number}.ts`, code);
    writeFileSync(
      `${folder}/tsconfig.json`,
      JSON.stringify({ extends: configAbove(readme), include: ["typed*.ts"] }),
    );
    const typescript = createRequire(readme).resolve("typescript/package.json");
    const tsc = fileURLToPath(new URL("bin/tsc", pathToFileURL(typescript)));
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  }, 60_000);

  test.each(examples)(
    "example %i of the README MUST give what it shows",
    async (number, code) => {
      const file = `${folder}/example${number}.ts`;
      writeFileSync(file, showing(code));
      const { shown } = (await import(/* @vite-ignore */ file)) as {
        readonly shown: readonly (readonly [unknown, unknown])[];
      };
      expect(shown.length).toBeGreaterThan(0);
      for (const [found, promised] of shown) expect(found).toEqual(promised);
    },
  );

  if (divergences !== undefined)
    test("the README's table MUST have each declared divergence, with its rule and its reason", () => {
      const [, table] =
        /<!-- divergences:start -->\n(.*)<!-- divergences:end -->/s.exec(
          text,
        ) ?? [];
      expect(table).toBe(tableOf(divergences));
    });
}

/** The path of the nearest `tsconfig.json`, beside a file or above it. */
function configAbove(file: URL): string {
  for (let folder = new URL(".", file); ; folder = new URL("..", folder)) {
    const config = new URL("tsconfig.json", folder);
    if (existsSync(config)) return fileURLToPath(config);
    if (folder.pathname === "/")
      throw new Error(`no tsconfig.json is above ${fileURLToPath(file)}`);
  }
}

/** Turns declared divergences into the table that a README has of them. */
function tableOf(divergences: readonly Divergence[]): string {
  const lines = divergences.map(({ scenario, rule, kind, reason }) => {
    const rules: readonly Rule<never>[] = scenarioOf(scenario).rules;
    const must = rules[Number(rule) - 1]?.must ?? rule;
    const prose = `../spec/scenarios/${scenario}/scenario.md`;
    return `| [${scenario}](${prose}) | ${must} | ${kind} | ${reason} |`;
  });
  return [
    "",
    "| Scenario | The rule: it must … | | Why not |",
    "| --- | --- | --- | --- |",
    ...lines,
    "",
    "",
  ].join("\n");
}

/** Turns each `expression; // => value` into a pair that can be compared. */
function showing(code: string): string {
  return `export const shown: [unknown, unknown][] = [];\n${code.replaceAll(
    /^(.*); \/\/ => (.*)$/gm,
    "shown.push([$1, $2]);",
  )}`;
}
