/** What Node throws, as an {@link IoError}. */
import { getSystemErrorMap } from "node:util";
import { IoError, type Where } from "../io-error.js";
import { KINDS } from "./error-kinds.js";

/** Translates what Node threw, or what was thrown in its place. `action` completes the sentence "cannot …". */
export function systemError(
  action: string,
  cause: unknown,
  where: Where = {},
): IoError {
  if (cause instanceof IoError) return cause;
  const { code = "", errno } = cause as NodeJS.ErrnoException;
  const kind =
    code in KINDS ? KINDS[code as keyof typeof KINDS] : "Uncategorized";
  const reason =
    (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ??
    (cause instanceof Error && cause.message !== ""
      ? cause.message.replace(/\s*\n\s*/g, " ")
      : `failed with ${code === "" ? String(cause) : code}`);
  return IoError.because(action, kind, code, reason, where);
}
