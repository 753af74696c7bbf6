import Table from "cli-table3";
import { valueText } from "spec";
import type { Cell, Evidence, Table as Judged, TableRow, Verdict } from "spec";
import colors from "../colors.js";

const aspectWidth = 14;
/** Below this a column of evidence cannot be read. */
const narrowest = 28;
const widest = 60;

const colorOf: Readonly<Record<Verdict, (text: string) => string>> = {
  holds: colors.green,
  partly: colors.yellow,
  "does not carry over": colors.blue,
  refuted: colors.red,
};

/**
 * Lays the table out for a terminal. Where the columns do not fit side by
 * side, they stand in groups below each other.
 */
export function textTable(judged: Judged, width: number): string {
  const fit = Math.max(
    1,
    Math.floor((width - aspectWidth - 2) / (narrowest + 1)),
  );
  const count = judged.styles.length;
  const groups = Array.from({ length: Math.ceil(count / fit) }, (_, nth) =>
    Array.from(
      { length: Math.min(fit, count - nth * fit) },
      (__, index) => nth * fit + index,
    ),
  );
  return groups
    .map((columns) => group(judged, columns, width))
    .concat(legend(judged).map(colors.dim).join("\n"))
    .join("\n\n");
}

/** What the marks mean, as far as they stand in this table. */
function legend({ rows }: Judged): string[] {
  const isOwn = ({ ownClaim }: Cell): boolean => ownClaim !== undefined;
  return [
    "• measured now by the port   ◦ recorded from the original",
    ...(rows.some(({ cells }) => cells.some(isOwn))
      ? ["“…” the page's words   unquoted: a style's own"]
      : []),
  ];
}

function group(
  judged: Judged,
  columns: readonly number[],
  width: number,
): string {
  const column = Math.min(
    widest,
    Math.floor((width - aspectWidth - 2) / columns.length) - 1,
  );
  const table = new Table({
    head: ["", ...columns.map((index) => heading(judged, index))],
    colWidths: [aspectWidth, ...columns.map(() => column)],
    wordWrap: true,
    // Colours are ours: they know of NO_COLOR and of terminals.
    style: { head: [], border: [] },
  });
  const add = ({ aspect, cells }: TableRow): void => {
    table.push([
      colors.bold(aspect),
      ...columns.map((index) => cellText(cells[index], column - 2)),
    ]);
  };
  judged.rows.forEach(add);
  table.push([
    {
      colSpan: columns.length + 1,
      content: colors.bold("What the page gets wrong elsewhere"),
    },
  ]);
  judged.mistakes.forEach(add);
  return table.toString();
}

function heading(judged: Judged, index: number): string {
  const style = judged.styles[index];
  if (style === undefined) return "";
  const under = style.original ?? style.title;
  return `${colors.bold(style.name)}\n${colors.dim(under)}`;
}

function cellText(cell: Cell | undefined, width: number): string {
  if (cell === undefined) return "";
  const { todo, claim, ownClaim, verdict, because, evidence } = cell;
  if (todo) return colors.dim("todo");
  const lines: string[] = [];
  if (claim !== undefined) lines.push(`“${claim}”`);
  if (ownClaim !== undefined) lines.push(ownClaim);
  if (verdict !== undefined)
    lines.push(`${colorOf[verdict](verdict)}: ${because ?? ""}`);
  for (const figure of evidence) lines.push(figureLine(figure, width));
  return lines.join("\n");
}

/** A figure on one line, its value at the right edge, or on two. */
function figureLine(figure: Evidence, width: number): string {
  const mark = figure.source === "measured" ? "•" : "◦";
  const label = `${mark} ${figure.label}`;
  const value = valueText(figure);
  const room = width - label.length - value.length;
  return room >= 1
    ? `${label}${" ".repeat(room)}${value}`
    : `${label}\n${value.length < width ? value.padStart(width) : `  ${value}`}`;
}
