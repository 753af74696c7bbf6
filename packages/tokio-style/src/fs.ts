/**
 * Files, as `tokio::fs`: each function describes one operation on a path, and
 * nothing touches the disk until the Effect runs.
 *
 * As in Tokio the work is done by threads that are not the runtime's, so no
 * operation blocks other tasks. What is dropped half-way differs by direction:
 *
 * - A **read** that is dropped is abandoned: it stops between two chunks.
 * - A **change** (write, create, remove, rename, copy) that has begun runs to
 *   its end, as a blocking closure of Tokio's does; only its result is lost.
 *
 * All of them fail with an {@link IoError}, the counterpart of
 * `std::io::Error`.
 */
import { Buffer } from "node:buffer";
import * as NodeFs from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { getSystemErrorMap } from "node:util";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import { inFlight } from "./internal/in-flight.js";

/** Where a file is: a path, or a `file:` URL. */
export type Path = string | URL;

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

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes strict UTF-8, as Rust's `String::from_utf8`; a byte order mark stays.
 *
 * @internal
 */
export function decodeUtf8(
  bytes: Uint8Array,
  action: string,
  where: { readonly path?: string; readonly address?: string },
): Effect.Effect<string, IoError> {
  try {
    return Effect.succeed(utf8.decode(bytes));
  } catch {
    const reason = "the bytes are not valid UTF-8";
    return Effect.fail(
      IoError.because(action, "InvalidData", "", reason, where),
    );
  }
}

function toPath(path: Path): string {
  return typeof path === "string" ? path : fileURLToPath(path);
}

/** The one shape of every operation here: a promise of Node's, typed. */
function operation<A>(
  verb: string,
  path: Path,
  run: (path: string, signal: AbortSignal) => Promise<A>,
): Effect.Effect<A, IoError> {
  const name = toPath(path);
  return Effect.tryPromise({
    try: (signal) => inFlight(run(name, signal)),
    catch: (cause) => IoError.from(`${verb} "${name}"`, cause, { path: name }),
  });
}

/** As {@link operation}, for what must not stop half-way. */
function change<A>(
  verb: string,
  path: Path,
  run: (path: string) => Promise<A>,
): Effect.Effect<A, IoError> {
  return operation(verb, path, (name) => run(name));
}

/**
 * Reads a whole file as bytes.
 *
 * Cancellation: cancel safe; a read that is dropped stops, nothing is lost.
 *
 * Errors: `NotFound`, `PermissionDenied`, `IsADirectory` …
 *
 * Original: `tokio::fs::read`
 */
export function read(path: Path): Effect.Effect<Uint8Array, IoError> {
  return operation("read", path, (name, signal) =>
    NodeFs.readFile(name, { signal }),
  );
}

/**
 * Reads a whole file as text.
 *
 * Behaviour:
 * - the file is valid UTF-8: its text, a byte order mark included;
 * - it is not: fails with `InvalidData` (Node alone would put U+FFFD there).
 *
 * Cancellation: cancel safe; a read that is dropped stops, nothing is lost.
 *
 * Errors: as {@link read}, and `InvalidData`.
 *
 * Original: `tokio::fs::read_to_string`
 */
export function readToString(path: Path): Effect.Effect<string, IoError> {
  const name = toPath(path);
  return Effect.flatMap(read(name), (bytes) =>
    decodeUtf8(bytes, `read "${name}" as text`, { path: name }),
  );
}

/**
 * Writes a whole file, made if it is missing and emptied if it is not.
 *
 * Cancellation: a write that has begun ends, though nobody waits for it. The
 * bytes are copied when it begins, so `data` is the caller's again.
 *
 * Original: `tokio::fs::write`
 */
export function write(
  path: Path,
  data: string | Uint8Array,
): Effect.Effect<void, IoError> {
  return change("write", path, (name) =>
    NodeFs.writeFile(name, typeof data === "string" ? data : Buffer.from(data)),
  );
}

/**
 * Copies a file's bytes and permissions over `to`; gives the number of bytes.
 *
 * Original: `tokio::fs::copy`
 */
export function copy(from: Path, to: Path): Effect.Effect<number, IoError> {
  const target = toPath(to);
  return change(`copy to "${target}" from`, from, async (name) => {
    await NodeFs.copyFile(name, target);
    return (await NodeFs.stat(target)).size;
  });
}

/**
 * Renames a file or directory, over what `to` names if that is allowed.
 *
 * Original: `tokio::fs::rename`
 */
export function rename(from: Path, to: Path): Effect.Effect<void, IoError> {
  const target = toPath(to);
  return change(`rename to "${target}"`, from, (name) =>
    NodeFs.rename(name, target),
  );
}

/**
 * Removes a file.
 *
 * Original: `tokio::fs::remove_file`
 */
export function removeFile(path: Path): Effect.Effect<void, IoError> {
  return change("remove", path, (name) => NodeFs.unlink(name));
}

/**
 * Makes a directory; its parent must be there, and it must not.
 *
 * Original: `tokio::fs::create_dir`
 */
export function createDir(path: Path): Effect.Effect<void, IoError> {
  return change("create the directory", path, (name) => NodeFs.mkdir(name));
}

/**
 * Makes a directory and the parents that are missing; one that is there
 * already is a success.
 *
 * Original: `tokio::fs::create_dir_all`
 */
export function createDirAll(path: Path): Effect.Effect<void, IoError> {
  return change("create the directory", path, async (name) => {
    await NodeFs.mkdir(name, { recursive: true });
  });
}

/**
 * Removes an empty directory.
 *
 * Original: `tokio::fs::remove_dir`
 */
export function removeDir(path: Path): Effect.Effect<void, IoError> {
  return change("remove the directory", path, (name) => NodeFs.rmdir(name));
}

/**
 * Removes a directory with all that is in it; it must be there.
 *
 * Original: `tokio::fs::remove_dir_all`
 */
export function removeDirAll(path: Path): Effect.Effect<void, IoError> {
  return change("remove the directory", path, (name) =>
    NodeFs.rm(name, { recursive: true }),
  );
}

/**
 * Finds the absolute path, with every symbolic link followed.
 *
 * Original: `tokio::fs::canonicalize`
 */
export function canonicalize(path: Path): Effect.Effect<string, IoError> {
  return change("resolve", path, (name) => NodeFs.realpath(name));
}
