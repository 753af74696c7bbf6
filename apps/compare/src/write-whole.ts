import {
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure, UsageError } from "./errors.js";

/** What the system refuses because of the name, by Node's code of the error. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
  EPERM: "you may not write there",
  EROFS: "nothing can be written there",
};

/**
 * Writes a file whole or not at all: into a temporary file beside it, which
 * then takes its name. A link stays one: the file behind it is written.
 *
 * Errors: a `UsageError` where there is no such folder, or none that may be
 * written to, or where the name is that of something else than a file; a
 * `Failure` where the writing fails.
 */
export function writeWhole(path: string, content: string): void {
  if (path === "") throw new UsageError("a file without a name: give one");
  let temporary: string | undefined;
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isFile() === false)
      throw new UsageError(
        `${path} is ${there.isDirectory() ? "a folder" : "no file"}: name a file`,
      );
    const target = there === undefined ? path : realpathSync(path);
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}`);
    writeFileSync(temporary, content);
    renameSync(temporary, target);
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    if (error instanceof UsageError) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    const reason = reasons[code];
    throw reason === undefined
      ? new Failure(`${path} could not be written`, { cause: error })
      : new UsageError(`${path} cannot be written: ${reason}`);
  }
}
