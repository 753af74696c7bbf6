/**
 * The command `fuzz`: `node dist/src/fuzz.js <original> [flags]`.
 *
 * Standard output has what was found; all else goes to standard error.
 */
import { BuildError } from "./build.js";
import { stopChildren } from "./children.js";
import { readCorpus, writeCorpus } from "./fuzz/corpus.js";
import { compareOne, hunt, type Hunters, Tally } from "./fuzz/hunt.js";
import {
  FUZZ_USAGE,
  type FuzzOptions,
  readFuzzOptions,
} from "./fuzz/options.js";
import type { Original } from "./fuzz/original.js";
import { originals } from "./fuzz/originals.js";
import { loadPort, PortMissing } from "./fuzz/port.js";
import { Real, RealError } from "./fuzz/real.js";
import {
  countsOf,
  formatCoverage,
  formatDifference,
  formatTally,
} from "./fuzz/report.js";
import { select } from "./fuzz/selection.js";
import { UsageError } from "./options.js";
import { shown } from "./recording.js";
import { findToolchains, ToolchainMissing } from "./toolchain.js";

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (text: string): void => void process.stdout.write(text);

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)
  process.once(signal, () => {
    stopChildren();
    process.exit(code);
  });

async function main(): Promise<number> {
  const options = readFuzzOptions(process.argv.slice(2));
  if (options.help) {
    print(FUZZ_USAGE);
    return 0;
  }
  if (options.corpus === "coverage") return tellCoverage(options);
  const original = originals[options.original];
  const toolchains = await findToolchains(new Set([original.language]));
  const real = new Real(await original.build());
  try {
    if (options.corpus === "check") return await checkCorpus(real, options);
    if (options.corpus === "record") {
      const { compiler } = toolchains[original.language];
      return await recordCorpus(real, options, compiler);
    }
    return await compareWithPort(real, options);
  } finally {
    real.close();
  }
}

async function compareWithPort(
  real: Real,
  options: FuzzOptions,
): Promise<number> {
  const original = originals[options.original];
  const { style, run } = await loadPort(original);
  const hunters = { original, real, port: run };
  if (options.program !== undefined)
    return runOne(hunters, style, options.program);
  const { programs, seed, json } = options;
  const started = performance.now();
  const { tally, difference } = await hunt(hunters, options, showProgress);
  clearProgress();
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const different = difference && original.format(difference.program);
  if (json)
    print(
      `${JSON.stringify(countsOf(original, tally, { seed, seconds, difference: different ?? null }), null, 2)}\n`,
    );
  else {
    print(formatTally(original, tally));
    print(`the corpus: ${formatCoverage(original, tallyOf(original))}\n`);
  }
  say(`seed ${seed}: ${tally.programs} of ${programs} programs, ${seconds} s`);
  if (difference === undefined) {
    say(`${style} does what ${original.runtime} does`);
    return 0;
  }
  const shownDifference = formatDifference(original, style, difference);
  if (json) say(shownDifference);
  else print(shownDifference);
  return 1;
}

/** Runs one program on both, and shows what both do. */
async function runOne<Program>(
  hunters: Hunters<Program>,
  style: string,
  line: string,
): Promise<number> {
  const { original, real } = hunters;
  const program = parse(() => original.parse(line));
  const difference = await compareOne(hunters, program);
  if (difference !== undefined) {
    print(formatDifference(original, style, difference));
    return 1;
  }
  const [trace] = await real.traces([line]);
  for (const { language, text } of original.sources(program))
    print(`--- ${language}\n${text}\n`);
  print(`--- the trace of both\n${trace!.replaceAll(" ", "\n")}\n`);
  return 0;
}

function parse<A>(f: () => A): A {
  try {
    return f();
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(error.message);
    throw error;
  }
}

async function recordCorpus(
  real: Real,
  { original: name, seed }: FuzzOptions,
  compiler: string,
): Promise<number> {
  const original = originals[name];
  say("making programs and recording what the real runtime does");
  const { entries, missing } = await select(original, real, seed);
  const header = {
    runtime: original.runtime,
    compiler,
    command: `pnpm fuzz ${name} --record --seed ${seed}`,
  };
  print(`${shown(writeCorpus(name, { header, entries }))}\n`);
  const pairs = original.pairs.length;
  say(
    `${entries.length} programs, ${pairs - missing.length} of ${pairs} pairs of operations${missing.length > 0 ? `; never met: ${missing.join(", ")}` : ""}`,
  );
  return 0;
}

/** What the corpus of an original covers. */
function tallyOf<Program>(original: Original<Program>): Tally<Program> {
  const tally = new Tally(original);
  for (const { program, trace } of readCorpus(original.name).entries)
    tally.count(original.parse(program), trace);
  return tally;
}

function tellCoverage({ original: name, json }: FuzzOptions): number {
  const original = originals[name];
  const tally = tallyOf(original);
  if (json)
    print(`${JSON.stringify(countsOf(original, tally, {}), null, 2)}\n`);
  else print(formatTally(original, tally));
  return 0;
}

async function checkCorpus(
  real: Real,
  { original: name, json }: FuzzOptions,
): Promise<number> {
  const original = originals[name];
  const { entries } = readCorpus(name);
  const traces = await real.traces(entries.map(({ program }) => program));
  const tally = new Tally(original);
  let differing = 0;
  for (const [index, { program, trace }] of entries.entries()) {
    tally.count(original.parse(program), traces[index]!);
    if (traces[index] === trace) continue;
    differing += 1;
    if (differing === 1)
      say(`${program}\n  recorded  ${trace}\n  now       ${traces[index]}`);
  }
  if (json)
    print(
      `${JSON.stringify(countsOf(original, tally, { differing }), null, 2)}\n`,
    );
  else print(formatTally(original, tally));
  say(
    differing === 0
      ? `${entries.length} recorded traces are what the real runtime does`
      : `${differing} of ${entries.length} recorded traces differ`,
  );
  return differing === 0 ? 0 : 1;
}

function showProgress(tally: { readonly programs: number }): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\u001B[K${tally.programs} programs`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError || error instanceof ToolchainMissing) {
    say(`fuzz: ${error.message}`);
    process.exitCode = 2;
  } else if (
    error instanceof BuildError ||
    error instanceof RealError ||
    error instanceof PortMissing
  ) {
    say(`fuzz: ${error.message}`);
    process.exitCode = 1;
  } else throw error;
}
