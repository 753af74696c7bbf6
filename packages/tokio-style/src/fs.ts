/**
 * Files, as `tokio::fs`: each function describes one operation on a path, and
 * nothing touches the disk until the Effect runs. A {@link File} is a stream
 * with the methods of `tokio-style/io`.
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
 *
 * What cannot be, because Node does not show it: `File::try_clone` (no `dup`),
 * raw file descriptors of others.
 */
export { type ErrorKind, IoError } from "./io-error.js";
export { SeekFrom } from "./io/traits.js";
export type { Path } from "./internal/fs-operation.js";
export { DirBuilder } from "./fs/dir-builder.js";
export { File } from "./fs/file.js";
export { type FileType, Metadata, Permissions } from "./fs/metadata.js";
export { OpenOptions } from "./fs/open-options.js";
export { type DirEntry, readDir, type ReadDir } from "./fs/read-dir.js";
export {
  canonicalize,
  copy,
  createDir,
  createDirAll,
  hardLink,
  metadata,
  read,
  readLink,
  readToString,
  removeDir,
  removeDirAll,
  removeFile,
  rename,
  setPermissions,
  symlink,
  symlinkMetadata,
  tryExists,
  write,
} from "./fs/paths.js";
