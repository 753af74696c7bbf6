/**
 * Measures on Node what a page cannot: `pnpm --filter explorer measure`.
 *
 * It runs the command line (built before) and writes `recorded/node.json`: what
 * each style's programs of the table's rows returned here, on the wall clock.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { measuredScenarios } from "spec";

const compare = fileURLToPath(
  new URL("../../compare/dist/src/main.js", import.meta.url),
);

/** @type {Record<string, Record<string, unknown>>} */
const results = {};
for (const scenario of measuredScenarios) {
  process.stderr.write(`${scenario}\n`);
  const output = execFileSync(
    process.execPath,
    [compare, "run", scenario, "--json"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  for (const { style, result } of JSON.parse(output).runs)
    (results[style] ??= {})[scenario] = result;
}
const run = {
  runtime: `Node ${process.version.slice(1)}`,
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
  command: "pnpm --filter explorer measure",
  results,
};
writeFileSync(
  new URL("../recorded/node.json", import.meta.url),
  `${JSON.stringify(run, undefined, 2)}\n`,
);
