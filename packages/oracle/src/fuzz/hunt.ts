/**
 * The hunt for a program on which the port and the real runtime differ.
 */
import * as fc from "fast-check";
import type { Original, Port } from "./original.js";
import type { Real } from "./real.js";

/** A program that tells the port from the real runtime. */
export interface Difference<Program> {
  readonly program: Program;
  readonly real: string;
  readonly port: string;
}

export interface Hunters<Program> {
  readonly original: Original<Program>;
  readonly real: Real;
  readonly port: Port<Program>;
}

/** What a hunt has seen so far. */
export class Tally<Program> {
  programs = 0;
  readonly excluded = new Map<string, number>();
  readonly operations = new Map<string, number>();
  readonly pairs = new Map<string, number>();

  constructor(private readonly original: Original<Program>) {}

  count(program: Program, real: string): void {
    this.programs += 1;
    const reason = this.original.exclusionOf(real);
    if (reason !== undefined) {
      add(this.excluded, reason);
      return;
    }
    const { operations, pairs } = this.original.coverageOf(program);
    for (const operation of operations) add(this.operations, operation);
    for (const pair of pairs) add(this.pairs, pair);
  }
}

const add = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Programs are made and sent so many at a time. */
const BATCH = 1_000;

/** Each batch has a seed of its own; those of two hunts are not the same. */
const seedOf = (seed: number, batch: number): number =>
  (seed ^ Math.imul(batch + 1, 0x9e3779b1)) | 0;

/**
 * Makes programs from a seed and compares what the two do, up to the first
 * difference; that is made as small as it can be.
 */
export async function hunt<Program>(
  hunters: Hunters<Program>,
  { programs, seed }: { readonly programs: number; readonly seed: number },
  progress: (tally: Tally<Program>) => void,
): Promise<{
  readonly tally: Tally<Program>;
  readonly difference: Difference<Program> | undefined;
}> {
  const { original, real } = hunters;
  const arbitrary = original.programs();
  const tally = new Tally(original);
  for (let batch = 0; tally.programs < programs; batch += 1) {
    const batchSeed = seedOf(seed, batch);
    const numRuns = Math.min(BATCH, programs - tally.programs);
    const made = fc.sample(arbitrary, { seed: batchSeed, numRuns });
    const traces = await real.traces(
      made.map((program) => original.format(program)),
    );
    for (const [index, program] of made.entries()) {
      const trace = traces[index]!;
      tally.count(program, trace);
      const found = await compare(hunters, program, trace);
      if (found === undefined) continue;
      const difference = await shrink(hunters, batchSeed, index);
      return { tally, difference: difference ?? found };
    }
    progress(tally);
  }
  return { tally, difference: undefined };
}

/** Compares the port with what the real runtime did. */
async function compare<Program>(
  { original, port }: Hunters<Program>,
  program: Program,
  real: string,
): Promise<Difference<Program> | undefined> {
  if (original.exclusionOf(real) !== undefined) return undefined;
  const trace = await port(program).catch(
    (error: unknown) => `threw:${String(error).replaceAll(" ", "_")}`,
  );
  return trace === real ? undefined : { program, real, port: trace };
}

/** Runs one program on both. */
export async function compareOne<Program>(
  hunters: Hunters<Program>,
  program: Program,
): Promise<Difference<Program> | undefined> {
  const [trace] = await hunters.real.traces([hunters.original.format(program)]);
  return compare(hunters, program, trace!);
}

/** The smallest program that differs, from the nth of a batch on. */
async function shrink<Program>(
  hunters: Hunters<Program>,
  seed: number,
  index: number,
): Promise<Difference<Program> | undefined> {
  const property = fc.asyncProperty(
    hunters.original.programs(),
    async (program) => (await compareOne(hunters, program)) === undefined,
  );
  const path = String(index);
  const { counterexample } = await fc.check(property, { seed, path });
  if (counterexample === null) return undefined;
  const found = await compareOne(hunters, counterexample[0]);
  return found && descend(hunters, found);
}

/** Goes on to a smaller program as long as one differs too. */
async function descend<Program>(
  hunters: Hunters<Program>,
  difference: Difference<Program>,
): Promise<Difference<Program>> {
  for (const smaller of hunters.original.smaller?.(difference.program) ?? []) {
    const found = await compareOne(hunters, smaller);
    if (found !== undefined) return descend(hunters, found);
  }
  return difference;
}
