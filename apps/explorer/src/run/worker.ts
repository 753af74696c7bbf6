/**
 * A thread of its own for programs of one style: none is slowed or helped by
 * another's, and one that blocks its thread does not block the page.
 */
import { loadStyle } from "virtual:styles";
import type { RuntimeStyle, ScenarioId } from "spec";
import { measureColumn } from "./measure-column.js";
import type { Answer, Job } from "./messages.js";
import { missed, onNeed } from "./needs-node.js";
import { runProgram } from "./program.js";

function tell(answer: Answer): void {
  postMessage(answer);
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  return name === "Error" ? message : `${name}: ${message}`;
}

async function styleNamed(name: string): Promise<RuntimeStyle> {
  const load = loadStyle[name];
  if (load === undefined) throw new Error(`there is no style "${name}"`);
  const { style } = await load();
  return style;
}

async function run(name: string, scenario: ScenarioId): Promise<void> {
  onNeed(({ message }) => tell({ kind: "needs node", what: message }));
  const style = await styleNamed(name);
  try {
    tell({ kind: "ran", run: await runProgram(style, scenario, "virtual") });
  } catch (error) {
    const what = missed(error);
    if (what === undefined) throw error;
    tell({ kind: "needs node", what });
  }
}

async function measure(name: string): Promise<void> {
  const style = await styleNamed(name);
  const column = await measureColumn(style, (scenario) =>
    tell({ kind: "starts", scenario }),
  );
  tell({ kind: "measured", column });
}

// What escapes a program's own runtime is a failure of it, not of the page.
addEventListener("error", (event) => {
  event.preventDefault();
  tell({ kind: "failed", line: event.message });
});
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  tell({ kind: "failed", line: lineOf(event.reason) });
});

addEventListener("message", ({ data }: MessageEvent<Job>) => {
  const done =
    data.kind === "run" ? run(data.style, data.scenario) : measure(data.style);
  done.catch((error: unknown) => tell({ kind: "failed", line: lineOf(error) }));
});
