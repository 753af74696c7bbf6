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

/**
 * Runs a scenario once in every style.
 * @param {string} scenario
 * @returns {{ style: string, result: any }[]}
 */
function runs(scenario) {
  process.stderr.write(`${scenario}\n`);
  const output = execFileSync(
    process.execPath,
    [compare, "run", scenario, "--json"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(output).runs;
}

/** @type {Record<string, Record<string, any>>} */
const results = {};
for (const scenario of measuredScenarios)
  for (const { style, result } of runs(scenario))
    (results[style] ??= {})[scenario] = result;

/**
 * What others do on the machine takes threads away: that run counts of nine
 * whose speed-up is in the middle.
 */
const parallel = "cpu-parallelism";
/** @param {any} result */
const speedUp = ({ ownThread, workers }) =>
  ownThread.milliseconds / workers.milliseconds;
const rounds = Array.from({ length: 9 }, () => runs(parallel));
for (const style of Object.keys(results)) {
  const own = rounds.flatMap((round) =>
    round.flatMap((one) => (one.style === style ? [one.result] : [])),
  );
  const inOrder = own.toSorted((one, other) => speedUp(one) - speedUp(other));
  Object.assign(results[style] ?? {}, { [parallel]: inOrder[4] });
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
