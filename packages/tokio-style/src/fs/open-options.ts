import { constants } from "node:fs";
import { open as openFile } from "node:fs/promises";
import { Effect, Exit } from "effect";
import { type Path, toPath } from "../internal/fs-operation.js";
import { HostJob } from "../internal/host-job.js";
import { ioOp } from "../internal/io-op.js";
import { systemError } from "../internal/system-error.js";
import { IoError } from "../io-error.js";
import { File } from "./file.js";

const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } =
  constants;

/**
 * How a file is opened. Each method sets one thing and returns the options.
 *
 * ```ts
 * const log = yield* new OpenOptions().append(true).create(true).open("log");
 * ```
 *
 * Original: `tokio::fs::OpenOptions`
 */
export class OpenOptions {
  #read = false;
  #write = false;
  #append = false;
  #truncate = false;
  #create = false;
  #createNew = false;
  #mode = 0o666;
  #custom = 0;

  /** Returns options that are set the same way. */
  clone(): OpenOptions {
    const other = new OpenOptions();
    other.#read = this.#read;
    other.#write = this.#write;
    other.#append = this.#append;
    other.#truncate = this.#truncate;
    other.#create = this.#create;
    other.#createNew = this.#createNew;
    other.#mode = this.#mode;
    other.#custom = this.#custom;
    return other;
  }

  /** Allows to read. */
  read(read: boolean): this {
    this.#read = read;
    return this;
  }

  /** Allows to write. */
  write(write: boolean): this {
    this.#write = write;
    return this;
  }

  /** Has each write go to the end. */
  append(append: boolean): this {
    this.#append = append;
    return this;
  }

  /** Empties a file that is there. */
  truncate(truncate: boolean): this {
    this.#truncate = truncate;
    return this;
  }

  /** Makes a file that is missing. */
  create(create: boolean): this {
    this.#create = create;
    return this;
  }

  /** Makes the file; one that is there is an error. */
  createNew(createNew: boolean): this {
    this.#createNew = createNew;
    return this;
  }

  /** Sets the mode of a file that is made; `0o666` less the umask if unset. */
  mode(mode: number): this {
    this.#mode = mode;
    return this;
  }

  /** Adds flags of `open(2)`. */
  customFlags(flags: number): this {
    this.#custom = flags;
    return this;
  }

  /**
   * Opens the file.
   *
   * Cancellation: an open that is dropped closes the file when it is open.
   *
   * Errors: `NotFound`, `AlreadyExists`, `PermissionDenied` …; `InvalidInput`
   * for options that make no sense together.
   *
   * Original: `OpenOptions::open`
   */
  open(path: Path): Effect.Effect<File, IoError> {
    const name = toPath(path);
    const action = `open "${name}"`;
    const flags = this.#flags();
    if (flags === undefined) {
      const reason = "these options make no sense together";
      const where = { path: name };
      return Effect.fail(
        IoError.because(action, "InvalidInput", "EINVAL", reason, where),
      );
    }
    const append = this.#append;
    const mode = this.#mode;
    return Effect.suspend(() => {
      const job = new HostJob(() => openFile(name, flags, mode));
      return ioOp(
        `"${name}" to be opened`,
        () => (cx) => {
          const settled = job.poll(cx);
          if (settled === undefined) return undefined;
          return settled.ok
            ? Exit.succeed(new File(settled.value, name, append))
            : Exit.fail(systemError(action, settled.error, { path: name }));
        },
        () => job.whenDone((handle) => void handle.close()),
      );
    });
  }

  /** The flags of `open(2)`; nothing if the options make no sense. */
  #flags(): number | undefined {
    const access = this.#append
      ? (this.#read ? O_RDWR : O_WRONLY) | O_APPEND
      : this.#read
        ? this.#write
          ? O_RDWR
          : O_RDONLY
        : this.#write
          ? O_WRONLY
          : undefined;
    if (access === undefined) return undefined;
    const makes = this.#create || this.#createNew;
    if (this.#append && this.#truncate && !this.#createNew) return undefined;
    if (!this.#append && !this.#write && (this.#truncate || makes)) {
      return undefined;
    }
    const creation = this.#createNew
      ? O_CREAT | O_EXCL
      : (this.#create ? O_CREAT : 0) | (this.#truncate ? O_TRUNC : 0);
    return access | creation | this.#custom;
  }
}
