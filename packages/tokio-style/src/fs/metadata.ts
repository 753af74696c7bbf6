import type { Stats } from "node:fs";

const ANY_WRITE = 0o222;

/**
 * Who may do what with a file.
 *
 * Original: `std::fs::Permissions`
 */
export class Permissions {
  #mode: number;

  private constructor(mode: number) {
    this.#mode = mode;
  }

  /** Makes them from a Unix mode, such as `0o644`. Original: `from_mode` */
  static fromMode(mode: number): Permissions {
    return new Permissions(mode);
  }

  /** The Unix mode, with the type of the file if it was read from one. */
  mode(): number {
    return this.#mode;
  }

  /** Sets the Unix mode. */
  setMode(mode: number): void {
    this.#mode = mode;
  }

  /** Whether nobody may write. */
  readonly(): boolean {
    return (this.#mode & ANY_WRITE) === 0;
  }

  /** Has nobody write, or everybody. */
  setReadonly(readonly: boolean): void {
    if (readonly) this.#mode &= ~ANY_WRITE;
    else this.#mode |= ANY_WRITE;
  }
}

/** What kind of thing is at a path. Original: `std::fs::FileType` */
export interface FileType {
  isDir(): boolean;
  isFile(): boolean;
  isSymlink(): boolean;
}

/**
 * What is known about a file, directory or link.
 *
 * Original: `std::fs::Metadata`
 */
export class Metadata implements FileType {
  readonly #stats: Stats;

  private constructor(stats: Stats) {
    this.#stats = stats;
  }

  /** @internal */
  static of(stats: Stats): Metadata {
    return new Metadata(stats);
  }

  /** The size in bytes. */
  len(): number {
    return this.#stats.size;
  }

  isDir(): boolean {
    return this.#stats.isDirectory();
  }

  isFile(): boolean {
    return this.#stats.isFile();
  }

  isSymlink(): boolean {
    return this.#stats.isSymbolicLink();
  }

  /** What kind of thing it is. */
  fileType(): FileType {
    return this;
  }

  /** Who may do what with it: a copy, for `setPermissions`. */
  permissions(): Permissions {
    return Permissions.fromMode(this.#stats.mode);
  }

  /** When its contents were changed. */
  modified(): Date {
    return this.#stats.mtime;
  }

  /** When it was read. */
  accessed(): Date {
    return this.#stats.atime;
  }

  /** When it was made, where the file system knows. */
  created(): Date {
    return this.#stats.birthtime;
  }
}
