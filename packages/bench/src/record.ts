/** Keeps what was measured: as data, and what is drawn and printed from it. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Costs } from "./costs.js";
import { plotsOf } from "./plots/index.js";
import { markdownOf } from "./text.js";

const DATA = "results/costs.json";
const README = "README.md";

/** As text: numbers of four digits, and a place in a plot on one line. */
export const dataOf = (costs: Costs): string =>
  `${JSON.stringify(costs, (_, value: unknown) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value), 2)}\n`.replaceAll(
    /\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g,
    "[$1, $2]",
  );

/** What was recorded. @param home the folder of this package. */
export const recorded = (home: URL): Costs =>
  JSON.parse(readFileSync(new URL(DATA, home), "utf8")) as Costs;

/** Writes the data, and all that shows it; gives the names of the files. */
export async function record(
  home: URL,
  costs: Costs,
): Promise<readonly string[]> {
  writeFileSync(new URL(DATA, home), dataOf(costs));
  return [DATA, ...(await drawRecorded(home))];
}

/** Writes all that shows the data; gives the names of the files. */
export async function drawRecorded(home: URL): Promise<readonly string[]> {
  const readme = readFileSync(new URL(README, home), "utf8");
  const files = await shown(recorded(home), readme);
  for (const [file, text] of files) writeFileSync(new URL(file, home), text);
  return [...files.keys()];
}

/** What the files that show the data must be, by their names in the package. */
export async function shown(
  costs: Costs,
  readme: string,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const [file, svg] of await plotsOf(costs))
    files.set(`results/${file}`, svg);
  return files.set(README, withTables(readme, markdownOf(costs)));
}

const START = "<!-- costs:start -->\n";
const END = "<!-- costs:end -->";

/** Puts the tables between their marks. */
export function withTables(readme: string, tables: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start)
    throw new Error("README.md has no place for the tables");
  return `${readme.slice(0, start + START.length)}\n${tables}\n\n${readme.slice(end)}`;
}
