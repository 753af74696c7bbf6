/**
 * Runs `conformance` in a vitest of its own, to see what it says of styles that
 * must fail: who tests the kit, or a runtime with a mistake in it, reads a
 * report of each test.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Reporter, TestCase } from "vitest/node";

/** How one test of one style went. */
export interface Report {
  /** The vitest project that it ran in; empty where there is only one. */
  readonly project: string;
  readonly style: string;
  /** Its id and its title. */
  readonly scenario: string;
  readonly title: string;
  readonly passed: boolean;
  /** It did not run: its program is still to be written. */
  readonly todo: boolean;
  /** The message and the difference, where it failed. */
  readonly says: string;
}

/** What a vitest said when it had run. */
export interface Reports {
  readonly reports: readonly Report[];
  readonly exitCode: number | null;
}

/**
 * Reports each test on a line, with all that a reader of a failure sees; tests
 * that did not run are left out, but for those that are todo. It waits for the end: on the way, results come
 * in batches, in no fixed order.
 */
export const reporter: Reporter = {
  onTestRunEnd(modules, unhandled) {
    const errors = modules.flatMap((module) => module.errors());
    for (const { message, stack } of [...unhandled, ...errors])
      process.stderr.write(`${stack ?? message}\n`);
    for (const module of modules)
      for (const testCase of module.children.allTests())
        if (testCase.result().state !== "skipped" || isTodo(testCase))
          process.stdout.write(`${JSON.stringify(reportOf(testCase))}\n`);
  },
};

function reportOf(testCase: TestCase): Report {
  const { errors = [] } = testCase.result();
  const scenario = testCase.parent;
  return {
    project: testCase.project.name,
    style: named(scenario.type === "suite" ? scenario.parent : scenario),
    scenario: named(scenario),
    title: testCase.name,
    passed: testCase.result().state === "passed",
    todo: isTodo(testCase),
    says: errors
      .map(({ message, diff }) => `${message}\n${diff ?? ""}`)
      .join("\n"),
  };
}

function isTodo(testCase: TestCase): boolean {
  return testCase.options.mode === "todo";
}

function named(collection: TestCase["parent"]): string {
  return collection.type === "suite" ? collection.name : "";
}

/**
 * Runs vitest with a configuration whose reporter is {@link reporter}.
 *
 * Errors: what vitest wrote to standard error, where it reports nothing.
 */
export async function runReports(config: URL): Promise<Reports> {
  const vitest = createRequire(config).resolve("vitest/package.json");
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [
      join(dirname(vitest), "vitest.mjs"),
      "run",
      "--config",
      fileURLToPath(config),
    ],
    { env: { ...env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  const [lines, errors, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  const reports = lines
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Report);
  if (reports.length === 0) throw new Error(errors);
  return { reports, exitCode };
}
