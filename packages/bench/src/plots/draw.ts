/** From what a plot is to show to an SVG, with no browser. */
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

const CONFIG = {
  background: "white",
  font: "sans-serif",
  axis: { labelLimit: 400, titleFontWeight: "normal" },
  legend: { title: null, orient: "top", columns: 4, labelLimit: 300 },
  title: { anchor: "start" },
  range: { category: { scheme: "tableau10" } },
} as const;

/** Draws a plot. The same one always gives the same text. */
export async function draw(spec: TopLevelSpec): Promise<string> {
  const { spec: compiled } = compile({ ...spec, config: CONFIG });
  const view = new View(parse(compiled), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}
