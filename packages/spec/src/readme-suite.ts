import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * Registers a test of each TypeScript example in a README, in vitest: that it
 * runs, and that each `expression; // => value` in it gives that value.
 *
 * Behaviour: an example is a module beside the README while it runs, so it may
 * import its own package by name. One that shows no value fails.
 */
export function readmeSuite(readme: URL): void {
  const examples = [
    ...readFileSync(readme, "utf8").matchAll(/^```ts\n(.*?)^```/gms),
  ].map(([, code = ""], n) => [n + 1, code] as const);
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
}

/** Turns each `expression; // => value` into a pair that can be compared. */
function showing(code: string): string {
  return `export const shown: [unknown, unknown][] = [];\n${code.replaceAll(
    /^(.*); \/\/ => (.*)$/gm,
    "shown.push([$1, $2]);",
  )}`;
}
