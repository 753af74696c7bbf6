import { differenceOf } from "spec";
import type { Trace } from "spec";
import { expect, test } from "vitest";
import { readCorpus } from "./corpus.js";
import type { Mutant } from "./mutation.js";

/** Runs a program on a port, and gives its trace. */
type Run<Program> = (program: Program) => Promise<string>;

/** A port, and how to read the corpus of its original. */
export interface Held<Program> {
  readonly style: string;
  /** The name of the corpus. */
  readonly original: string;
  readonly parseProgram: (line: string) => Program;
  readonly eventsOf: (trace: string) => Trace;
  readonly runProgram: Run<Program>;
  readonly mutants: readonly Mutant[];
  /** Imports what runs programs on the port with a mutant's mistake in it. */
  readonly load: (
    number: number,
  ) => Promise<{ readonly runProgram: Run<Program> }>;
}

/** How many differences are shown. */
const SHOWN = 3;

/** The programs that every mutant must be found with. */
const ENOUGH = 2_000;

/** Milliseconds: some ten thousand programs on a machine that is busy. */
const PATIENCE = 600_000;

/**
 * Registers, in vitest: that a port leaves the recorded trace for each program
 * of the corpus, and that the corpus finds each mutant.
 */
export function corpusSuite<Program>(held: Held<Program>): void {
  const { header, entries } = readCorpus(held.original);
  const corpus = entries.map(({ program, trace }) => ({
    line: program,
    program: held.parseProgram(program),
    trace,
  }));
  const runtime = String(header["runtime"]);

  test(
    `${held.style} MUST leave the trace that ${runtime} has left, for each program of the corpus`,
    async () => {
      const differences: string[] = [];
      for (const { line, program, trace } of corpus) {
        const found = await held.runProgram(program);
        if (found === trace) continue;
        const difference = differenceOf(
          held.eventsOf(trace),
          held.eventsOf(found),
          [runtime, held.style],
        );
        differences.push(`${line}\n${difference}`);
      }
      expect(differences.slice(0, SHOWN).join("\n\n")).toBe("");
    },
    PATIENCE,
  );

  /** The first program of the corpus whose trace is another one. */
  const firstDifference = async (run: Run<Program>): Promise<number> => {
    for (const [at, { program, trace }] of corpus.entries())
      if ((await run(program).catch(() => "threw")) !== trace) return at;
    return corpus.length;
  };

  for (const [number, { name }] of held.mutants.entries())
    test(
      `a ${held.style} that ${name} MUST be found within ${ENOUGH} programs`,
      async ({ annotate }) => {
        const { runProgram } = await held.load(number);
        const at = await firstDifference(runProgram);
        expect(at).toBeLessThan(ENOUGH);
        await annotate(`found by program ${at + 1}`);
      },
      PATIENCE,
    );
}
