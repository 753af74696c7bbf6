import { closest } from "fastest-levenshtein";

/** What the user asked for cannot be done: one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that should have worked did not: one line, exit code 1. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/**
 * Says that a name is not known, with the nearest one that is: one that starts
 * with it where there is one.
 */
export function unknownName(
  kind: string,
  name: string,
  known: readonly string[],
): UsageError {
  const longer = known.filter((one) => one.startsWith(name));
  const hint =
    known.length === 0
      ? "there is none"
      : `did you mean "${closest(name, longer.length > 0 ? longer : known)}"?`;
  return new UsageError(`unknown ${kind} "${name}": ${hint}`);
}

/** The one line of an error and of what caused it, whatever was thrown. */
export function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const line = oneLine(
    plainNames.has(error.name)
      ? error.message
      : `${error.name}: ${error.message}`,
  );
  return error.cause === undefined ? line : `${line}: ${lineOf(error.cause)}`;
}

/** Names that say nothing beyond the message. */
const plainNames: ReadonlySet<string> = new Set([
  "Error",
  "Failure",
  "UsageError",
]);

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
