import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { format } from "node:util";
import { afterAll, expect, test } from "vitest";
import { LwtEngine } from "../src/index.js";

const folder = new URL("./.readme/", import.meta.url);
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/gu)].map(
  ([, code]) => code ?? "",
);

afterAll(() => rm(folder, { recursive: true, force: true }));

const shown = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

test.each(examples.map((code, i) => [i + 1, code] as const))(
  "example %i of the README MUST print what it says",
  async (number, code) => {
    await mkdir(folder, { recursive: true });
    const local = code
      .replaceAll('"lwt-style/unix"', '"../../src/unix.js"')
      .replaceAll('"lwt-style"', '"../../src/index.js"');
    const file = new URL(`example-${number}.ts`, folder);
    await writeFile(file, local);
    const printed: string[] = [];
    const { log } = console;
    const engine = LwtEngine.get();
    console.log = (...values: unknown[]) =>
      printed.push(format(...values.map(shown)));
    try {
      await import(/* @vite-ignore */ file.href);
    } finally {
      console.log = log;
      LwtEngine.set(engine);
    }
    const said = [...code.matchAll(/\/\/ => (.*)$/gmu)].map((m) => m[1]);
    expect(said.length).toBeGreaterThan(0);
    expect(printed).toEqual(said);
  },
);
