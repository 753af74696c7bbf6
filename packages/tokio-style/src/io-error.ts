/**
 * How I/O fails: one error for files, sockets and streams, with Rust's names
 * for its kinds.
 */
import * as Data from "effect/Data";
import type { SystemErrorKind } from "./internal/error-kinds.js";

/**
 * What went wrong, in the words of `std::io::ErrorKind`. `Uncategorized` is
 * whatever Rust has no name for either: the error's `code` tells.
 */
export type ErrorKind =
  | SystemErrorKind
  | "InvalidData"
  | "UnexpectedEof"
  | "WriteZero"
  | "Other"
  | "Uncategorized";

/** What to do about it, where there is one thing to do. */
const ADVICE: { readonly [K in ErrorKind]?: string } = {
  AddrInUse: "stop who listens there, or bind port 0 for a free port",
  AddrNotAvailable: "bind an address of this machine, such as 127.0.0.1",
  ConnectionRefused: "nobody listens there: start the server first",
  DirectoryNotEmpty: "use removeDirAll to remove it with what is in it",
  IsADirectory: "give the path of a file",
  NotFound: "check the path",
  PermissionDenied: "check the permissions",
};

/** Where an operation took place. */
export interface Where {
  readonly path?: string;
  readonly address?: string;
}

/**
 * The failure of an operation on a file, a socket or any stream.
 *
 * `kind` is what a program decides by, `code` is Node's (`"ENOENT"`),
 * `message` is one line that says what was tried, why it failed and, where
 * that is plain, what to do.
 *
 * Original: `std::io::Error`
 *
 * ```ts
 * fs.readToString("config.toml").pipe(
 *   Effect.catchIf((e) => e.kind === "NotFound", () => Effect.succeed("")),
 * )
 * ```
 */
export class IoError extends Data.TaggedError("IoError")<{
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  /** The file, where the operation had one. */
  readonly path?: string;
  /** The socket address, where the operation had one. */
  readonly address?: string;
}> {
  /**
   * Makes an error of one's own, for a stream written by hand.
   *
   * Original: `std::io::Error::new`
   */
  static new(kind: ErrorKind, message: string): IoError {
    return new IoError({ kind, code: "", message });
  }

  /**
   * Makes an error that no system call reported. `action` completes the
   * sentence "cannot …".
   *
   * @internal
   */
  static because(
    action: string,
    kind: ErrorKind,
    code: string,
    reason: string,
    where: Where = {},
  ): IoError {
    const tail = code === "" || reason.includes(code) ? "" : ` (${code})`;
    const advice = ADVICE[kind] === undefined ? "" : `; ${ADVICE[kind]}`;
    const message = `cannot ${action}: ${reason}${tail}${advice}`;
    return new IoError({ kind, code, message, ...where });
  }
}
