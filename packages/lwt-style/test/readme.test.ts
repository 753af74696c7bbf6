import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format, promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LwtEngine } from "../src/index.js";
import { recorded } from "./support.js";

const folder = new URL("./.readme/", import.meta.url);
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/gu)].map(
  ([, code]) => code ?? "",
);

afterAll(() => rm(folder, { recursive: true, force: true }));

const local = (code: string): string =>
  code
    .replaceAll('"lwt-style/unix"', '"../../src/unix.js"')
    .replaceAll('"lwt-style"', '"../../src/index.js"');

const fileOf = (number: number): URL => new URL(`example-${number}.ts`, folder);

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  for (const [i, code] of examples.entries())
    await writeFile(fileOf(i + 1), local(code));
});

const shown = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

test.each(examples.map((code, i) => [i + 1, code] as const))(
  "example %i of the README MUST print what it says",
  async (number, code) => {
    const printed: string[] = [];
    const { log } = console;
    const engine = LwtEngine.get();
    console.log = (...values: unknown[]) =>
      printed.push(format(...values.map(shown)));
    try {
      await import(/* @vite-ignore */ fileOf(number).href);
    } finally {
      console.log = log;
      LwtEngine.set(engine);
    }
    const said = [...code.matchAll(/\/\/ => (.*)$/gmu)].map((m) => m[1]);
    expect(said.length).toBeGreaterThan(0);
    expect(printed).toEqual(said);
  },
);

test("the examples of the README MUST be of the types that they say", async () => {
  const config = {
    extends: "../../tsconfig.json",
    include: ["*.ts"],
    compilerOptions: { moduleDetection: "force" },
  };
  const tsconfig = new URL("tsconfig.json", folder);
  await writeFile(tsconfig, JSON.stringify(config));
  const tsc = new URL("../node_modules/typescript/bin/tsc", import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(tsc),
    "-p",
    fileURLToPath(tsconfig),
  ]).catch((error: { readonly stdout: string }) => error);
  expect(stdout).toBe("");
}, 60_000);

describe("a case of the README", () => {
  const lwt = recorded("cases.trace");
  const cases = [
    ...readme.matchAll(
      /^\/\/ ([^\n]+)\.\nevents\(.*?^\}\); \/\/ => ([^\n]+)$/gmsu,
    ),
  ].map(([, title, events]) => [title!, events!] as const);

  test.each(cases)("MUST be one of the real Lwt: %s", (title, events) => {
    expect(lwt.get(title)).toBe(events);
  });

  test("MUST be each that has a title, and each be there once", () => {
    const said = readme.match(/^events\(/gmu);
    expect(cases).toHaveLength(said?.length ?? 0);
    expect(new Set(cases.map(([title]) => title)).size).toBe(cases.length);
  });
});
