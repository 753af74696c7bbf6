/**
 * The command `record`: `node dist/src/record.js [--check] [--only <scenario>]`.
 *
 * Standard output has the files that were written, one a line; all else goes
 * to standard error.
 */
import { BuildError } from "./build.js";
import { stopChildren } from "./children.js";
import { readOptions, RUNS, USAGE, UsageError } from "./options.js";
import {
  checkAgainstFile,
  keep,
  ProgramError,
  recordAll,
  shown,
} from "./recording.js";
import {
  findOrphans,
  findSources,
  findStyleOrphans,
  findStyleSources,
  packagesFolder,
  scenariosFolder,
} from "./scenarios.js";
import { ToolchainMissing } from "./toolchain.js";

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What goes on, for whoever watches. */
const tell = process.stderr.isTTY ? say : (): void => {};

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
  const folder = scenariosFolder();
  const all = [...findSources(folder), ...findStyleSources(packagesFolder())];
  const names = [...new Set(all.map(({ scenario }) => scenario))];
  const { check, help, only } = readOptions(process.argv.slice(2), names);
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const sources = all.filter(
    ({ scenario }) => only.length === 0 || only.includes(scenario),
  );
  const complaints =
    only.length === 0
      ? [...findOrphans(folder), ...findStyleOrphans(packagesFolder())].map(
          (path) => `${shown(path)} has no program that records it: delete it`,
        )
      : [];
  // All or nothing: a program that fails leaves every file as it was.
  for (const recorded of await recordAll(sources, check ? RUNS : 1, tell)) {
    if (check) {
      const { complaint, note } = checkAgainstFile(recorded);
      if (note !== undefined) say(note);
      if (complaint !== undefined) complaints.push(complaint);
    } else if (keep(recorded))
      process.stdout.write(`${shown(recorded.source.recording)}\n`);
  }
  for (const complaint of complaints) say(complaint);
  if (complaints.length > 0) return 1;
  say(
    check
      ? `${sources.length} recordings agree with the real runtimes`
      : `${sources.length} recordings are up to date`,
  );
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError || error instanceof ToolchainMissing) {
    say(`record: ${error.message}`);
    process.exitCode = 2;
  } else if (error instanceof BuildError || error instanceof ProgramError) {
    say(`record: ${error.message}`);
    process.exitCode = 1;
  } else throw error;
}
