import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { sizeOf } from "../src/size.js";

// A style's core that uses some of its own code, and a library below it.
const folder = mkdtempSync(join(tmpdir(), "size-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) =>
  writeFileSync(join(folder, file), text);
mkdirSync(join(folder, "node_modules/below"), { recursive: true });
write("node_modules/below/package.json", '{"type":"module"}');
write(
  "node_modules/below/index.js",
  `export const below = "${"b".repeat(500)}";`,
);
write(
  "own.mjs",
  `
export const used = (value) => "used:" + value;
export const unused = "${"u".repeat(500)}";`,
);
write(
  "core.mjs",
  `
import { below } from "below";
import { used } from "./own.mjs";
export const result = [used(below), process];`,
);

const entry = pathToFileURL(join(folder, "core.mjs"));

test("the size MUST be that of what is used, with the library and without", async () => {
  const { own, whole } = await sizeOf({ entry, without: ["below"] });
  expect(own.minified).toBeLessThan(200);
  expect(whole.minified).toBeGreaterThan(own.minified + 400);
  expect(whole.minified).toBeLessThan(own.minified + 600);
});

test("the size MUST also be given as gzip makes it", async () => {
  const { whole } = await sizeOf({ entry, without: [] });
  expect(whole.gzip).toBeLessThan(whole.minified / 2);
});

test("the budget MUST be told, or that there is none", async () => {
  const core = { entry, without: ["below"] };
  expect(await sizeOf({ ...core, budget: 7 })).toMatchObject({
    budget: 7,
    without: ["below"],
  });
  expect((await sizeOf(core)).budget).toBeNull();
});
