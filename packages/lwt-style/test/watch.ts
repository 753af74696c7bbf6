import { Lwt } from "../src/index.js";

type Log = (event: string) => void;

/** A value as the OCaml programs print it. */
export function show(value: unknown): string {
  if (value === undefined) return "none";
  if (Array.isArray(value)) return `[${value.map(show).join(",")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** An exception in a word: `Canceled` for `Lwt.Canceled`. */
function word(exn: unknown): string {
  if (!(exn instanceof Error)) return String(exn);
  const name = exn.name.split(".").at(-1)!;
  return name === "Error" ? exn.message : name;
}

/** Logs what comes of `p`: `name=value` or `name!exception`. */
export const watch = <A>(
  log: Log,
  name: string,
  p: Lwt.Promise<A>,
  print: (value: A) => string = show,
): void =>
  Lwt.onAny(
    p,
    (value) => log(`${name}=${print(value)}`),
    (exn) => log(`${name}!${word(exn)}`),
  );

/** As `watch`, for a promise of nothing. */
export const watchUnit = (
  log: Log,
  name: string,
  p: Lwt.Promise<unknown>,
): void => watch(log, name, p, () => "()");

/** Logs what `f` throws: `name raises exception`. */
export function attempt(log: Log, name: string, f: () => void): void {
  try {
    f();
  } catch (exn) {
    log(`${name} raises ${word(exn)}`);
  }
}
