/**
 * How I/O fails: one error for files and sockets, with Rust's name for what
 * Node reports by the system's.
 */
import { getSystemErrorMap } from "node:util";
import * as Data from "effect/Data";

const KINDS = {
  E2BIG: "ArgumentListTooLong",
  EACCES: "PermissionDenied",
  EADDRINUSE: "AddrInUse",
  EADDRNOTAVAIL: "AddrNotAvailable",
  EAGAIN: "WouldBlock",
  EBUSY: "ResourceBusy",
  ECONNABORTED: "ConnectionAborted",
  ECONNREFUSED: "ConnectionRefused",
  ECONNRESET: "ConnectionReset",
  EDEADLK: "Deadlock",
  EDQUOT: "FilesystemQuotaExceeded",
  EEXIST: "AlreadyExists",
  EFBIG: "FileTooLarge",
  EHOSTUNREACH: "HostUnreachable",
  EINTR: "Interrupted",
  EINVAL: "InvalidInput",
  EISDIR: "IsADirectory",
  ELOOP: "FilesystemLoop",
  EMLINK: "TooManyLinks",
  ENAMETOOLONG: "InvalidFilename",
  ENETDOWN: "NetworkDown",
  ENETUNREACH: "NetworkUnreachable",
  ENOENT: "NotFound",
  ENOMEM: "OutOfMemory",
  ENOSPC: "StorageFull",
  ENOSYS: "Unsupported",
  ENOTCONN: "NotConnected",
  ENOTDIR: "NotADirectory",
  ENOTEMPTY: "DirectoryNotEmpty",
  EPERM: "PermissionDenied",
  EPIPE: "BrokenPipe",
  EROFS: "ReadOnlyFilesystem",
  ESPIPE: "NotSeekable",
  ETIMEDOUT: "TimedOut",
  ETXTBSY: "ExecutableFileBusy",
  EXDEV: "CrossesDevices",
} as const;

/**
 * What went wrong, in the words of `std::io::ErrorKind`. `Uncategorized` is
 * whatever Rust has no name for either: the error's `code` tells.
 */
export type ErrorKind =
  | (typeof KINDS)[keyof typeof KINDS]
  | "InvalidData"
  | "UnexpectedEof"
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

/**
 * The failure of an operation on a file or a socket.
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
   * Translates what Node threw. `action` completes the sentence "cannot …".
   *
   * @internal
   */
  static from(
    action: string,
    cause: unknown,
    where: { readonly path?: string; readonly address?: string } = {},
  ): IoError {
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

  /**
   * Makes an error that no system call reported.
   *
   * @internal
   */
  static because(
    action: string,
    kind: ErrorKind,
    code: string,
    reason: string,
    where: { readonly path?: string; readonly address?: string } = {},
  ): IoError {
    const tail = code === "" || reason.includes(code) ? "" : ` (${code})`;
    const advice = ADVICE[kind] === undefined ? "" : `; ${ADVICE[kind]}`;
    const message = `cannot ${action}: ${reason}${tail}${advice}`;
    return new IoError({ kind, code, message, ...where });
  }
}
