import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: into a temporary file beside it, which
 * then takes its name.
 */
export function writeAtomically(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A line that two texts do not share; `undefined` past the end of one. */
export interface LineDifference {
  /** Counted from 1. */
  readonly line: number;
  readonly recorded: string | undefined;
  readonly now: string | undefined;
}

/** Finds the first line in which two texts differ. */
export function firstDifference(
  recorded: string,
  now: string,
): LineDifference | undefined {
  if (recorded === now) return undefined;
  const [left, right] = [recorded.split("\n"), now.split("\n")];
  const index = left.findIndex((line, at) => line !== right[at]);
  const at = index === -1 ? left.length : index;
  return { line: at + 1, recorded: left[at], now: right[at] };
}
