/** Operations on paths. Original: the functions of `tokio::fs`. */
import { Buffer } from "node:buffer";
import * as NodeFs from "node:fs/promises";
import { constants } from "node:fs";
import * as Effect from "effect/Effect";
import {
  change,
  operation,
  type Path,
  toPath,
} from "../internal/fs-operation.js";
import { decodeUtf8 } from "../internal/utf8.js";
import { IoError } from "../io-error.js";
import { Metadata, type Permissions } from "./metadata.js";

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
 * Errors: `InvalidInput` if `from` is no file; `to` is then left alone.
 *
 * Original: `tokio::fs::copy`
 */
export function copy(from: Path, to: Path): Effect.Effect<number, IoError> {
  const target = toPath(to);
  return change(`copy to "${target}" from`, from, async (name) => {
    // Node would remove what `to` names when `from` is a directory.
    if (!(await NodeFs.stat(name)).isFile()) {
      const action = `copy to "${target}" from "${name}"`;
      const where = { path: name };
      throw IoError.because(action, "InvalidInput", "", "it is no file", where);
    }
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

/**
 * Makes `link` a second name of the file `original`.
 *
 * Original: `tokio::fs::hard_link`
 */
export function hardLink(
  original: Path,
  link: Path,
): Effect.Effect<void, IoError> {
  const target = toPath(link);
  return change(`link "${target}" to`, original, (name) =>
    NodeFs.link(name, target),
  );
}

/**
 * Makes a symbolic link: `link` names `original`, which need not be there.
 *
 * Original: `tokio::fs::symlink`
 */
export function symlink(
  original: Path,
  link: Path,
): Effect.Effect<void, IoError> {
  const target = toPath(original);
  return change(`link to "${target}" from`, link, (name) =>
    NodeFs.symlink(target, name),
  );
}

/**
 * Gives what a symbolic link names.
 *
 * Original: `tokio::fs::read_link`
 */
export function readLink(path: Path): Effect.Effect<string, IoError> {
  return change("read the link", path, (name) => NodeFs.readlink(name));
}

/**
 * Tells about a file or directory; follows a symbolic link.
 *
 * Original: `tokio::fs::metadata`
 */
export function metadata(path: Path): Effect.Effect<Metadata, IoError> {
  return change("look at", path, async (name) =>
    Metadata.of(await NodeFs.stat(name)),
  );
}

/**
 * Tells about a file, directory or symbolic link itself.
 *
 * Original: `tokio::fs::symlink_metadata`
 */
export function symlinkMetadata(path: Path): Effect.Effect<Metadata, IoError> {
  return change("look at", path, async (name) =>
    Metadata.of(await NodeFs.lstat(name)),
  );
}

/**
 * Sets who may do what with a file or directory.
 *
 * Original: `tokio::fs::set_permissions`
 */
export function setPermissions(
  path: Path,
  permissions: Permissions,
): Effect.Effect<void, IoError> {
  return change("set the permissions of", path, (name) =>
    NodeFs.chmod(name, permissions.mode()),
  );
}

/**
 * Tells whether there is something at a path.
 *
 * Behaviour: a broken symbolic link is nothing.
 *
 * Errors: what makes it impossible to know, such as `PermissionDenied`.
 *
 * Original: `tokio::fs::try_exists`, which is not public before Tokio 1.28.
 */
export function tryExists(path: Path): Effect.Effect<boolean, IoError> {
  const looked = change("look at", path, (name) =>
    NodeFs.access(name, constants.F_OK),
  );
  return Effect.catchIf(
    Effect.as(looked, true),
    ({ kind }: IoError) => kind === "NotFound",
    () => Effect.succeed(false),
  );
}
