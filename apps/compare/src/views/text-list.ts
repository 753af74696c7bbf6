import { borderless } from "bench";
import Table from "cli-table3";
import type { FileInput, IntegerInput, Level } from "spec";
import colors from "../colors.js";

export interface Listed {
  readonly id: string;
  readonly level: Level;
  readonly question: string;
  readonly inputs: readonly ((FileInput | IntegerInput) & { name: string })[];
}

/** Lists the scenarios, one below the other, their inputs under the question. */
export function textList(scenarios: readonly Listed[], width: number): string {
  const table = new Table({
    chars: borderless,
    colWidths: [20, 9, Math.min(width, 120) - 30],
    wordWrap: true,
    style: { "padding-left": 0, "padding-right": 1 },
  });
  for (const { id, level, question, inputs } of scenarios)
    table.push([
      colors.bold(id),
      colors.dim(level),
      [
        question,
        ...inputs.map(({ name, describe }) =>
          colors.dim(`--with ${name}=…  ${describe}`),
        ),
      ].join("\n"),
    ]);
  return table.toString();
}
