/** Draws what was measured. */
import type { TopLevelSpec } from "vega-lite";
import type { Costs } from "../costs.js";
import { draw } from "./draw.js";
import { overviewPlot, suitePlot } from "./operations.js";
import { cascadePlot, heapPlot, sizePlot } from "./others.js";

/** All plots that have something to show, by the names of their files. */
export async function plotsOf({
  suites,
}: Costs): Promise<ReadonlyMap<string, string>> {
  const specs: Readonly<Record<string, TopLevelSpec | undefined>> = {
    "overview.svg": overviewPlot(suites),
    ...Object.fromEntries(
      suites.map((suite) => [`${suite.subject}.svg`, suitePlot(suite)]),
    ),
    "cascade.svg": cascadePlot(suites),
    "heap.svg": heapPlot(suites),
    "size.svg": sizePlot(suites),
  };
  const drawn = new Map<string, string>();
  for (const [file, spec] of Object.entries(specs))
    if (spec !== undefined) drawn.set(file, await draw(spec));
  return drawn;
}
