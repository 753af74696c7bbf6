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
import * as Effect from "effect/Effect";
import { inFlight } from "./internal/in-flight.js";
import { decodeUtf8 } from "./internal/utf8.js";
import type { IoError } from "./io-error.js";
import { systemError } from "./internal/system-error.js";

export { type ErrorKind, IoError } from "./io-error.js";

/** Where a file is: a path, or a `file:` URL. */
export type Path = string | URL;

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
    catch: (cause) => systemError(`${verb} "${name}"`, cause, { path: name }),
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
