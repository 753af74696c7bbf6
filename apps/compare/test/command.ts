/** Runs the command line as its users do, in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const main = fileURLToPath(new URL("../dist/src/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the commands of a test file put what is temporary, and nobody else. */
export const temporary = mkdtempSync(join(tmpdir(), "compare-cli-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Starts it with these arguments; of the environment these take the place. */
function startIn(env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  return spawn(process.execPath, [main, ...args], {
    env: {
      ...process.env,
      NO_COLOR: "1",
      COLUMNS: "80",
      TMPDIR: temporary,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export function start(...args: readonly string[]) {
  return startIn({}, ...args);
}

export async function ended(child: ReturnType<typeof start>): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

export function compare(...args: readonly string[]): Promise<Ended> {
  return ended(start(...args));
}

export function compareIn(
  env: NodeJS.ProcessEnv,
  ...args: readonly string[]
): Promise<Ended> {
  return ended(startIn(env, ...args));
}
