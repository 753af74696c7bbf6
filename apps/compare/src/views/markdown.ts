import type { Cell, Table, TableRow } from "spec";
import { valueText } from "spec";

/** Writes the table for a README. */
export function markdownTable(judged: Table): string {
  const head = judged.styles.map(({ name, original, title }) =>
    escape(`${name} (${original ?? title})`),
  );
  return [
    line(["Aspect", ...head]),
    line(["---", ...head.map(() => "---")]),
    ...[...judged.rows, ...judged.mistakes].map(markdownRow),
  ].join("\n");
}

function markdownRow({ aspect, cells }: TableRow): string {
  return line([`**${escape(aspect)}**`, ...cells.map(markdownCell)]);
}

function markdownCell(cell: Cell): string {
  const { todo, claim, ownClaim, verdict, because, evidence } = cell;
  if (todo) return "todo";
  return [
    ...(claim === undefined ? [] : [`“${escape(claim)}”`]),
    ...(ownClaim === undefined ? [] : [escape(ownClaim)]),
    ...(verdict === undefined
      ? []
      : [`**${verdict}**: ${escape(because ?? "")}`]),
    ...evidence.map(
      (figure) =>
        `${escape(figure.label)}: ${escape(valueText(figure))}${figure.source === "recorded" ? " (recorded)" : ""}`,
    ),
  ].join("<br>");
}

export function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function escape(text: string): string {
  return text.replaceAll(/[|<>*_`\\]/g, String.raw`\$&`).replaceAll("\n", " ");
}
