import { readFileSync } from "node:fs";
import { Lwt, LwtEngine, LwtMain } from "../src/index.js";

export type Log = (event: string) => void;

/** Runs `f` with a log and gives what was logged, as one line. */
export function trace(f: (log: (event: string) => void) => void): string {
  const events: string[] = [];
  const log = (event: string): void => {
    events.push(event);
  };
  const hook = Lwt.asyncExceptionHook.current;
  Lwt.asyncExceptionHook.current = (exn) => log(`hook ${text(exn)}`);
  Lwt.abandonPaused();
  try {
    f(log);
  } finally {
    Lwt.asyncExceptionHook.current = hook;
  }
  return events.join("; ");
}

/** Runs what `f` makes on a fresh virtual clock. */
export async function runVirtual<A>(f: () => Lwt.Promise<A>): Promise<A> {
  const before = LwtEngine.get();
  LwtEngine.set(LwtEngine.virtualTime());
  Lwt.abandonPaused();
  try {
    return await LwtMain.run(f())();
  } finally {
    LwtEngine.set(before);
  }
}

/** As `trace`, for a program that needs main. */
export async function traceMain(
  f: (log: (event: string) => void) => Lwt.Promise<unknown>,
): Promise<string> {
  const events: string[] = [];
  await runVirtual(() => f((event) => events.push(event)));
  return events.join("; ");
}

const text = (exn: unknown): string =>
  exn instanceof Error ? exn.message : String(exn);

/** The state of a promise, in a word. */
export function st(p: Lwt.Promise<any>): string {
  const state = Lwt.state(p);
  if (state._tag === "Return") return "return";
  if (state._tag === "Sleep") return "sleep";
  return state.exn === Lwt.Canceled ? "canceled" : "fail";
}

export class Boom extends Error {
  constructor() {
    super("Boom");
  }
}

export const ignore = (): void => {};

/** How OCaml would call an exception. */
export function nameOf(exn: unknown): string {
  if (exn === Lwt.Canceled) return "canceled";
  if (exn instanceof Boom) return "Boom";
  return exn instanceof Error ? exn.name : String(exn);
}

/** Reads what was recorded from the real Lwt: a line for each program. */
export function recorded(file: string): ReadonlyMap<string, string> {
  const url = new URL(`./recorded/${file}`, import.meta.url);
  const lines = readFileSync(url, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(": ");
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
}

/**
 * Runs `f` on a fresh virtual clock; gives the events with their times, and
 * what ends the run, as one line.
 */
export async function traceTimed(
  f: (log: Log) => Lwt.Promise<unknown>,
): Promise<string> {
  const events: string[] = [];
  let now = (): number => 0;
  const log: Log = (event) => void events.push(`@${now()} ${event}`);
  try {
    await runVirtual(() => {
      const engine = LwtEngine.get();
      now = () => engine.now();
      return f(log);
    });
  } catch (exn) {
    log(`raises ${nameOf(exn)}`);
  }
  return events.join("; ");
}
