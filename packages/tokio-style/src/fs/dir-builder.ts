import { mkdir } from "node:fs/promises";
import type { Effect } from "effect";
import { change, type Path } from "../internal/fs-operation.js";
import type { IoError } from "../io-error.js";

/**
 * How a directory is made. Each method sets one thing and returns the builder.
 *
 * ```ts
 * yield* new DirBuilder().recursive(true).mode(0o700).create("a/b");
 * ```
 *
 * Original: `tokio::fs::DirBuilder`
 */
export class DirBuilder {
  #recursive = false;
  #mode = 0o777;

  /** Has those made too that it stands in; one that is there is no error. */
  recursive(recursive: boolean): this {
    this.#recursive = recursive;
    return this;
  }

  /** Sets the mode of what is made; `0o777` less the umask if unset. */
  mode(mode: number): this {
    this.#mode = mode;
    return this;
  }

  /**
   * Makes the directory.
   *
   * Cancellation: one that has begun ends, though nobody waits for it.
   *
   * Errors: `AlreadyExists`, unless it is recursive and there is a directory;
   * `NotFound` …
   *
   * Original: `DirBuilder::create`
   */
  create(path: Path): Effect.Effect<void, IoError> {
    const options = { recursive: this.#recursive, mode: this.#mode };
    return change("make the directory", path, async (name) => {
      await mkdir(name, options);
    });
  }
}
