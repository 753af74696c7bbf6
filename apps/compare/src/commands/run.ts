import { scenarioOf } from "spec";
import { proseOf } from "spec/node";
import { readInputs, scenarioNamed } from "../inputs.js";
import type { Io } from "../io.js";
import { runStyle } from "../run-style.js";
import { chooseStyles } from "../styles.js";
import { textRun } from "../views/text-run.js";
import type { StyleRun } from "../views/text-run.js";

export interface RunOptions {
  readonly style?: readonly string[];
  readonly with?: readonly string[];
  readonly json?: boolean;
}

/** Runs a scenario live, in each style that was asked for, and prints it. */
export async function run(
  name: string,
  { style: names = [], with: pairs = [], json = false }: RunOptions,
  io: Io,
): Promise<void> {
  const scenario = scenarioNamed(name);
  const inputs = readInputs(scenarioOf(scenario), pairs);
  const jobs = [{ scenario, clock: "wall", inputs }] as const;
  const all: StyleRun[] = [];
  for (const found of chooseStyles(names)) {
    const { style, runs } = await runStyle(found, jobs);
    all.push({ style, run: runs[0]?.run });
  }
  const { question } = proseOf(scenario);
  io.print(
    json
      ? JSON.stringify(
          {
            scenario,
            runs: all.map(({ style, run: done }) => ({
              style: style.name,
              ...(done ?? { todo: true }),
            })),
          },
          undefined,
          2,
        )
      : [question, ...all.map(textRun)].join("\n\n"),
  );
}
