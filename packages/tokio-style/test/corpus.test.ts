import { readCorpus } from "oracle/fuzz";
import { eventsOf, parseProgram } from "oracle/fuzz/tokio";
import { differenceOf } from "spec";
import { expect, test } from "vitest";
import { runProgram } from "../fuzz/tokio.js";
import { mutants } from "./mutation/mutants.js";

const { header, entries } = readCorpus("tokio");
const corpus = entries.map(({ program, trace }) => ({
  line: program,
  program: parseProgram(program),
  trace,
}));
const runtime = String(header["runtime"]);

/** How many differences are shown. */
const SHOWN = 3;

test(`tokio-style MUST leave the trace that ${runtime} has left, for each program of the corpus`, async () => {
  const differences: Array<string> = [];
  for (const { line, program, trace } of corpus) {
    const found = await runProgram(program);
    if (found === trace) continue;
    const difference = differenceOf(eventsOf(trace), eventsOf(found), [
      runtime,
      "tokio-style",
    ]);
    differences.push(`${line}\n${difference}`);
  }
  expect(differences.slice(0, SHOWN).join("\n\n")).toBe("");
});

/** The programs that every mutant must be found with. */
const ENOUGH = 2_000;

for (const [number, { name }] of mutants.entries()) {
  test(`a port that ${name} MUST be found within ${ENOUGH} programs`, async ({
    annotate,
  }) => {
    const module = `../fuzz/tokio.ts?mutant=${number}`;
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
