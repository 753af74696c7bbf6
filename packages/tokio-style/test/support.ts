/** What the tests share: a trace on virtual time, and recorded traces. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Cause, Effect, Exit } from "effect";
import { gen, runtime, time } from "../src/index.js";

/** The lines that a program has logged. */
let lines: Array<string> = [];

/** Logs an event with the virtual time at which it happened. */
export function log(event: unknown): void {
  lines.push(`@${Math.floor(time.Instant.now().millis)} ${String(event)}`);
}

/** Begins a new log; returns it. */
export function startLog(): ReadonlyArray<string> {
  return (lines = []);
}

/** Logs when it is disposed: a value with a destructor. */
export function noisy(name: string): Disposable {
  return { [Symbol.dispose]: () => log(`drop ${name}`) };
}

/** Awaits a future; gives whether it succeeded. */
export const isOk = <A, E>(it: Effect.Effect<A, E>) =>
  Effect.map(Effect.exit(it), Exit.isSuccess);

/** Returns the value of what was done at once; throws when it failed. */
export function valueOf<A, E>(exit: Exit.Exit<A, E>): A {
  if (Exit.isSuccess(exit)) return exit.value;
  throw Cause.squash(exit.cause);
}

/** Returns the typed error of what was done at once. */
export function errorOf<A, E>(exit: Exit.Exit<A, E>): E {
  if (Exit.isFailure(exit)) {
    for (const reason of exit.cause.reasons) {
      if (reason._tag === "Fail") return reason.error;
    }
  }
  throw new Error("there is no typed error");
}

/** Makes a runtime whose time is paused. */
export function paused(): runtime.Runtime {
  return runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(true)
    .rngSeed("seed")
    .unhandledPanic(() => {})
    .build();
}

/** Runs a program on a runtime of its own; returns its trace. */
export async function trace(
  program: Effect.Effect<unknown, unknown>,
): Promise<ReadonlyArray<string>> {
  lines = [];
  const rt = paused();
  await rt.blockOn(program);
  return lines;
}

/** Runs a body on a runtime of its own; returns what it returns. */
export async function run<Eff extends Effect.Effect<any, any>, A>(
  body: () => Generator<Eff, A, never>,
): Promise<A> {
  using rt = paused();
  return (await rt.blockOn(gen(body) as Effect.Effect<A, unknown>)) as A;
}

/** Reads traces recorded from the real Tokio: a section for each program. */
export function recorded(
  file: string,
): ReadonlyMap<string, ReadonlyArray<string>> {
  const sections = new Map<string, Array<string>>();
  const url = new URL(`./recorded/${file}`, import.meta.url);
  let section: Array<string> = [];
  for (const line of readFileSync(url, "utf8").split("\n")) {
    if (line.startsWith("== ")) sections.set(line.slice(3), (section = []));
    else if (line !== "" && !line.startsWith("#")) section.push(line);
  }
  return sections;
}

/** Collects garbage; returns whether an object went with it. */
export async function collected(ref: WeakRef<object>): Promise<boolean> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // What a WeakRef was made of lives until the present job is over.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  return ref.deref() === undefined;
}
