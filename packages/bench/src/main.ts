/** The command `bench`. Finds the suites by looking: `packages/*-style`. */
import { existsSync, readdirSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { type Costs, failuresOf, type SuiteCosts } from "./costs.js";
import { contradictions } from "./gate.js";
import { librariesOf, machine } from "./machine.js";
import { measureSuite } from "./measure.js";
import { chooseRows, readOptions, USAGE, UsageError } from "./options.js";
import type { Options } from "./options.js";
import { dataOf, drawRecorded, record } from "./record.js";
import type { Built, Row, Suite } from "./suite.js";
import { markdownOf, textOf } from "./text.js";

/** The folder of this package, seen from `dist/src`. */
const home = new URL("../../", import.meta.url);
/** The folder of the packages, seen from `dist/src`. */
const packages = new URL("../../../", import.meta.url);
const suiteOf = (style: string): URL =>
  new URL(`${style}/dist/bench/index.js`, packages);

const say = (line: string): void =>
  void process.stderr.write(`bench: ${line}\n`);

/** One line of stderr that rewrites itself, or many where that is no terminal. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
  else if (line !== "") say(line);
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
  if (options.plot) {
    for (const file of await drawRecorded(home)) say(`has drawn ${file}`);
    return;
  }
  const costs = await measure(options, known);
  if (costs === undefined) return;
  progress("");
  if (options.record)
    for (const file of await record(home, costs)) say(`has written ${file}`);
  const print = options.json ? dataOf : options.markdown ? markdownOf : textOf;
  process.stdout.write(`${print(costs).trimEnd()}\n`);
  failWith(failuresOf(costs));
}

function failWith(lines: readonly string[]): void {
  for (const line of lines) say(line);
  if (lines.length > 0) process.exitCode = 1;
}

/** Measures all that is asked for, unless a label is wrong. */
async function measure(
  options: Options,
  known: readonly string[],
): Promise<Costs | undefined> {
  const asked = [];
  for (const style of options.styles.length > 0 ? options.styles : known) {
    const { suite } = (await import(suiteOf(style).href)) as { suite: Suite };
    asked.push({ style, suite, rows: suite.rows });
  }
  const chosen = chooseRows(asked, options.rows);
  const start = performance.now();
  if (options.parts.includes("rows") && !(await areAsLabelled(chosen)))
    return undefined;

  const effort = options.quick ? "quick" : "full";
  const versions: Record<string, string> = {
    Node: process.versions.node,
    V8: process.versions.v8,
  };
  const suites: SuiteCosts[] = [];
  for (const { style, suite, rows } of chosen) {
    const { parts } = options;
    const url = suiteOf(style);
    const original = parts.includes("rows") ? await built(suite) : undefined;
    suites.push(
      await measureSuite({
        url,
        suite,
        rows,
        parts,
        effort,
        original,
        progress: (line) =>
          progress(
            `${Math.round((performance.now() - start) / 1000)} s: ${line}`,
          ),
      }),
    );
    Object.assign(versions, librariesOf(new URL(`${style}/`, packages)));
    if (original?.version !== undefined)
      versions[suite.original!.name] = original.version;
  }
  const date = new Date().toISOString();
  return { date, effort, machine: machine(), versions, suites };
}

/** Probes the contenders of the rows; says what is wrong. */
async function areAsLabelled(
  chosen: readonly { readonly suite: Suite; readonly rows: readonly Row[] }[],
): Promise<boolean> {
  progress("probes the contenders");
  const wrong: string[] = [];
  for (const { suite, rows } of chosen) {
    const ids = rows.map(({ id }) => id);
    wrong.push(...(await contradictions(suite, ids)));
  }
  progress("");
  failWith(wrong);
  return wrong.length === 0;
}

async function built({ original }: Suite): Promise<Built | undefined> {
  if (original === undefined) return undefined;
  progress(`builds a program for the real ${original.name}`);
  const it = await original.build();
  if (typeof it === "string") say(it);
  return typeof it === "object" ? it : undefined;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  progress("");
  say((error as Error).message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
