import { closest } from "fastest-levenshtein";

/** What the user asked for cannot be done: one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that should have worked did not: one line, exit code 1. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** Says that a name is not known, with the nearest one that is. */
export function unknownName(
  kind: string,
  name: string,
  known: readonly string[],
): UsageError {
  const hint =
    known.length === 0
      ? "there is none"
      : `did you mean "${closest(name, known)}"?`;
  return new UsageError(`unknown ${kind} "${name}": ${hint}`);
}

/** The one line of an error, whatever was thrown. */
export function lineOf(error: unknown): string {
  const text =
    error instanceof Error
      ? error.name === "Error" ||
        error instanceof UsageError ||
        error instanceof Failure
        ? error.message
        : `${error.name}: ${error.message}`
      : String(error);
  return text.replaceAll(/\s*\n\s*/g, " ");
}
