import { eventsOf, parseProgram, readCorpus } from "oracle/fuzz";
import { differenceOf } from "spec";
import { expect, test } from "vitest";
import { runProgram } from "../fuzz/lwt.js";
import { mutants } from "./mutation/mutants.js";

const { header, entries } = readCorpus("lwt");
const corpus = entries.map(({ program, trace }) => ({
  line: program,
  program: parseProgram(program),
  trace,
}));

/** How many differences are shown. */
const SHOWN = 3;

test(`lwt-style MUST leave the trace that ${header["runtime"]} has left, for each program of the corpus`, async () => {
  const differences: string[] = [];
  for (const { line, program, trace } of corpus) {
    const found = await runProgram(program);
    const difference = differenceOf(eventsOf(trace), eventsOf(found), [
      header["runtime"]!,
      "lwt-style",
    ]);
    if (difference !== undefined) differences.push(`${line}\n${difference}`);
  }
  expect(differences.slice(0, SHOWN).join("\n\n")).toBe("");
});

/** The programs that every mutant must be found with. */
const ENOUGH = 2_000;

for (const [number, { name }] of mutants.entries()) {
  test(`a core that ${name} MUST be found within ${ENOUGH} programs`, async ({
    annotate,
  }) => {
    const module = `../fuzz/lwt.ts?mutant=${number}`;
    const mutant: { readonly runProgram: typeof runProgram } = await import(
      /* @vite-ignore */ module
    );
    const at = await firstDifference(mutant.runProgram);
    expect(at).toBeLessThan(ENOUGH);
    await annotate(`found by program ${at + 1}`);
  });
}

/** The first program of the corpus whose trace is another one. */
async function firstDifference(run: typeof runProgram): Promise<number> {
  for (const [at, { program, trace }] of corpus.entries())
    if ((await run(program).catch(() => "threw")) !== trace) return at;
  return corpus.length;
}
