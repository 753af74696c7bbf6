import { catalogue } from "spec";
import { proseOf } from "spec/node";
import type { Io } from "../io.js";
import { textList } from "../views/text-list.js";

/** Prints each scenario with its question. */
export function list({ json = false }: { json?: boolean }, io: Io): void {
  const scenarios = catalogue.map(({ id, level, inputs }) => ({
    id,
    level,
    question: proseOf(id).question,
    inputs: Object.entries(inputs).map(([name, input]) => ({ name, ...input })),
  }));
  io.print(
    json
      ? JSON.stringify({ scenarios }, undefined, 2)
      : textList(scenarios, io.width),
  );
}
