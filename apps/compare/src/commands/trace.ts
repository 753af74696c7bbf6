import { alignTraces, formatTrace, isSame, nameOf } from "spec";
import { proseOf, recordedTrace } from "spec/node";
import { scenarioNamed } from "../inputs.js";
import type { Io } from "../io.js";
import { runStyle } from "../run-style.js";
import { chooseStyles } from "../styles.js";
import { textTraces } from "../views/text-traces.js";
import type { ComparedTrace } from "../views/text-traces.js";

export interface TraceOptions {
  readonly style?: readonly string[];
  readonly json?: boolean;
}

/**
 * Runs a scenario on virtual time in each style and prints its trace beside
 * the one that was recorded of the style's original.
 */
export async function trace(
  name: string,
  { style: names = [], json = false }: TraceOptions,
  io: Io,
): Promise<void> {
  const scenario = scenarioNamed(name);
  const jobs = [{ scenario, clock: "virtual", inputs: {} }] as const;
  const compared: ComparedTrace[] = [];
  const todos: string[] = [];
  for (const found of chooseStyles(names)) {
    const { style, runs, todo } = await runStyle(found, jobs);
    const { original } = style;
    const recorded = original && recordedTrace(original, scenario);
    if (todo.length > 0) todos.push(style.name);
    for (const { run } of runs)
      compared.push({
        style: style.name,
        ...(original && recorded && { original: nameOf(original) }),
        trace: run.trace,
        rows: alignTraces(recorded ?? run.trace, run.trace),
      });
  }
  io.print(
    json
      ? JSON.stringify(
          {
            scenario,
            traces: [
              ...compared.map((one) => ({
                ...one,
                text: formatTrace(one.trace),
                same: one.rows.every(isSame),
              })),
              ...todos.map((style) => ({ style, todo: true })),
            ],
          },
          undefined,
          2,
        )
      : [
          proseOf(scenario).question,
          ...(compared.length > 0 ? [textTraces(compared, io.width)] : []),
          ...todos.map((style) => `${style}: todo`),
        ].join("\n\n"),
  );
}
