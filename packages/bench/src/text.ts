/** Tables for a terminal, and for a page. */
import Table from "cli-table3";
import { borderless } from "./borderless.js";
import type { Costs } from "./costs.js";
import { emptyOf, type TableOf, tablesOf } from "./tables.js";

const aboutOf = ({ machine, effort, date, versions }: Costs): string => {
  const all = Object.entries(versions).map(([name, it]) => `${name} ${it}`);
  const caution =
    effort === "quick" ? " A quick run: its figures say little." : "";
  return `${machine}; ${all.join(", ")}; ${date.slice(0, 10)}.${caution}`;
};

export const textOf = (costs: Costs): string =>
  [aboutOf(costs), ...tablesOf(costs).map(textTable), ...emptyOf(costs)].join(
    "\n\n",
  );

function textTable({ title, head, rows, note }: TableOf): string {
  const printed = new Table({
    head: [...head],
    chars: { ...borderless, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const row of rows) printed.push([...row]);
  const lines = printed
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  return `${title}\n\n${lines.join("\n")}\n\n${note}`;
}

export const markdownOf = (costs: Costs): string =>
  [aboutOf(costs), ...tablesOf(costs).map((one) => markdownTable(one))].join(
    "\n\n",
  );

function markdownTable({ title, head, rows, note }: TableOf): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    `### ${title}`,
    "",
    line(head),
    line(head.map(() => "---")),
    ...rows.map(line),
    "",
    note.replaceAll("\n", "  \n"),
  ].join("\n");
}
