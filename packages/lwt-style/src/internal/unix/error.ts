/** The error of a call of the system: `Unix.Unix_error (code, call, argument)`. */
export class UnixError extends Error {
  override readonly name = "Unix.Unix_error";

  constructor(
    /** For instance `"EBADF"`; errors that come from Node have it too. */
    readonly code: string,
    readonly syscall: string,
    readonly argument = "",
  ) {
    super(`${code}: ${syscall}${argument === "" ? "" : ` '${argument}'`}`);
  }
}

/** Tells whether an exception is an error of the system with that code. */
export const hasCode = (exn: unknown, ...codes: readonly string[]): boolean =>
  codes.includes((exn as { readonly code?: string } | undefined)?.code ?? "");
