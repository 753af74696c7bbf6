/**
 * Chooses the programs of a corpus: many at random, and as many more as it
 * takes to have every operation often and every pair of operations once.
 */
import * as fc from "fast-check";
import type { CorpusEntry } from "./corpus.js";
import type { Original } from "./original.js";
import type { Real } from "./real.js";

const AT_RANDOM = 4_500;
/** How many programs favour each operation. */
const FAVOUR = 20;
/** How many programs are made for a pair that is missing, at a time. */
const TRY = 25;
const TRIES = 20;

export interface Selection {
  readonly entries: readonly CorpusEntry[];
  /** The pairs that no program was found for. */
  readonly missing: readonly string[];
}

/** Chooses programs from a seed and runs them on the real runtime. */
export async function select<Program>(
  original: Original<Program>,
  real: Real,
  seed: number,
): Promise<Selection> {
  const chosen = new Map<string, string>();
  const missing = new Set(original.pairs);
  let made = 0;

  /** Keeps programs that are new; of `onlyNew` those that add a pair. */
  async function take(
    favoured: readonly string[],
    numRuns: number,
    onlyNew: boolean,
  ): Promise<void> {
    made += 1;
    const arbitrary = original.programs(favoured);
    const programs = fc.sample(arbitrary, {
      seed: (seed ^ Math.imul(made, 0x85ebca6b)) | 0,
      numRuns,
    });
    const traces = await real.traces(
      programs.map((program) => original.format(program)),
    );
    for (const [index, program] of programs.entries()) {
      const trace = traces[index]!;
      if (original.exclusionOf(trace) !== undefined) continue;
      const pairs = [...original.coverageOf(program).pairs];
      if (onlyNew && !pairs.some((pair) => missing.has(pair))) continue;
      chosen.set(original.format(program), trace);
      for (const pair of pairs) missing.delete(pair);
    }
  }

  await take([], AT_RANDOM, false);
  for (const operation of original.operations)
    await take([operation], FAVOUR, false);
  for (const pair of original.pairs)
    for (let left = TRIES; left > 0 && missing.has(pair); left -= 1)
      await take(pair.split(" > "), TRY, true);
  const entries = [...chosen].map(([program, trace]) => ({ program, trace }));
  return { entries, missing: [...missing] };
}
