/**
 * The address of a Unix socket: a path, or none.
 *
 * Original: `tokio::net::unix::SocketAddr`
 */
export class UnixSocketAddr {
  readonly #path: string | undefined;

  /** @internal */
  constructor(path: string | undefined) {
    this.#path = path === "" ? undefined : path;
  }

  /** Whether it has no path. Original: `is_unnamed` */
  isUnnamed(): boolean {
    return this.#path === undefined;
  }

  /** The path, if it has one. Original: `as_pathname` */
  asPathname(): string | undefined {
    return this.#path;
  }

  /** Writes the path, or `(unnamed)`. */
  toString(): string {
    return this.#path ?? "(unnamed)";
  }
}
