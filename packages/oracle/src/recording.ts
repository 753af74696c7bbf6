/**
 * Records what evidence programs say, or checks that they still say it.
 */
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { buildOcaml, buildRust } from "./build.js";
import type { Built } from "./build.js";
import { run } from "./children.js";
import { formatFile, parseFile, parseOutput, ShapeError } from "./evidence.js";
import { firstDifference, writeAtomically } from "./files.js";
import type { Source } from "./scenarios.js";
import { findToolchains } from "./toolchain.js";
import type { Toolchain } from "./toolchain.js";

export interface Report {
  /** One line about what is going on. */
  readonly progress: (line: string) => void;
}

/** A program that did not end well, or whose words are no evidence. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}

const LIMIT = 120_000;

/** What a source says now, as the text that its file should have. */
export interface Recorded {
  readonly source: Source;
  readonly text: string;
}

/**
 * Builds and runs the programs of some sources.
 *
 * Errors: `ToolchainMissing`, before anything is built; `BuildError`;
 * `ProgramError`.
 */
export async function* recordAll(
  sources: readonly Source[],
  { progress }: Report,
): AsyncGenerator<Recorded> {
  const rustSources = sources.filter(({ language }) => language === "rust");
  const languages = [...new Set(sources.map(({ language }) => language))];
  const toolchains = await findToolchains(languages);
  if (rustSources.length > 0)
    progress("building the Rust programs, and Tokio the first time");
  const rust =
    rustSources.length > 0
      ? await buildRust(rustSources)
      : new Map<Source, Built>();
  for (const source of sources) {
    progress(`${source.scenario}: ${toolchains[source.language]?.runtime}`);
    const built = rust.get(source) ?? (await buildOcaml(source));
    const toolchain = toolchains[source.language];
    if (toolchain !== undefined)
      yield { source, text: await record(source, built, toolchain) };
  }
}

async function record(
  source: Source,
  { command, cwd }: Built,
  toolchain: Toolchain,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, [], {
    cwd,
    limit: LIMIT,
  });
  if (code !== 0)
    throw new ProgramError(
      `${shown(source.program)} ended with ${code ?? "a signal"}: ${stderr}`,
    );
  try {
    const evidence = parseOutput(stdout);
    return formatFile({ ...toolchain, command: "pnpm record", evidence });
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ProgramError(`${shown(source.program)}: ${error.message}`);
  }
}

/** Writes a recording where it changes anything, and says whether it does. */
export function keep({ source, text }: Recorded): boolean {
  if (readIfThere(source.recording) === text) return false;
  writeAtomically(source.recording, text);
  return true;
}

/**
 * Compares a recording with the file in the repository.
 *
 * Behaviour: nothing where they agree. A complaint names the file, the first
 * line that differs, and both versions of it. The compiler in the header is
 * whoever recorded: a machine with another one checks the evidence alone.
 */
export function complaintAbout({ source, text }: Recorded): string | undefined {
  const file = shown(source.recording);
  const recorded = readIfThere(source.recording);
  if (recorded === undefined) return `${file} is not recorded yet`;
  const difference = firstDifference(
    recorded,
    withCompilerOf(recorded, text, file),
  );
  if (difference === undefined) return undefined;
  const { line } = difference;
  const label = recorded
    .split("\n")
    .slice(0, line)
    .findLast((text) => text.includes('"label"'));
  return [
    `${file}:${line} differs${label === undefined ? "" : ` (${label.trim().replace(/,$/, "")})`}`,
    `  recorded  ${difference.recorded?.trim() ?? "(the end)"}`,
    `  now       ${difference.now?.trim() ?? "(the end)"}`,
  ].join("\n");
}

function withCompilerOf(recorded: string, text: string, file: string): string {
  try {
    const { compiler } = parseFile(recorded);
    return formatFile({ ...parseFile(text), compiler });
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ProgramError(
      `${file}: ${error.message}; record it anew with pnpm record`,
    );
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** A path as a reader of the terminal would type it. */
export function shown(path: string): string {
  return relative(process.cwd(), path);
}
