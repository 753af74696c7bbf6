/** What is done at once, in words. */
import { Exit } from "effect";

export const done = (): string => "done";
export const dropped = (one: { drop(): void }): string => {
  one.drop();
  return "done";
};

/** The typed error of what was done at once, if it failed. */
function failureOf<E>(exit: Exit.Exit<unknown, E>): E | undefined {
  if (Exit.isSuccess(exit)) return undefined;
  for (const reason of exit.cause.reasons) {
    if (reason._tag === "Fail") return reason.error;
  }
  throw new Error("it failed without a typed error");
}

/** `done`, or an error in words. */
export function word<E>(
  exit: Exit.Exit<unknown, E>,
  text: (error: E) => string,
): string {
  const error = failureOf(exit);
  return error === undefined ? "done" : text(error);
}

export const closed = (): string => "closed";

export function message<E>(
  exit: Exit.Exit<number, E>,
  text: (error: E) => string,
): string {
  return Exit.isSuccess(exit) ? String(exit.value) : text(failureOf(exit)!);
}
