import type { Dir, Dirent } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { type Effect, Exit } from "effect";
import * as E from "effect/Effect";
import { change, type Path, toPath } from "../internal/fs-operation.js";
import { HostJob } from "../internal/host-job.js";
import { ioOp } from "../internal/io-op.js";
import { systemError } from "../internal/system-error.js";
import type { IoError } from "../io-error.js";
import { type FileType, Metadata } from "./metadata.js";

/**
 * One thing in a directory.
 *
 * Original: `tokio::fs::DirEntry`
 */
export class DirEntry {
  readonly #dir: string;
  readonly #entry: Dirent;

  /** @internal */
  constructor(dir: string, entry: Dirent) {
    this.#dir = dir;
    this.#entry = entry;
  }

  /** Its path, which begins as the directory's was given. */
  path(): string {
    return join(this.#dir, this.#entry.name);
  }

  /** Its name. */
  fileName(): string {
    return this.#entry.name;
  }

  /** What kind of thing it is; a symbolic link is not followed. */
  fileType(): Effect.Effect<FileType, IoError> {
    const entry = this.#entry;
    return E.succeed({
      isDir: () => entry.isDirectory(),
      isFile: () => entry.isFile(),
      isSymlink: () => entry.isSymbolicLink(),
    });
  }

  /**
   * The number of its inode: a look at it, for Node does not tell it with the
   * directory. Original: `DirEntry::ino`, which is not async
   */
  ino(): Effect.Effect<bigint, IoError> {
    return change("look at", this.path(), async (name) => {
      const { ino } = await lstat(name, { bigint: true });
      return ino;
    });
  }

  /** What is known about it; a symbolic link is not followed. */
  metadata(): Effect.Effect<Metadata, IoError> {
    return change("look at", this.path(), async (name) =>
      Metadata.of(await lstat(name)),
    );
  }
}

/**
 * What is in a directory, one entry after the other, in no order.
 *
 * It closes itself at its end; before that {@link drop} it, or declare it with
 * `using`.
 *
 * Original: `tokio::fs::ReadDir`
 */
export class ReadDir implements Disposable {
  readonly #path: string;
  readonly #dir: Dir;
  #job: HostJob<Dirent | null> | undefined = undefined;
  /** What was read as the directory was opened. */
  #first: Dirent | null | undefined;
  #over = false;

  /** @internal */
  constructor(path: string, dir: Dir, first: Dirent | null) {
    this.#path = path;
    this.#dir = dir;
    this.#first = first;
  }

  /**
   * Gives the next entry; `undefined` after the last.
   *
   * Cancellation: cancel safe; no entry is lost.
   *
   * Original: `ReadDir::next_entry`
   */
  nextEntry(): Effect.Effect<DirEntry | undefined, IoError> {
    const path = this.#path;
    const what = `an entry of "${path}"`;
    return ioOp(
      what,
      () => (cx) => {
        if (this.#over) return Exit.succeed(undefined);
        const first = this.#first;
        if (first !== undefined) {
          this.#first = undefined;
          return this.#give(first);
        }
        this.#job ??= new HostJob(() => this.#dir.read());
        const settled = this.#job.poll(cx);
        if (settled === undefined) return undefined;
        this.#job = undefined;
        return settled.ok
          ? this.#give(settled.value)
          : Exit.fail(systemError(`read "${path}"`, settled.error, { path }));
      },
      () => {},
    );
  }

  /** Closes the directory. A second drop does nothing. */
  drop(): void {
    if (this.#over) return;
    this.#over = true;
    const under = this.#job?.ended ?? Promise.resolve();
    void under.then(() => this.#dir.close()).catch(() => {});
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #give(entry: Dirent | null): Exit.Exit<DirEntry | undefined> {
    if (entry !== null) return Exit.succeed(new DirEntry(this.#path, entry));
    this.drop();
    return Exit.succeed(undefined);
  }
}

/**
 * Opens a directory to see what is in it.
 *
 * Errors: `NotFound`, `NotADirectory`, `PermissionDenied` …
 *
 * Original: `tokio::fs::read_dir`
 */
export function readDir(path: Path): Effect.Effect<ReadDir, IoError> {
  return change("read the directory", path, async (name) => {
    const dir = await opendir(name, { bufferSize: 32 });
    return new ReadDir(toPath(path), dir, await dir.read());
  });
}
