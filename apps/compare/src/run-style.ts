import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Run, RuntimeStyle, ScenarioId } from "spec";
import { Failure, UsageError } from "./errors.js";
import type { Job, Message } from "./style-process.js";
import type { StylePackage } from "side/node";

/** A style, and what those programs did that it has, in the order of the jobs. */
export interface StyleRuns {
  readonly style: Pick<RuntimeStyle, "name" | "title" | "original">;
  readonly runs: readonly {
    readonly scenario: ScenarioId;
    readonly run: Run<unknown>;
  }[];
  /** The jobs whose programs are still to be written. */
  readonly todo: readonly ScenarioId[];
}

/** What the system refuses because of an input, by Node's code of the error. */
const advice: Readonly<Record<string, string>> = {
  EACCES: "choose one that you may use",
  EADDRINUSE: "choose a port that is free, or 0 for any",
  EISDIR: "give a file, not a folder",
  ENOENT: "give a file that exists",
  ENOTDIR: "give a file that exists",
  EPERM: "choose one that you may use",
};

/**
 * Runs programs of a style in a process of their own: none
 * is slowed or helped by what another style taught the JavaScript engine, and
 * one that blocks its thread does not block this one.
 *
 * Behaviour: the process and its temporary files are gone before this
 * resolves or rejects, and when this process exits.
 *
 * Errors: a `UsageError` where the system refused an input, a `Failure` for
 * all else that a program rejects with.
 */
export async function runStyle(
  { name, entry }: StylePackage,
  jobs: readonly Job[],
  onStart: (scenario: ScenarioId) => void = () => {},
): Promise<StyleRuns> {
  const folder = mkdtempSync(join(tmpdir(), "async-styles-"));
  const child = fork(
    fileURLToPath(new URL("style-process.js", import.meta.url)),
    [name, entry.href, JSON.stringify(jobs)],
    {
      env: { ...process.env, TMPDIR: folder },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    },
  );
  const cleanUp = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  let style: StyleRuns["style"] | undefined;
  let failure: Error | undefined;
  const runs: StyleRuns["runs"][number][] = [];
  const todo: ScenarioId[] = [];
  child.on("message", (message: Message) => {
    if (message.kind === "loaded") style = message.style;
    else if (message.kind === "starts") onStart(message.scenario);
    else if (message.kind === "ran") runs.push(message);
    else if (message.kind === "todo") todo.push(message.scenario);
    else failure ??= failureOf(message);
  });
  try {
    await once(child, "close");
  } finally {
    process.off("exit", cleanUp);
    cleanUp();
  }
  if (failure !== undefined) throw failure;
  if (style === undefined || runs.length + todo.length < jobs.length)
    throw new Failure(
      `the process of ${name} ended before its programs did: ${complaints.trim().split("\n").at(-1) ?? ""}`,
    );
  // A runtime's own reports, such as a panic that nobody joined.
  process.stderr.write(complaints);
  return { style, runs, todo };
}

function failureOf({
  line,
  code,
}: Extract<Message, { readonly kind: "failed" }>): Error {
  const hint = code === undefined ? undefined : advice[code];
  return hint === undefined
    ? new Failure(line)
    : new UsageError(`${line}; ${hint}`);
}
