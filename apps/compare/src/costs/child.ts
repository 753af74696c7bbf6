/** Processes that end with this one, wherever this one ends. */
import { spawn } from "node:child_process";
import type { ChildProcess, SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Failure } from "../errors.js";

/** A process, and what it has complained of. */
export interface Child {
  readonly process: ChildProcess;
  readonly complaints: () => string;
  /** Ends it; resolves when it has gone. */
  readonly end: () => Promise<void>;
}

export function startChild(
  command: string,
  args: readonly string[],
  stdio: Extract<SpawnOptions["stdio"], readonly unknown[]>,
): Child {
  const child = spawn(command, args, { stdio });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-10_000);
  });
  const gone = once(child, "close").catch(() => {});
  void gone.then(() => process.off("exit", kill));
  // It may have gone before it was told something.
  child.stdin?.on("error", () => {});
  return {
    process: child,
    complaints: () => complaints.trim(),
    async end() {
      kill();
      await gone;
    },
  };
}

/** The arguments that run a compiled module beside this one with Node. */
export const nodeArguments = (module: string): readonly string[] => [
  "--expose-gc",
  fileURLToPath(new URL(module, import.meta.url)),
];

/**
 * Resolves as `what` does.
 *
 * Errors: a `Failure` where the child goes first, with its reason, and where
 * the time is over.
 */
export async function inTime<A>(
  what: Promise<A>,
  child: Child,
  name: string,
  seconds: number,
): Promise<A> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new Failure(`${name}: not done within ${seconds} s`)),
      seconds * 1000,
    );
  });
  let onGone = (): void => {};
  const gone = new Promise<never>((_, fail) => {
    // What it said last may still be on its way.
    onGone = () => void setImmediate(() => fail(endOf(child, name)));
    child.process.once("close", onGone);
    child.process.once("error", fail);
  });
  try {
    return await Promise.race([what, tooLate, gone]);
  } finally {
    clearTimeout(timer);
    child.process.off("close", onGone);
  }
}

/** Says how a process ended that should not have. */
function endOf({ process: child, complaints }: Child, name: string): Failure {
  const text = complaints();
  if (/heap out of memory|heap limit/i.test(text))
    return new Failure(`${name}: out of memory`);
  const last = text.split("\n").find((line) => /error|panic/i.test(line));
  return new Failure(
    `${name}: ended by ${child.signalCode ?? `exit code ${child.exitCode}`}${last === undefined ? "" : `: ${last.trim()}`}`,
  );
}
