import { judgeTable, measuredScenarios } from "spec";
import type { Column, Results, ScenarioId } from "spec";
import { recordedEvidence } from "spec/node";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { Progress } from "../progress.js";
import { runStyle } from "../run-style.js";
import { chooseStyles, loadStyle } from "../styles.js";
import type { StylePackage } from "side/node";
import { markdownTable } from "../views/markdown.js";
import { textTable } from "../views/text-table.js";

export interface TableOptions {
  readonly style?: readonly string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Enough work for a speed-up to show beside the start of a job. */
const inputs: { readonly [Id in ScenarioId]?: Record<string, number> } = {
  "cpu-parallelism": { limit: 600_000 },
};

/** What a style says of itself: functions, which no process can send. */
async function ownClaimsOf(
  found: StylePackage,
): Promise<Pick<Column, "claims">> {
  const { claims } = await loadStyle(found);
  return claims ? { claims } : {};
}

/** Measures the page's table and prints it. */
export async function table(
  { style: names = [], json = false, markdown = false }: TableOptions,
  io: Io,
): Promise<void> {
  if (json && markdown)
    throw new UsageError("--json and --markdown exclude each other: give one");
  const styles = chooseStyles(names);
  const jobs = measuredScenarios.map((scenario) => ({
    scenario,
    clock: "wall" as const,
    inputs: inputs[scenario] ?? {},
  }));
  const progress = new Progress(styles.length * jobs.length);
  const columns: Column[] = [];
  try {
    for (const found of styles) {
      const { style, runs, todo } = await runStyle(found, jobs, (scenario) =>
        progress.step(`${found.name}: ${scenario}`),
      );
      columns.push({
        style: style.name,
        title: style.title,
        ...(style.original && { original: style.original }),
        ...(!style.original && (await ownClaimsOf(found))),
        results: Object.fromEntries(
          runs.map(({ scenario, run }) => [scenario, run.result]),
        ) as Results,
        todo,
        recorded: style.original ? recordedEvidence(style.original) : {},
      });
    }
  } finally {
    progress.clear();
  }
  const judged = judgeTable(columns);
  if (json) io.print(JSON.stringify(judged, undefined, 2));
  else if (markdown) io.print(markdownTable(judged));
  else io.print(textTable(judged, io.width));
}
