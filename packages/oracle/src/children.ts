/**
 * Child processes, none of which outlives this one.
 */
import { spawn } from "node:child_process";
import type {
  ChildProcess,
  ChildProcessWithoutNullStreams,
} from "node:child_process";

export interface Outcome {
  /** `undefined` where the command is not there or was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Milliseconds after which the command is killed. */
  readonly limit?: number;
}

const running = new Set<ChildProcess>();

/** Starts a command, to talk with it. */
export function start(
  command: string,
  args: readonly string[],
  cwd?: string,
): ChildProcessWithoutNullStreams {
  // Each child leads a process group, so that its own children end with it.
  const child = spawn(command, args, {
    cwd,
    env: environment(),
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  child.once("error", () => running.delete(child));
  child.once("close", () => running.delete(child));
  // One that has ended cannot be written to: its end says more than that.
  child.stdin.on("error", () => {});
  return child;
}

/** Runs a command to its end and keeps what it prints. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, limit }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = start(command, args, cwd);
    child.stdin.end();
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    const timer =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            stderr += `killed after ${limit / 1000} s\n`;
            stop(child);
          }, limit);
    const end = (code: number | null, message = ""): void => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, stdout, stderr: stderr + message });
    };
    child.once("error", (error) => end(null, error.message));
    child.once("close", (code) => end(code));
  });
}

/** Kills every child that runs, and what it has started. */
export function stopChildren(): void {
  for (const child of running) stop(child);
}

function stop(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** This process's environment, without what changes a result or a message. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C" };
  for (const name of [
    "CAMLRUNPARAM",
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "OCAMLPARAM",
    "OCAMLRUNPARAM",
    "RUST_BACKTRACE",
    "RUSTFLAGS",
  ])
    delete env[name];
  return env;
}
