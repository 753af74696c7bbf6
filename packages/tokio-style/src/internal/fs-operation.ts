/** One operation of Node's on a path, as an Effect. */
import { fileURLToPath } from "node:url";
import * as Effect from "effect/Effect";
import type { IoError } from "../io-error.js";
import { inFlight } from "./in-flight.js";
import { systemError } from "./system-error.js";

/** Where a file is: a path, or a `file:` URL. */
export type Path = string | URL;

export function toPath(path: Path): string {
  return typeof path === "string" ? path : fileURLToPath(path);
}

/** The one shape of every operation on a path: a promise of Node's, typed. */
export function operation<A>(
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
export function change<A>(
  verb: string,
  path: Path,
  run: (path: string) => Promise<A>,
): Effect.Effect<A, IoError> {
  return operation(verb, path, (name) => run(name));
}
