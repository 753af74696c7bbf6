/** The command `bench`. Finds the suites by looking: `packages/*-style`. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chooseRows, readOptions, USAGE, UsageError } from "./options.js";
import { data, type Measured, table } from "./report.js";
import type { Row, Suite } from "./suite.js";

/** The folder of the packages, seen from `dist/src`. */
const packages = new URL("../../../", import.meta.url);
const suiteOf = (style: string): URL =>
  new URL(`${style}/dist/bench/index.js`, packages);

const say = (line: string): void =>
  void process.stderr.write(`bench: ${line}\n`);

/** One line of stderr that rewrites itself, where that is a terminal. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
}

/** Measures a row in a process of its own. */
function measure(
  style: string,
  row: Row,
  effort: string,
  original: string | undefined,
): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      fileURLToPath(new URL("row-process.js", import.meta.url)),
      suiteOf(style).href,
      row.id,
      effort,
      ...(original === undefined ? [] : [original]),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part) => (text += part));
  return new Promise((succeed, failWith) => {
    child.on("error", failWith).on("close", (code, signal) => {
      if (code === 0) succeed({ row, figures: JSON.parse(text) });
      else failWith(new Error(`${row.id} ended with ${signal ?? code}`));
    });
  });
}

async function main(args: readonly string[]): Promise<void> {
  const known = readdirSync(packages)
    .filter((name) => name.endsWith("-style") && existsSync(suiteOf(name)))
    .toSorted();
  const options = readOptions(args, known);
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const suites = [];
  for (const style of options.styles.length > 0 ? options.styles : known) {
    const { suite } = (await import(suiteOf(style).href)) as { suite: Suite };
    suites.push({ style, suite, rows: chooseRows(suite.rows, options.rows) });
  }
  const results = [];
  for (const { style, suite, rows } of suites) {
    const built = await suite.original?.build();
    if (typeof built === "string") say(built);
    const original = typeof built === "object" ? built.command : undefined;
    const measured: Measured[] = [];
    for (const [i, row] of rows.entries()) {
      progress(`${suite.subject} ${i + 1}/${rows.length} ${row.title}`);
      const effort = options.quick ? "quick" : "full";
      measured.push(await measure(style, row, effort, original));
    }
    progress("");
    results.push({ suite, measured });
  }
  const machine = `Node ${process.versions.node}, V8 ${process.versions.v8}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores`;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ machine, suites: results.map(({ suite, measured }) => data(suite, measured)) }, null, 2)}\n`
      : `${machine}\n\n${results.map(({ suite, measured }) => table(suite, measured)).join("\n\n")}\n`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  progress("");
  say((error as Error).message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
