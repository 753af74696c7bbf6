/**
 * The process ends while a program runs. The processes that end are children
 * of this one: plain Node, on the package as it is built.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";

const door = new URL("../dist/src/node.js", import.meta.url).href;

/** Starts a program that never ends, tells the path of its file, and goes on. */
const neverEnds = (next: string): string => `
  import { runScenario } from ${JSON.stringify(door)};
  import { existsSync } from "node:fs";
  const say = (line) => process.stderr.write(line + "\\n");
  const program = ({ inputs }) => {
    say(existsSync(inputs.a) ? inputs.a : "no file");
    ${next}
    return new Promise(() => setInterval(() => {}, 1000));
  };
  const style = {
    name: "endless-style",
    programs: { "read-files": async () => ({ default: program }) },
    openClock: () => ({ now: () => 0, close: () => {} }),
  };
  await runScenario(style, "read-files", { clock: "virtual" });
`;

describe("the temporary files MUST be gone", () => {
  test("when the program itself ends the process", async () => {
    const { path, code } = await run("setImmediate(() => process.exit(3));");
    expect(code).toBe(3);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("when an error that nobody catches ends the process", async () => {
    const { path, code } = await run(
      `setImmediate(() => { throw new Error("too bad"); });`,
    );
    expect(code).toBe(1);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "when a handler of %s ends the process",
    async (signal) => {
      const { path, code } = await run(
        `process.on("${signal}", () => process.exit(4));
         say("ready");`,
        signal,
      );
      expect(code).toBe(4);
      expect(existsSync(dirname(path))).toBe(false);
    },
  );
});

/** Runs a child to its end, which a signal may hasten once it is ready. */
async function run(
  next: string,
  signal?: NodeJS.Signals,
): Promise<{ readonly path: string; readonly code: number | null }> {
  const child = spawn(
    process.execPath,
    ["--input-type=module", "--eval", neverEnds(next)],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  if (signal !== undefined)
    child.stderr.on("data", (chunk: Buffer) => {
      if (chunk.includes("ready")) child.kill(signal);
    });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  const [said, code] = await Promise.all([text(child.stderr), ended]);
  const path = said.split("\n")[0] ?? "";
  expect(path, said).toMatch(/a\.txt$/);
  return { path, code };
}
