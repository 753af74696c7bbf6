/** Channels on files, and files that last as long as an operation. */
import * as FS from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TaskEither, tryCatch } from "fp-ts/lib/TaskEither.js";
import * as Lwt from "../../Lwt.js";
import { hasCode, UnixError } from "../unix/error.js";
import { type OpenFlag, openfile } from "../unix/files.js";
import { runJob } from "../unix/jobs.js";
import { mkdir, stat, unlink } from "../unix/names.js";
import {
  type Channel,
  input,
  type Mode,
  output,
  type OutputChannel,
} from "./channel.js";
import { type BufferOptions, ofFd } from "./make.js";
import { close } from "./performIo.js";
import { length } from "./places.js";

/**
 * Reads a whole file as UTF-8 text.
 *
 * Errors: rejected with Node's error, for instance `code: "ENOENT"`.
 *
 * Original: none. `Lwt_io.read_file` does not exist in Lwt, though tutorials
 * write it; there one opens the file with `Lwt_io.with_file` and reads it.
 */
export const readFile = (path: string): Lwt.Promise<string> =>
  runJob(readText(path));

const readText = (path: string): TaskEither<unknown, string> =>
  tryCatch(
    () => FS.readFile(path, "utf8"),
    (error) => error,
  );

export interface OpenOptions extends BufferOptions {
  /** Exactly those; without them, an output makes the file, or empties it. */
  readonly flags?: readonly OpenFlag[] | undefined;
  /** Of a file that is made; 0o666 if not given. */
  readonly perm?: number | undefined;
}

const inputFlags: readonly OpenFlag[] = ["O_RDONLY", "O_NONBLOCK"];
const outputFlags: readonly OpenFlag[] = [
  "O_WRONLY",
  "O_CREAT",
  "O_TRUNC",
  "O_NONBLOCK",
];

/**
 * Opens a file, for reading or for writing.
 *
 * Cancellation: a cancel does nothing: the file is opened. Prefer `withFile`.
 *
 * Errors: rejected with Node's error (`ENOENT`, `EMFILE` …).
 *
 * Original: `Lwt_io.open_file`
 */
export function openFile<C extends Channel>(
  path: string,
  options: OpenOptions & { readonly mode: Mode<C> },
): Lwt.Promise<C> {
  const { mode, buffer } = options;
  const isInput = mode.direction === "input";
  const flags = options.flags ?? (isInput ? inputFlags : outputFlags);
  const perm = options.perm ?? (isInput ? 0 : 0o666);
  return Lwt.map(
    (fd) => ofFd(fd, { mode, buffer }),
    openfile(path, flags, perm),
  );
}

/**
 * Opens a file, runs `f` with its channel, and closes it whatever came of it.
 *
 * Original: `Lwt_io.with_file`
 */
export const withFile = <C extends Channel, A>(
  path: string,
  f: (channel: C) => Lwt.Promise<A>,
  options: OpenOptions & { readonly mode: Mode<C> },
): Lwt.Promise<A> =>
  Lwt.bind(openFile(path, options), (channel) =>
    Lwt.finalize(
      () => f(channel),
      () => close(channel),
    ),
  );

/**
 * Gives the length of a file, in bytes.
 *
 * Errors: rejected with `EISDIR` for a directory.
 *
 * Original: `Lwt_io.file_length`
 */
export const fileLength = (path: string): Lwt.Promise<number> =>
  Lwt.bind(stat(path), ({ stKind }) =>
    stKind === "S_DIR"
      ? Lwt.fail(new UnixError("EISDIR", "fileLength", path))
      : withFile(path, length, { mode: input }),
  );

export interface NameOptions {
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

export interface TempFileOptions extends OpenOptions, NameOptions {
  readonly tempDir?: string | undefined;
}

const MOST_ATTEMPTS = 1000;

/** Tries with new names until one is free. */
const attempt = Lwt.fn(function* <A>(
  folder: string,
  prefix: string,
  suffix: string,
  make: (path: string) => Lwt.Promise<A>,
) {
  for (let n = 0; ; n++) {
    const random = Math.floor(Math.random() * 0x1000000);
    const middle = random.toString(16).padStart(6, "0");
    const path = join(folder, `${prefix}${middle}${suffix}`);
    try {
      return yield* make(path);
    } catch (exn) {
      if (n >= MOST_ATTEMPTS || !hasCode(exn, "EEXIST")) throw exn;
    }
  }
});

/** A temporary file and the channel that writes to it. */
export type TempFile = readonly [path: string, oc: OutputChannel];

/**
 * Makes a file with a new name in the folder for temporary files; who calls
 * deletes it.
 *
 * Original: `Lwt_io.open_temp_file`
 */
export const openTempFile = (
  options: TempFileOptions = {},
): Lwt.Promise<TempFile> => {
  const flags = options.flags ?? ["O_WRONLY", "O_CREAT", "O_EXCL", "O_CLOEXEC"];
  return attempt(
    options.tempDir ?? tmpdir(),
    options.prefix ?? "lwt_io_temp_file_",
    options.suffix ?? "",
    (path) =>
      Lwt.map(
        (oc): TempFile => [path, oc],
        openFile(path, { ...options, flags, mode: output }),
      ),
  );
};

/**
 * Runs `f` with a temporary file, then closes and deletes it.
 *
 * Original: `Lwt_io.with_temp_file`
 */
export const withTempFile = <A>(
  f: (file: TempFile) => Lwt.Promise<A>,
  options?: TempFileOptions,
): Lwt.Promise<A> =>
  Lwt.bind(openTempFile(options), (file) =>
    Lwt.finalize(
      () => f(file),
      () => Lwt.bind(close(file[1]), () => unlink(file[0])),
    ),
  );

export interface TempDirOptions extends NameOptions {
  readonly parent?: string | undefined;
  readonly perm?: number | undefined;
}

/**
 * Makes a directory with a new name; who calls deletes it.
 *
 * Original: `Lwt_io.create_temp_dir`
 */
export const createTempDir = (
  options: TempDirOptions = {},
): Lwt.Promise<string> =>
  attempt(
    options.parent ?? tmpdir(),
    options.prefix ?? "lwt_io_temp_dir_",
    options.suffix ?? "",
    (path) => Lwt.map(() => path, mkdir(path, options.perm ?? 0o755)),
  );

const deleteRecursively = (path: string): Lwt.Promise<void> =>
  runJob(
    tryCatch(
      () => FS.rm(path, { recursive: true }),
      (error) => error,
    ),
  );

/**
 * Runs `f` with a temporary directory, then deletes it with all that is in it.
 *
 * Original: `Lwt_io.with_temp_dir`
 */
export const withTempDir = <A>(
  f: (path: string) => Lwt.Promise<A>,
  options?: TempDirOptions,
): Lwt.Promise<A> =>
  Lwt.bind(createTempDir(options), (path) =>
    Lwt.finalize(
      () => f(path),
      () => deleteRecursively(path),
    ),
  );
