/**
 * Records what programs say, or checks that they still say it.
 */
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { buildOcaml, buildRust } from "./build.js";
import type { Built } from "./build.js";
import { run } from "./children.js";
import { compare, compareTraces } from "./comparison.js";
import type { Verdict } from "./comparison.js";
import { formatFile, parseOutput, ShapeError } from "./evidence.js";
import { writeAtomically } from "./files.js";
import type { Source } from "./scenarios.js";
import { findToolchains } from "./toolchain.js";
import type { Toolchain } from "./toolchain.js";
import {
  formatLinesFile,
  formatTraceFile,
  TraceError,
  withCompilerOf,
} from "./traces.js";

/** A program that did not end well, or whose words are no evidence. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}

const LIMIT = 120_000;

/** What a source says now. */
export interface Recorded {
  readonly source: Source;
  /** The text that its file should have, once for each run. */
  readonly texts: readonly [string, ...string[]];
}

/**
 * Builds the programs of some sources and runs each of them `runs` times, one
 * after the other. `progress` gets a line about each step.
 *
 * Errors: `ToolchainMissing`, before anything is built; `BuildError`;
 * `ProgramError`.
 */
export async function recordAll(
  sources: readonly Source[],
  runs: number,
  progress: (line: string) => void,
): Promise<readonly Recorded[]> {
  const toolchains = await findToolchains(
    new Set(sources.map(({ language }) => language)),
  );
  const rustSources = sources.filter(({ language }) => language === "rust");
  if (rustSources.length > 0)
    progress("building the Rust programs (the first time, Tokio too)");
  const rust = await buildRust(rustSources);
  const recorded: Recorded[] = [];
  for (const source of sources) {
    const toolchain = toolchains[source.language];
    progress(`${source.scenario}: ${toolchain.runtime}, ${source.kind}`);
    const built = rust.get(source) ?? (await buildOcaml(source));
    const text = (nth: number): Promise<string> =>
      record(source, built, toolchain, nth);
    const texts: [string, ...string[]] = [await text(1)];
    while (texts.length < runs) texts.push(await text(texts.length + 1));
    recorded.push({ source, texts });
  }
  return recorded;
}

async function record(
  source: Source,
  { command, cwd }: Built,
  toolchain: Toolchain,
  nth: number,
): Promise<string> {
  const program = shown(source.program) + (nth === 1 ? "" : ` (run ${nth})`);
  const { code, stdout, stderr } = await run(command, [], {
    cwd,
    limit: LIMIT,
  });
  if (code !== 0)
    throw new ProgramError(
      `${program} ended with ${code ?? "a signal"}: ${stderr.trimEnd()}`,
    );
  try {
    if (source.kind === "trace") return formatTraceFile(toolchain, stdout);
    if (source.kind !== "evidence") return formatLinesFile(toolchain, stdout);
    const evidence = parseOutput(stdout);
    return formatFile({ ...toolchain, command: "pnpm record", evidence });
  } catch (error) {
    if (!(error instanceof ShapeError || error instanceof TraceError))
      throw error;
    throw new ProgramError(`${program}: ${error.message}`);
  }
}

/**
 * Writes a recording where it changes anything, and says whether it does.
 * A trace with the same events stays as it is, whatever compiled its program.
 */
export function keep({ source, texts: [text] }: Recorded): boolean {
  const recorded = readIfThere(source.recording);
  if (recorded === text) return false;
  const isTrace = recorded !== undefined && source.kind === "trace";
  if (isTrace && withCompilerOf(recorded, text) === recorded) return false;
  writeAtomically(source.recording, text);
  return true;
}

/**
 * Compares what a source says now with its file in the repository. Where the
 * runs are not of one mind the complaint is about the first that differs, and
 * says which one that is.
 */
export function checkAgainstFile({ source, texts }: Recorded): Verdict {
  const file = shown(source.recording);
  const recorded = readIfThere(source.recording);
  if (recorded === undefined)
    return { complaint: `${file} is not recorded yet`, note: undefined };
  const judge = source.kind === "evidence" ? compare : compareTraces;
  try {
    const verdicts = texts.map((text) => judge(file, recorded, text));
    const at = verdicts.findIndex(({ complaint }) => complaint !== undefined);
    const verdict = verdicts[Math.max(at, 0)] as Verdict;
    const kinds = new Set(texts).size;
    if (kinds === 1) return verdict;
    const complaint = `${verdict.complaint}
  in run ${at + 1} of ${texts.length}: the program is not deterministic, it said ${kinds} things`;
    return { ...verdict, complaint };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const complaint = `${file} is no evidence file: ${error.message}`;
    return { complaint, note: undefined };
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** A path as a reader of the terminal would type it. */
export function shown(path: string): string {
  return relative(process.cwd(), path);
}
