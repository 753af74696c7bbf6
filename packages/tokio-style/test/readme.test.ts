/** The README's examples run, and give the values that they show. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

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

test("the README MUST have examples", () => {
  expect(examples.length).toBeGreaterThan(15);
});

test("the examples of the README MUST be of the types that they say", async () => {
  for (const [i, example] of examples.entries()) {
    writeFileSync(`${folder}/typed${i + 1}.ts`, example);
  }
  const config = { extends: "../../tsconfig.json", include: ["typed*.ts"] };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
  const tsc = new URL("../node_modules/typescript/bin/tsc", import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(tsc),
    "-p",
    `${folder}/tsconfig.json`,
  ]).catch((error: { readonly stdout: string }) => error);
  expect(stdout).toBe("");
}, 60_000);

test.each(examples.map((example, i) => [i + 1, example] as const))(
  "example %i of the README MUST give what it shows",
  async (number, example) => {
    const file = `${folder}/example${number}.ts`;
    writeFileSync(file, runnable(example));
    const module = (await import(/* @vite-ignore */ file)) as {
      readonly shown: ReadonlyArray<readonly [unknown, unknown]>;
    };
    expect(module.shown.length).toBeGreaterThan(0);
    for (const [found, promised] of module.shown) {
      expect(found).toEqual(promised);
    }
  },
);
