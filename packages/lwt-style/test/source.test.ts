import { mkdir, rm, writeFile } from "node:fs/promises";
import {
  coverageOf,
  formatSource,
  operationNames,
  parseProgram,
  type Program,
  readCorpus,
  typescript,
} from "oracle/fuzz";
import { afterAll, expect, test } from "vitest";
import { runProgram } from "../fuzz/lwt.js";
import { Lwt, LwtEngine } from "../src/index.js";

// What `pnpm fuzz` prints of a difference is what a reader will paste.

const folder = new URL("./.sources/", import.meta.url);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Programs of the corpus, a few for each operation. */
function chosen(): readonly Program[] {
  const left = new Map(operationNames.map((name) => [name, 2]));
  const programs: Program[] = [];
  for (const { program } of readCorpus("lwt").entries) {
    // One that leaves a resolution open would be seen by the next.
    if (/\bhook 1\b/.test(program)) continue;
    const parsed = parseProgram(program);
    const wanted = [...coverageOf(parsed).operations].filter(
      (name) => left.get(name)! > 0,
    );
    if (wanted.length === 0) continue;
    for (const name of wanted) left.set(name, left.get(name)! - 1);
    programs.push(parsed);
  }
  expect([...left.values()]).toEqual(operationNames.map(() => 0));
  return programs;
}

/** Who was called, in which order. */
const called = (trace: string): readonly string[] =>
  trace.match(/\b(?:c\d+|hook|gen|raised)\b/g) ?? [];

test("the TypeScript source of a program MUST call back as the program does", async () => {
  await mkdir(folder, { recursive: true });
  for (const [number, program] of chosen().entries()) {
    const text = formatSource(program, typescript)
      .replaceAll('"lwt-style/unix"', '"../../src/unix.js"')
      .replaceAll('"lwt-style"', '"../../src/index.js"');
    const file = new URL(`program-${number}.ts`, folder);
    await writeFile(file, text);
    expect(called(await printed(file.href)), text).toEqual(
      called(await runProgram(program)),
    );
  }
});

/** What a module prints as it is loaded. */
async function printed(module: string): Promise<string> {
  const lines: string[] = [];
  const { log } = console;
  const engine = LwtEngine.get();
  const hook = Lwt.asyncExceptionHook.current;
  Lwt.restartDraws();
  Lwt.abandonPaused();
  console.log = (lane: string) => lines.push(lane);
  try {
    await import(/* @vite-ignore */ module);
  } finally {
    console.log = log;
    LwtEngine.set(engine);
    Lwt.asyncExceptionHook.current = hook;
  }
  return lines.join(" ");
}
